using System.Globalization;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Learning.Svm;

/// <summary>
/// Trains soft-margin support vector machines, one per pair of classes (one-versus-one). Kernel rows are shared by all pairs and by the
/// inner folds whose held-out decision values the probabilities are fitted to. The inner folds keep groups together.
/// </summary>
/// <param name="Options">Hyperparameters.</param>
public sealed record SvmTrainer(SvmOptions Options) : ITrainer
{
    const int InnerFolds = 5;

    /// <inheritdoc/>
    public string Name => "svm";

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Options.Problems();

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{new SvmKernel(Options.Kernel, Options.Gamma ?? double.NaN, Options.Coef0, Options.Degree)}, C = {Options.C:G4}, {(Options.Weighting == ClassWeighting.Balanced ? "balanced classes" : "unweighted classes")}")
            .Replace("γ = NaN", "γ = 1 / (channels × variance)", StringComparison.Ordinal);

    /// <inheritdoc/>
    public IClassifier Train(LabeledSpectra spectra, TrainingContext context)
    {
        if (Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        if (spectra.Classes.Count < 2) throw new BadInputException($"All {spectra.Count} training spectra are labelled {spectra.Classes[0]}. A classifier needs at least two classes.");
        var data = spectra.Intensity.ToArray();
        if (Array.FindIndex(data, value => !float.IsFinite(value)) is var bad and >= 0)
            throw new BadInputException($"Training spectrum {bad / spectra.Axis.Count} has an intensity that is not a finite number, in channel {bad % spectra.Axis.Count}. Mend or remove it.");
        var kernel = new SvmKernel(Options.Kernel, Options.Gamma ?? DefaultGamma(data, spectra.Axis.Count), Options.Coef0, Options.Degree);
        var rows = new KernelRows(data, spectra.Axis.Count, kernel, Options.CacheBytes);
        var classOf = spectra.Labels.Select(label => IndexOf(spectra.Classes, label)).ToArray();
        var folds = InnerFoldOf(spectra, classOf, context);
        var pairs = Pairs(spectra.Classes.Count);
        var problems = pairs.Select(pair => Problem(classOf, pair.First, pair.Second, _ => true)).ToArray();
        var solutions = new BinarySolution[pairs.Length];
        var heldOut = new double[pairs.Length][];
        for (var p = 0; p < pairs.Length; p++) heldOut[p] = new double[problems[p].Members.Length];
        var done = 0;
        ParallelWork.For(pairs.Length * (InnerFolds + 1), context.Threads, work =>
        {
            var (p, fold) = (work / (InnerFolds + 1), work % (InnerFolds + 1) - 1);
            if (fold < 0) solutions[p] = Solve(problems[p], rows, context.Cancellation);
            else HoldOut(problems[p], classOf, pairs[p], folds, fold, rows, heldOut[p], context.Cancellation);
            context.Progress?.Report(new("training", Interlocked.Increment(ref done), pairs.Length * (InnerFolds + 1)));
        }, context.Cancellation);
        return Assemble(spectra, kernel, data, problems, solutions, heldOut);
    }

    BinarySolution Solve(BinaryProblem problem, KernelRows rows, CancellationToken cancellation)
    {
        var solution = SmoSolver.Solve(problem, rows, Options.Tolerance, Options.MaxIterations, cancellation);
        return solution.Converged
            ? solution
            : throw new BadInputException($"The support vector machine did not converge in {Options.MaxIterations} iterations. Normalise the spectra, or lower C.");
    }

    // Decision values of one inner fold by a machine that did not see it. A fold whose training part lacks a class says nothing (0).
    void HoldOut(BinaryProblem whole, int[] classOf, (int First, int Second) pair, int[] folds, int fold, KernelRows rows, double[] decisions, CancellationToken cancellation)
    {
        var problem = Problem(classOf, pair.First, pair.Second, i => folds[i] != fold);
        if (!problem.Signs.Contains((sbyte)1) || !problem.Signs.Contains((sbyte)-1)) return;
        var solution = Solve(problem, rows, cancellation);
        for (var position = 0; position < whole.Members.Length; position++)
        {
            if (folds[whole.Members[position]] != fold) continue;
            var row = rows.Row(whole.Members[position]);
            var sum = -solution.Rho;
            for (var i = 0; i < problem.Members.Length; i++)
                if (solution.Coefficients[i] != 0) sum += solution.Coefficients[i] * row[problem.Members[i]];
            decisions[position] = sum;
        }
    }

    static SvmClassifier Assemble(LabeledSpectra spectra, SvmKernel kernel, float[] data, BinaryProblem[] problems, BinarySolution[] solutions, double[][] heldOut)
    {
        var channels = spectra.Axis.Count;
        var isSupport = new bool[spectra.Count];
        for (var p = 0; p < problems.Length; p++)
            for (var i = 0; i < problems[p].Members.Length; i++)
                isSupport[problems[p].Members[i]] |= solutions[p].Coefficients[i] != 0;
        var support = Enumerable.Range(0, spectra.Count).Where(i => isSupport[i]).ToArray();
        var position = new int[spectra.Count];
        var vectors = new float[support.Length * channels];
        for (var v = 0; v < support.Length; v++)
        {
            position[support[v]] = v;
            data.AsSpan(support[v] * channels, channels).CopyTo(vectors.AsSpan(v * channels));
        }
        var pairs = new SvmPair[problems.Length];
        for (var p = 0; p < pairs.Length; p++)
        {
            var coefficients = new float[support.Length];
            for (var i = 0; i < problems[p].Members.Length; i++)
                if (solutions[p].Coefficients[i] != 0) coefficients[position[problems[p].Members[i]]] = (float)solutions[p].Coefficients[i];
            pairs[p] = new(coefficients, solutions[p].Rho, PlattSigmoid.Fit(heldOut[p], problems[p].Signs));
        }
        return new(spectra.Classes, channels, kernel, vectors, pairs);
    }

    BinaryProblem Problem(int[] classOf, int first, int second, Func<int, bool> takes)
    {
        var members = Enumerable.Range(0, classOf.Length).Where(i => (classOf[i] == first || classOf[i] == second) && takes(i)).ToArray();
        var signs = Array.ConvertAll(members, i => (sbyte)(classOf[i] == first ? 1 : -1));
        return new(members, signs, Options.C * Weight(classOf, first), Options.C * Weight(classOf, second));
    }

    double Weight(int[] classOf, int index) => Options.Weighting == ClassWeighting.Balanced
        ? (double)classOf.Length / (classOf.Distinct().Count() * classOf.Count(other => other == index))
        : 1;

    // Groups are dealt to folds whole, class by class, so that every fold sees every class where the groups allow it.
    static int[] InnerFoldOf(LabeledSpectra spectra, int[] classOf, TrainingContext context)
    {
        var random = context.Seed.Branch("svm/inner folds").Random();
        var folds = new int[spectra.Count];
        var next = 0;
        var units = Enumerable.Range(0, spectra.Count).GroupBy(i => spectra.Groups?[i] ?? $"{i}").Select(group => group.ToArray()).ToArray();
        random.Shuffle<int[]>(units);
        foreach (var unit in units.OrderBy(unit => classOf[unit[0]]))
        {
            foreach (var i in unit) folds[i] = next % InnerFolds;
            next++;
        }
        return folds;
    }

    static double DefaultGamma(ReadOnlySpan<float> data, int channels)
    {
        double sum = 0, squares = 0;
        foreach (var value in data)
        {
            sum += value;
            squares += (double)value * value;
        }
        var variance = squares / data.Length - sum / data.Length * (sum / data.Length);
        return variance > 0 ? 1 / (channels * variance) : 1;
    }

    static (int First, int Second)[] Pairs(int classes) =>
        [.. Enumerable.Range(0, classes).SelectMany(i => Enumerable.Range(i + 1, classes - i - 1).Select(j => (i, j)))];

    static int IndexOf(IReadOnlyList<string> classes, string label)
    {
        for (var i = 0; i < classes.Count; i++) if (classes[i] == label) return i;
        throw new ArgumentException($"'{label}' is not a class.", nameof(label));
    }
}
