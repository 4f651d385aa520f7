using System.Globalization;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Learning.Svm;

/// <summary>
/// Trains soft-margin support vector machines, one per pair of classes or one per class. Kernel rows are shared by all machines and by the
/// inner folds whose held-out decision values the probabilities are fitted to. The inner folds keep groups together.
/// </summary>
/// <param name="Options">Hyperparameters.</param>
public sealed record SvmTrainer(SvmOptions Options) : ITrainer
{
    const int InnerFolds = 5;

    /// <inheritdoc/>
    public string Name => "svm";

    /// <inheritdoc/>
    public string Calibration => !Options.Calibrated ? "none: a margin of 1 is an odds ratio of e" : $"Platt's sigmoid on {(Options.Probability ? "inner folds held out" : "the training spectra themselves")}";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        foreach (var problem in Options.Problems()) yield return problem;
        if (Options.Kernel == KernelKind.Custom && Options.Custom is null) yield return "The custom kernel has no function. Give one of (x·y, x·x, y·y).";
        if (Options.Kernel != KernelKind.Custom && Options.Custom is not null) yield return $"A kernel function is given, but the kernel is {Options.Kernel}. Choose the custom kernel, or leave the function out.";
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var kernel = new SvmKernel(Options.Kernel, Options.Gamma ?? double.NaN, Options.Coef0, Options.Degree).ToString().Replace("γ = NaN", "γ = 1 / (channels × variance)", StringComparison.Ordinal);
        var weights = Options.ClassWeights is { } given ? "class weights " + string.Join(", ", given.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:G4}"))) : Options.Weighting == ClassWeighting.Balanced ? "balanced classes" : "unweighted classes";
        return string.Create(CultureInfo.InvariantCulture, $"{kernel}, C = {Options.C:G4}, {weights}{(Options.Scheme == MulticlassScheme.OneVersusRest ? ", one against the rest" : "")}{(Options.Denoised is { } seen ? $", with a second view denoised by {seen.Components} components of {seen.Neighbours} neighbours" : "")}");
    }

    /// <inheritdoc/>
    public IEnumerable<string> Cautions(LabeledSpectra spectra)
    {
        if (Options.Kernel != KernelKind.Cosine) yield break;
        var zero = Enumerable.Range(0, spectra.Count).Count(i => !spectra[i].ContainsAnyExcept(0));
        if (zero > 0) yield return $"{zero} of {spectra.Count} training spectra are zero in every channel; they have no direction, and the cosine kernel counts them as orthogonal to all.";
    }

    /// <inheritdoc/>
    public IClassifier Train(LabeledSpectra spectra, TrainingContext context)
    {
        if (Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        TrainingSet.Check(spectra);
        var set = new TrainingSet(spectra);
        var kernel = new SvmKernel(Options.Kernel, Options.Gamma ?? DefaultGamma(set.Intensity, set.Channels), Options.Coef0, Options.Degree) { Custom = Options.Custom };
        var (view, denoised) = Options.Denoised is { } local ? DenoisedView.Fit(spectra, local, context) : default;
        var seen = denoised is null ? null : new TrainingSet(denoised).Intensity;
        var kernels = new MachineKernels(set, seen, kernel, Options.CacheBytes, context);
        var weights = Weights(spectra.Classes, set);
        var machines = Options.Scheme == MulticlassScheme.OneVersusRest
            ? Enumerable.Range(0, set.Classes).Select(own => new Lazy<BinaryMachine>(() => AgainstRest(set, kernels, own, weights))).ToArray()
            : [.. TrainingSet.Pairs(set.Classes).Select(pair => new Lazy<BinaryMachine>(() => Pair(set, kernels, pair.First, pair.Second, weights)))];
        var folds = InnerFoldOf(set, context);
        var parts = Options is { Probability: true, Calibrated: true } ? InnerFolds + 1 : 1;
        var functions = new (BinaryMachine Machine, PlattSigmoid Sigmoid)[machines.Length];
        var unfinished = Array.ConvertAll(machines, _ => parts);
        var done = 0;
        ParallelWork.For(machines.Length * parts, kernels.IsInMemory ? context.Threads : 1, work =>
        {
            var (m, fold) = (work / parts, work % parts - 1);
            var machine = machines[m].Value;
            if (fold < 0) machine.Solve(context.Cancellation);
            else machine.HoldOut(folds, fold, context.Cancellation);
            context.Progress?.Report(new("training", Interlocked.Increment(ref done), machines.Length * parts));
            if (Interlocked.Decrement(ref unfinished[m]) > 0) return;
            // What is left of a finished machine is its solution: its kernel rows are let go.
            functions[m] = (machine, machine.Sigmoid(InnerFolds));
            machine.Release();
        }, context.Cancellation);
        return view is null || seen is null
            ? Assemble(spectra.Classes, set, set.Intensity, kernel, functions, 1, true)
            : new TwoViewClassifier(view, Assemble(spectra.Classes, set, set.Intensity, kernel, functions, 0.5f, true), Assemble(spectra.Classes, set, seen, kernel, functions, 0.5f, false));
    }

    BinaryMachine Pair(TrainingSet set, MachineKernels kernels, int first, int second, double[] weights)
    {
        int[] whole = [.. set.IndicesOf(first), .. set.IndicesOf(second)];
        var signs = Array.ConvertAll(whole, i => (sbyte)(set.ClassOf[i] == first ? 1 : -1));
        var penalty = Options.C * set.MeasuredShare;
        return new(kernels.Of(first, second), whole, signs, penalty * weights[first], penalty * weights[second], Options);
    }

    // The rest counts as one class: its weight is that of a balanced pair, or the mean of what was given.
    BinaryMachine AgainstRest(TrainingSet set, MachineKernels kernels, int own, double[] weights)
    {
        int[] whole = [.. Enumerable.Range(0, set.Count)];
        var signs = Array.ConvertAll(whole, i => (sbyte)(set.ClassOf[i] == own ? 1 : -1));
        var count = signs.Count(sign => sign > 0);
        var (positive, negative) = Options.ClassWeights is null && Options.Weighting == ClassWeighting.Balanced
            ? (set.Count / (2.0 * count), set.Count / (2.0 * (set.Count - count)))
            : (weights[own], whole.Where(i => signs[i] < 0).Average(i => weights[set.ClassOf[i]]));
        var penalty = Options.C * set.MeasuredShare;
        return new(kernels.All(), whole, signs, penalty * positive, penalty * negative, Options);
    }

    // Of a machine that sees spectra twice each view has its part of the coefficients, and one of them the offsets.
    SvmClassifier Assemble(
        IReadOnlyList<string> classes, TrainingSet set, float[] intensity, SvmKernel kernel, (BinaryMachine Machine, PlattSigmoid Sigmoid)[] functions, float part, bool hasOffsets)
    {
        var isSupport = new bool[set.Count];
        foreach (var (machine, _) in functions)
            for (var i = 0; i < machine.Whole.Length; i++) isSupport[machine.Whole[i]] |= machine.Solution.Coefficients[i] != 0;
        var support = Enumerable.Range(0, set.Count).Where(i => isSupport[i]).ToArray();
        var position = new int[set.Count];
        var vectors = new float[support.Length * set.Channels];
        for (var v = 0; v < support.Length; v++)
        {
            position[support[v]] = v;
            intensity.AsSpan(support[v] * set.Channels, set.Channels).CopyTo(vectors.AsSpan(v * set.Channels));
        }
        var decisions = Array.ConvertAll(functions, function =>
        {
            var coefficients = new float[support.Length];
            var (machine, sigmoid) = function;
            for (var i = 0; i < machine.Whole.Length; i++)
                if (machine.Solution.Coefficients[i] != 0) coefficients[position[machine.Whole[i]]] = part * (float)machine.Solution.Coefficients[i];
            return new SvmFunction(coefficients, hasOffsets ? machine.Offset : 0, sigmoid);
        });
        return new(classes, set.Channels, kernel, vectors, decisions, Options.Scheme);
    }

    double[] Weights(IReadOnlyList<string> classes, TrainingSet set)
    {
        if (Options.ClassWeights is not { } given)
            return [.. Enumerable.Range(0, set.Classes).Select(k => Options.Weighting == ClassWeighting.Balanced ? (double)set.Count / (set.Classes * set.IndicesOf(k).Count()) : 1)];
        if (given.Keys.FirstOrDefault(label => !classes.Contains(label)) is { } unknown)
            throw new BadInputException($"A class weight is given for {unknown}, but the training spectra are labelled {string.Join(", ", classes)}. Name one of these.");
        return [.. classes.Select(label => given.GetValueOrDefault(label, 1))];
    }

    // Groups are dealt to folds whole, class by class, so that every fold sees every class where the groups allow it.
    static int[] InnerFoldOf(TrainingSet set, TrainingContext context)
    {
        var random = context.Seed.Branch("svm/inner folds").Random();
        var folds = new int[set.Count];
        var next = 0;
        var units = Enumerable.Range(0, set.Count).GroupBy(i => set.Groups?[i] ?? $"{i}").Select(group => group.ToArray()).ToArray();
        random.Shuffle<int[]>(units);
        foreach (var unit in units.OrderBy(unit => set.ClassOf[unit[0]]))
        {
            foreach (var i in unit) folds[i] = set.IsSynthetic[i] ? -1 : next % InnerFolds;
            next++;
        }
        return folds;
    }

    /// <summary>1 / (channels × variance of all intensities), or 1 when all are equal.</summary>
    internal static double DefaultGamma(ReadOnlySpan<float> data, int channels)
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
}
