using System.Numerics.Tensors;

namespace Whiteline.Learning.Svm;

/// <summary>
/// Rows of the kernel matrix of the training spectra, computed when asked for and kept up to a memory bound; the least recently used
/// row goes first. Shared by all pairs of classes and folds. Safe for concurrent callers.
/// </summary>
sealed class KernelRows : IKernelSource
{
    readonly float[] spectra;
    readonly int channels;
    readonly SvmKernel kernel;
    readonly double[] squares;
    readonly int capacity;
    readonly Dictionary<int, LinkedListNode<(int Row, float[] Values)>> kept = [];
    readonly LinkedList<(int Row, float[] Values)> byUse = new();
    readonly Lock gate = new();

    public KernelRows(float[] spectra, int channels, SvmKernel kernel, long cacheBytes)
    {
        this.spectra = spectra;
        this.channels = channels;
        this.kernel = kernel;
        Count = spectra.Length / channels;
        squares = new double[Count];
        for (var i = 0; i < Count; i++) squares[i] = TensorPrimitives.SumOfSquares<float>(Spectrum(i));
        capacity = (int)Math.Clamp(cacheBytes / (sizeof(float) * (long)Count), 2, Count);
    }

    public int Count { get; }

    /// <summary>k(x_i, x_j) for all j, shape (n). The array is shared: it must not be changed.</summary>
    public float[] Row(int i)
    {
        lock (gate)
        {
            if (kept.TryGetValue(i, out var node))
            {
                byUse.Remove(node);
                byUse.AddFirst(node);
                return node.Value.Values;
            }
        }
        var values = new float[Count];
        var own = Spectrum(i);
        for (var j = 0; j < Count; j++) values[j] = TensorPrimitives.Dot(own, Spectrum(j));
        kernel.Apply(values, squares[i], squares);
        if (kernel.Kind == KernelKind.Rbf) values[i] = 1;
        lock (gate)
        {
            if (kept.ContainsKey(i)) return values;
            if (kept.Count >= capacity)
            {
                kept.Remove(byUse.Last!.Value.Row);
                byUse.RemoveLast();
            }
            kept[i] = byUse.AddFirst((i, values));
        }
        return values;
    }

    /// <summary>k(x_i, x_i).</summary>
    public double Diagonal(int i)
    {
        if (kernel.Kind == KernelKind.Rbf) return 1;
        Span<float> value = [(float)squares[i]];
        kernel.Apply(value, squares[i], squares.AsSpan(i, 1));
        return value[0];
    }

    ReadOnlySpan<float> Spectrum(int i) => spectra.AsSpan(i * channels, channels);
}
