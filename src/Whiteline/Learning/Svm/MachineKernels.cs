namespace Whiteline.Learning.Svm;

/// <summary>
/// The kernels of a training set's machines. Within the memory bound the inner products are computed once and every machine copies its rows
/// from the one kernel matrix; beyond it each machine computes its rows on demand, and keeps the ones used last.
/// </summary>
sealed class MachineKernels
{
    readonly TrainingSet set;
    readonly SvmKernel kernel;
    readonly float[][] views;
    readonly long cacheBytes;
    readonly int threads;
    readonly IKernelSource? matrix;

    /// <summary>Creates them.</summary>
    /// <param name="set">The training spectra.</param>
    /// <param name="denoised">The same spectra, seen again (<see cref="DenoisedView"/>), shape (n, channels); null where they are seen once.</param>
    /// <param name="kernel">The kernel of either view.</param>
    /// <param name="cacheBytes">Memory bound.</param>
    /// <param name="context">Threads, cancellation.</param>
    public MachineKernels(TrainingSet set, float[]? denoised, SvmKernel kernel, long cacheBytes, TrainingContext context)
    {
        (this.set, this.cacheBytes, threads) = (set, cacheBytes, context.Threads);
        (var own, this.kernel) = kernel.On(set.Intensity, set.Channels);
        views = denoised is null ? [own] : [own, kernel.On(denoised, set.Channels).Spectra];
        if (FitsInMemory(set.Count, views.Length, cacheBytes))
            matrix = Joined(view => new KernelMatrix(GramMatrix.Of(view, set.Channels, context.Threads, context.Cancellation), this.kernel));
    }

    /// <summary>False when rows are computed on demand: one machine at a time then has the whole memory and all threads.</summary>
    public bool IsInMemory => matrix is not null;

    /// <summary>Whether whole matrices stay within the memory bound: inner products and kernel of each view, and the mean of two kernels.</summary>
    public static bool FitsInMemory(int spectra, int views, long cacheBytes) => (3 * views - 1) * GramMatrix.BytesFor(spectra) <= cacheBytes;

    /// <summary>The kernel among all spectra.</summary>
    public IKernelSource All() => matrix ?? OnDemand(view => view);

    /// <summary>The kernel among the spectra of two classes, those of the first before those of the second.</summary>
    public IKernelSource Of(int first, int second) => matrix is not null
        ? new PairKernel(matrix, set.RangeOf(first), set.RangeOf(second))
        : OnDemand(view => [.. SpectraOf(view, first), .. SpectraOf(view, second)]);

    IKernelSource OnDemand(Func<float[], float[]> part) => Joined(view => new KernelRows(part(view), set.Channels, kernel, cacheBytes / views.Length, threads));

    IKernelSource Joined(Func<float[], IKernelSource> make) => views.Length == 1 ? make(views[0]) : new MeanKernel(make(views[0]), make(views[1]));

    ReadOnlySpan<float> SpectraOf(float[] view, int index)
    {
        var (from, count) = set.RangeOf(index).GetOffsetAndLength(set.Count);
        return view.AsSpan(from * set.Channels, count * set.Channels);
    }
}
