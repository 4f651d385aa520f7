namespace Whiteline.Learning.Svm;

/// <summary>The whole kernel matrix, each row made from the shared <see cref="GramMatrix"/> when first asked for. Safe for concurrent callers.</summary>
sealed class KernelMatrix(GramMatrix gram, SvmKernel kernel) : IKernelSource
{
    readonly float[]?[] rows = new float[]?[gram.Count];
    readonly double[] squares = kernel.Kind == KernelKind.Custom ? [.. Enumerable.Range(0, gram.Count).Select(gram.RawSquare)] : gram.CenteredSquares;
    readonly KernelOrigin? origin = kernel.IsOfProducts ? new(kernel, gram.OriginSquare, gram.OnOrigin) : null;

    public int Count => gram.Count;

    public bool KeepsRows => true;

    // Two threads may make the same row at once: both are equal, and one of them stays.
    public float[] Row(int i) => Volatile.Read(ref rows[i]) ?? Make(i);

    public double Diagonal(int i)
    {
        if (kernel.Kind == KernelKind.Rbf) return 1;
        // The value that stands in the row: a curvature from two roundings of one number could be negative.
        Span<float> value = [(float)squares[i]];
        if (origin is not null) origin.Apply(value, gram.OnOrigin[i], i);
        else kernel.Apply(value, squares[i], squares.AsSpan(i, 1));
        return value[0];
    }

    public double BeyondOrigin(int i) => origin?.Beyond(i) ?? 0;

    float[] Make(int i)
    {
        var row = GC.AllocateUninitializedArray<float>(Count);
        if (kernel.Kind == KernelKind.Custom) gram.CopyRaw(i, row);
        else gram.Centered(i).CopyTo(row);
        if (origin is not null) origin.Apply(row, gram.OnOrigin[i]);
        else kernel.Apply(row, squares[i], squares);
        if (kernel.Kind == KernelKind.Rbf) row[i] = 1;
        Volatile.Write(ref rows[i], row);
        return row;
    }
}
