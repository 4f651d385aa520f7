using System.Numerics.Tensors;

namespace Whiteline.Learning.Svm;

/// <summary>
/// The mean of the kernels of two views of the same spectra: similar are those that are so as they are, or as their neighbourhoods show them (a sum of kernels is a kernel; Gönen and
/// Alpaydın, JMLR 12, 2211, 2011). Safe for concurrent callers.
/// </summary>
/// <param name="first">One view.</param>
/// <param name="second">The other.</param>
sealed class MeanKernel(IKernelSource first, IKernelSource second) : IKernelSource
{
    // Rows that are made on demand have a memory bound of their own.
    readonly float[]?[]? rows = first.KeepsRows && second.KeepsRows ? new float[]?[first.Count] : null;

    public int Count => first.Count;

    public bool KeepsRows => rows is not null;

    // Two threads may make the same row at once: both are equal, and one of them stays.
    public float[] Row(int i)
    {
        if (rows is not null && Volatile.Read(ref rows[i]) is { } kept) return kept;
        var row = GC.AllocateUninitializedArray<float>(Count);
        TensorPrimitives.Add(first.Row(i), second.Row(i), row);
        TensorPrimitives.Multiply(row, 0.5f, row);
        if (rows is not null) Volatile.Write(ref rows[i], row);
        return row;
    }

    public double Diagonal(int i) => 0.5 * (first.Diagonal(i) + second.Diagonal(i));

    public double BeyondOrigin(int i) => 0.5 * (first.BeyondOrigin(i) + second.BeyondOrigin(i));
}
