using System.Numerics.Tensors;
using Whiteline.Numerics;

namespace Whiteline.Learning.Svm;

/// <summary>
/// Rows of the kernel matrix of the training spectra, computed on several threads when asked for and kept up to a memory bound; the least
/// recently used row goes first. The mean spectrum is taken off for the RBF kernel, as in <see cref="GramMatrix"/>. Safe for concurrent callers.
/// </summary>
sealed class KernelRows : IKernelSource
{
    // Spectra a thread takes at a time: enough that handing out work costs nothing beside it.
    const int Chunk = 4096;

    readonly float[] spectra;
    readonly int channels;
    readonly SvmKernel kernel;
    readonly int threads;
    readonly double[] squares;
    readonly int capacity;
    readonly Dictionary<int, LinkedListNode<(int Row, float[] Values)>> kept = [];
    readonly LinkedList<(int Row, float[] Values)> byUse = new();
    readonly Lock gate = new();

    public KernelRows(float[] spectra, int channels, SvmKernel kernel, long cacheBytes, int threads = 1)
    {
        (this.channels, this.kernel, this.threads) = (channels, kernel, threads);
        Count = spectra.Length / channels;
        this.spectra = kernel.Kind == KernelKind.Rbf ? Centered(spectra, channels) : spectra;
        squares = new double[Count];
        for (var i = 0; i < Count; i++) squares[i] = TensorPrimitives.Dot(Spectrum(i), Spectrum(i));
        capacity = (int)Math.Clamp(cacheBytes / (sizeof(float) * (long)Count), 2, Count);
    }

    public int Count { get; }

    public bool KeepsRows => false;

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
        var values = GC.AllocateUninitializedArray<float>(Count);
        var chunks = (Count + Chunk - 1) / Chunk;
        if (threads > 1 && chunks > 1) ParallelWork.For(chunks, threads, chunk => Fill(i, chunk * Chunk, values), CancellationToken.None);
        else for (var chunk = 0; chunk < chunks; chunk++) Fill(i, chunk * Chunk, values);
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

    void Fill(int i, int from, float[] values)
    {
        var part = values.AsSpan(from, Math.Min(Chunk, Count - from));
        var own = Spectrum(i);
        for (var j = 0; j < part.Length; j++) part[j] = TensorPrimitives.Dot(own, Spectrum(from + j));
        kernel.Apply(part, squares[i], squares.AsSpan(from, part.Length));
    }

    ReadOnlySpan<float> Spectrum(int i) => spectra.AsSpan(i * channels, channels);

    static float[] Centered(float[] spectra, int channels)
    {
        var mean = new double[channels];
        for (var i = 0; i < spectra.Length; i++) mean[i % channels] += spectra[i];
        var count = spectra.Length / channels;
        var centered = new float[spectra.Length];
        for (var i = 0; i < spectra.Length; i++) centered[i] = (float)(spectra[i] - mean[i % channels] / count);
        return centered;
    }
}
