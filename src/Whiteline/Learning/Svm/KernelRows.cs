using System.Numerics.Tensors;
using Whiteline.Numerics;

namespace Whiteline.Learning.Svm;

/// <summary>
/// Rows of the kernel matrix of the training spectra, computed on several threads when asked for and kept up to a memory bound; the least
/// recently used row goes first. They are seen from a spectrum among them, as in <see cref="GramMatrix"/>, but for a custom kernel. Safe for concurrent callers.
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
    readonly double[] onOrigin = [];
    readonly KernelOrigin? origin;
    readonly int capacity;
    readonly Dictionary<int, LinkedListNode<(int Row, float[] Values)>> kept = [];
    readonly LinkedList<(int Row, float[] Values)> byUse = new();
    readonly Lock gate = new();

    public KernelRows(float[] spectra, int channels, SvmKernel kernel, long cacheBytes, int threads = 1)
    {
        (this.channels, this.kernel, this.threads) = (channels, kernel, threads);
        Count = spectra.Length / channels;
        this.spectra = spectra;
        if (kernel.Kind != KernelKind.Custom)
        {
            (this.spectra, onOrigin, var originSquare) = CenteredSpectra.Of(spectra, channels);
            if (kernel.IsOfProducts) origin = new(kernel, originSquare, onOrigin);
        }
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
        Apply(i, i, value);
        return value[0];
    }

    public double BeyondOrigin(int i) => origin?.Beyond(i) ?? 0;

    void Fill(int i, int from, float[] values)
    {
        var part = values.AsSpan(from, Math.Min(Chunk, Count - from));
        var own = Spectrum(i);
        for (var j = 0; j < part.Length; j++) part[j] = TensorPrimitives.Dot(own, Spectrum(from + j));
        Apply(i, from, part);
    }

    void Apply(int i, int from, Span<float> products)
    {
        if (origin is not null) origin.Apply(products, onOrigin[i], from);
        else kernel.Apply(products, squares[i], squares.AsSpan(from, products.Length));
    }

    ReadOnlySpan<float> Spectrum(int i) => spectra.AsSpan(i * channels, channels);
}
