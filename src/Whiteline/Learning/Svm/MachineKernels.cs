namespace Whiteline.Learning.Svm;

/// <summary>
/// The kernels of a training set's machines. Within the memory bound the inner products are computed once and every machine copies its rows
/// from the one kernel matrix; beyond it each machine computes its rows on demand, and keeps the ones used last.
/// </summary>
sealed class MachineKernels
{
    readonly TrainingSet set;
    readonly SvmKernel kernel;
    readonly float[] intensity;
    readonly long cacheBytes;
    readonly int threads;
    readonly KernelMatrix? matrix;

    public MachineKernels(TrainingSet set, SvmKernel kernel, long cacheBytes, TrainingContext context)
    {
        (this.set, this.cacheBytes, threads) = (set, cacheBytes, context.Threads);
        (intensity, this.kernel) = kernel.On(set.Intensity, set.Channels);
        // The inner products and the kernel take a matrix each.
        if (2 * GramMatrix.BytesFor(set.Count) <= cacheBytes)
            matrix = new(GramMatrix.Of(intensity, set.Channels, context.Threads, context.Cancellation), this.kernel);
    }

    /// <summary>False when rows are computed on demand: one machine at a time then has the whole memory and all threads.</summary>
    public bool IsInMemory => matrix is not null;

    /// <summary>The kernel among all spectra.</summary>
    public IKernelSource All() => matrix is null ? OnDemand(intensity) : matrix;

    /// <summary>The kernel among the spectra of two classes, those of the first before those of the second.</summary>
    public IKernelSource Of(int first, int second)
    {
        if (matrix is not null) return new PairKernel(matrix, set.RangeOf(first), set.RangeOf(second));
        return OnDemand([.. SpectraOf(first), .. SpectraOf(second)]);
    }

    KernelRows OnDemand(float[] spectra) => new KernelRows(spectra, set.Channels, kernel, cacheBytes, threads);

    ReadOnlySpan<float> SpectraOf(int index)
    {
        var (from, count) = set.RangeOf(index).GetOffsetAndLength(set.Count);
        return intensity.AsSpan(from * set.Channels, count * set.Channels);
    }
}
