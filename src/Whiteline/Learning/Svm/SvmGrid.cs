using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Learning.Svm;

/// <summary>
/// Cross-validated accuracy at every point of a grid of kernels and C. The inner products are computed once for all points (and once of
/// spectra of length one, for the cosine); each kernel matrix serves all folds, pairs of classes and C, and along C the solution of one
/// value starts the next. Labels are by vote of the pairs, first of equals.
/// </summary>
/// <param name="Kernels">Kernels to try, with their parameters.</param>
/// <param name="C">Penalties to try; any order.</param>
/// <param name="Folds">Number of stratified folds, used when no divisions are given.</param>
/// <param name="Weighting">How classes of unequal size are weighted; the weights are those of each fold's training part.</param>
/// <param name="Tolerance">Largest violation of the optimality conditions, as LIBSVM defines it.</param>
/// <param name="MaxIterations">Hard stop of the solver for one pair of classes; points that reach it say so.</param>
/// <param name="CacheBytes">Memory that inner products and kernel matrix may take together; beyond it rows are made on demand.</param>
public sealed record SvmGrid(
    IReadOnlyList<SvmKernel> Kernels,
    IReadOnlyList<double> C,
    int Folds = 10,
    ClassWeighting Weighting = ClassWeighting.None,
    double Tolerance = 1e-3,
    int MaxIterations = 10_000_000,
    long CacheBytes = 512L << 20)
{
    /// <summary>How every spectrum is seen a second time, as <see cref="SvmOptions.Denoised"/>; the view is fitted once to all spectra given, and looks at no label. Null for one view.</summary>
    public LocalDenoising? Denoised { get; init; }

    /// <summary>Everything wrong with the values, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (Kernels.Count == 0) yield return "The grid has no kernel; give at least one.";
        if (C.Count == 0) yield return "The grid has no value of C; give at least one.";
        if (Kernels.Any(kernel => kernel is { Kind: KernelKind.Custom, Custom: null })) yield return "A custom kernel of the grid has no function. Give one of (x·y, x·x, y·y).";
        foreach (var kernel in Kernels)
            foreach (var c in C)
                foreach (var problem in new SvmOptions(kernel.Kind, c, kernel.Gamma, kernel.Coef0, kernel.Degree, Weighting, Tolerance, MaxIterations, CacheBytes) { Denoised = Denoised }.Problems())
                    yield return problem;
    }

    /// <summary>Scores every point.</summary>
    /// <param name="spectra">The training spectra.</param>
    /// <param name="context">Randomness, threads, progress, cancellation.</param>
    /// <param name="splits">Divisions to score on; null for stratified folds.</param>
    /// <exception cref="BadInputException">A value is wrong, one class only, an intensity that is not finite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public SvmGridResult Run(LabeledSpectra spectra, TrainingContext context, IReadOnlyList<Split>? splits = null)
    {
        if (Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        TrainingSet.Check(spectra);
        splits ??= Learning.Folds.Stratified(spectra.Labels, Folds, context.Seed.Branch("svm grid"));
        var set = new TrainingSet(spectra);
        float[][] views = Denoised is { } local ? [set.Intensity, new TrainingSet(DenoisedView.Fit(spectra, local, context).Denoised).Intensity] : [set.Intensity];
        var isInMemory = MachineKernels.FitsInMemory(set.Count, views.Length, CacheBytes);
        (bool OfUnits, GramMatrix[] Matrices)? products = null;
        double[] ascending = [.. C.Distinct().Order()];
        var pairs = TrainingSet.Pairs(set.Classes);
        var points = new List<SvmGridPoint>();
        foreach (var kernel in Kernels)
        {
            var effective = kernel.On([], set.Channels).Kernel;
            var ofUnits = kernel.Kind == KernelKind.Cosine;
            if (isInMemory && products?.OfUnits != ofUnits) products = (ofUnits, Array.ConvertAll(views, view => GramMatrix.Of(kernel.On(view, set.Channels).Spectra, set.Channels, context.Threads, context.Cancellation)));
            IKernelSource[] sources = products is { } made
                ? Array.ConvertAll(made.Matrices, matrix => new KernelMatrix(matrix, effective))
                : Array.ConvertAll(views, view => new KernelRows(kernel.On(view, set.Channels).Spectra, set.Channels, effective, CacheBytes / views.Length));
            var source = sources.Length == 1 ? sources[0] : new MeanKernel(sources[0], sources[1]);
            var folds = splits.Select(split => new GridFold(set, split, pairs, ascending, this)).ToArray();
            // Pair by pair, so that the rows of few pairs are in the caches and in memory at a time.
            var pairKernels = pairs.Select(pair => new Lazy<PairKernel>(() => new(source, set.RangeOf(pair.First), set.RangeOf(pair.Second)))).ToArray();
            var unfinished = Array.ConvertAll(pairs, _ => folds.Length);
            var next = -1;
            ParallelWork.For(folds.Length * pairs.Length, context.Threads, _ =>
            {
                var work = Interlocked.Increment(ref next);
                var (pair, fold) = (work / folds.Length, work % folds.Length);
                folds[fold].Solve(pair, source, pairKernels[pair].Value, context.Cancellation);
                if (Interlocked.Decrement(ref unfinished[pair]) == 0) pairKernels[pair] = null!;
            }, context.Cancellation);
            for (var c = 0; c < ascending.Length; c++)
                points.Add(new(kernel, ascending[c], [.. folds.Select(fold => fold.Accuracy(c))], folds.All(fold => fold.Converged(c))));
            context.Progress?.Report(new WorkProgress("grid", points.Count, Kernels.Count * (long)ascending.Length));
        }
        return new(points);
    }
}

/// <summary>What a grid search found.</summary>
/// <param name="Points">Every point, by kernel as given and C ascending.</param>
public sealed record SvmGridResult(IReadOnlyList<SvmGridPoint> Points)
{
    /// <summary>The point of highest mean accuracy; of equals the one with the smallest C, which is the smoothest.</summary>
    public SvmGridPoint Best => Points.OrderByDescending(point => point.Accuracy).ThenBy(point => point.C).First();
}

/// <summary>One point of a grid.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="C">Soft-margin penalty.</param>
/// <param name="FoldAccuracies">Accuracy on each fold's held-out spectra.</param>
/// <param name="Converged">False when the solver reached its iteration limit anywhere.</param>
public sealed record SvmGridPoint(SvmKernel Kernel, double C, IReadOnlyList<double> FoldAccuracies, bool Converged)
{
    /// <summary>Mean over the folds.</summary>
    public double Accuracy => FoldAccuracies.Average();
}
