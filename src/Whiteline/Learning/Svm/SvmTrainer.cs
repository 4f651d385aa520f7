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

    // With fewer spectra of a class in a fold, the held-out values shift the threshold more than they teach about the slope.
    const int LeastPerFold = 5;

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
        TrainingSet.Check(spectra);
        var data = spectra.Intensity.ToArray();
        var kernel = new SvmKernel(Options.Kernel, Options.Gamma ?? DefaultGamma(data, spectra.Axis.Count), Options.Coef0, Options.Degree);
        var rows = Kernels(data, spectra.Axis.Count, kernel, context);
        var classOf = spectra.Labels.Select(label => IndexOf(spectra.Classes, label)).ToArray();
        var folds = InnerFoldOf(spectra, classOf, context);
        var pairs = TrainingSet.Pairs(spectra.Classes.Count);
        var problems = pairs.Select(pair => Problem(classOf, pair.First, pair.Second, _ => true)).ToArray();
        var solutions = new BinarySolution[pairs.Length];
        var heldOut = new double[pairs.Length][];
        for (var p = 0; p < pairs.Length; p++)
        {
            heldOut[p] = new double[problems[p].Members.Length];
            Array.Fill(heldOut[p], double.NaN);
        }
        var parts = Options.Probability ? InnerFolds + 1 : 1;
        var done = 0;
        ParallelWork.For(pairs.Length * parts, context.Threads, work =>
        {
            var (p, fold) = (work / parts, work % parts - 1);
            if (fold < 0) solutions[p] = Solve(problems[p], rows, context.Cancellation);
            else HoldOut(problems[p], classOf, pairs[p], folds, fold, rows, heldOut[p], context.Cancellation);
            context.Progress?.Report(new("training", Interlocked.Increment(ref done), pairs.Length * parts));
        }, context.Cancellation);
        return Assemble(spectra, kernel, data, rows, problems, solutions, heldOut);
    }

    // The inner products and the kernel take a matrix each.
    IKernelSource Kernels(float[] data, int channels, SvmKernel kernel, TrainingContext context) =>
        2 * GramMatrix.BytesFor(data.Length / channels) <= Options.CacheBytes
            ? new KernelMatrix(GramMatrix.Of(data, channels, context.Threads, context.Cancellation), kernel)
            : new KernelRows(data, channels, kernel, Options.CacheBytes);

    BinarySolution Solve(BinaryProblem problem, IKernelSource rows, CancellationToken cancellation)
    {
        var solution = SmoSolver.Solve(problem, rows, Options.Tolerance, Options.MaxIterations, cancellation);
        return solution.Converged
            ? solution
            : throw new BadInputException($"The support vector machine did not converge in {Options.MaxIterations} iterations. Normalise the spectra, or lower C.");
    }

    // Decision values of one inner fold by a machine that did not see it. A fold whose training part lacks a class says nothing (NaN).
    void HoldOut(BinaryProblem whole, int[] classOf, (int First, int Second) pair, int[] folds, int fold, IKernelSource rows, double[] decisions, CancellationToken cancellation)
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

    static SvmClassifier Assemble(LabeledSpectra spectra, SvmKernel kernel, float[] data, IKernelSource rows, BinaryProblem[] problems, BinarySolution[] solutions, double[][] heldOut)
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
            pairs[p] = new(coefficients, solutions[p].Rho, Sigmoid(problems[p], solutions[p], rows, heldOut[p]));
        }
        return new(spectra.Classes, channels, kernel, vectors, pairs);
    }

    // Held-out values of few spectra can be reversed or missing. The machine's own values then serve: they cannot contradict its labels.
    static PlattSigmoid Sigmoid(BinaryProblem problem, BinarySolution solution, IKernelSource rows, double[] heldOut)
    {
        var known = Enumerable.Range(0, heldOut.Length).Where(i => !double.IsNaN(heldOut[i])).ToArray();
        var fewer = Math.Min(known.Count(i => problem.Signs[i] > 0), known.Count(i => problem.Signs[i] < 0));
        var fit = default(PlattSigmoid);
        if (fewer >= LeastPerFold * InnerFolds) fit = PlattSigmoid.Fit(Array.ConvertAll(known, i => heldOut[i]), Array.ConvertAll(known, i => problem.Signs[i]));
        if (fit.A < 0) return fit;
        var own = new double[problem.Members.Length];
        Array.Fill(own, -solution.Rho);
        for (var j = 0; j < own.Length; j++)
        {
            if (solution.Coefficients[j] == 0) continue;
            var row = rows.Row(problem.Members[j]);
            for (var i = 0; i < own.Length; i++) own[i] += solution.Coefficients[j] * row[problem.Members[i]];
        }
        fit = PlattSigmoid.Fit(own, problem.Signs);
        // Classes that cannot be told apart at all: a margin of 1 stays an odds ratio of e.
        return fit.A < 0 ? fit : new(-1, 0);
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

    static int IndexOf(IReadOnlyList<string> classes, string label)
    {
        for (var i = 0; i < classes.Count; i++) if (classes[i] == label) return i;
        throw new ArgumentException($"'{label}' is not a class.", nameof(label));
    }
}
