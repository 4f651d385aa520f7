using Whiteline.Numerics;

namespace Whiteline.Learning.Svm;

/// <summary>
/// The kernel among the spectra of two classes only, which lie in two ranges of a sorted training set. The solver then reads whole rows
/// without gathering, in every fold and at every C. Rows of a matrix are copied once and kept; rows that the source itself makes on demand
/// are copied anew each time, so that its memory bound holds. Safe for concurrent callers.
/// </summary>
sealed class PairKernel : IKernelSource
{
    readonly IKernelSource kernel;
    readonly Range first;
    readonly Range second;
    readonly int firstCount;
    readonly int secondFrom;
    readonly int firstFrom;
    readonly float[]?[] rows;

    /// <summary>Ranges with both ends counted from the start.</summary>
    public PairKernel(IKernelSource kernel, Range first, Range second)
    {
        (this.kernel, this.first, this.second) = (kernel, first, second);
        (firstFrom, firstCount) = first.GetOffsetAndLength(kernel.Count);
        (secondFrom, var secondCount) = second.GetOffsetAndLength(kernel.Count);
        rows = new float[]?[firstCount + secondCount];
    }

    public int Count => rows.Length;

    public bool KeepsRows => kernel.KeepsRows;

    /// <summary>Index in the whole kernel of a spectrum of the pair.</summary>
    public int Whole(int i) => i < firstCount ? firstFrom + i : secondFrom + i - firstCount;

    // Two threads may copy the same row at once: both are equal, and one of them stays.
    public float[] Row(int i) => Volatile.Read(ref rows[i]) ?? Copy(i);

    public double Diagonal(int i) => kernel.Diagonal(Whole(i));

    public double BeyondOrigin(int i) => kernel.BeyondOrigin(Whole(i));

    /// <summary>The part of a whole row that the pair holds, times multipliers of shape (count), in float64.</summary>
    public double Dot(ReadOnlySpan<float> whole, ReadOnlySpan<double> multipliers) =>
        WideDot.Of(whole[first], multipliers[..firstCount]) + WideDot.Of(whole[second], multipliers[firstCount..]);

    float[] Copy(int i)
    {
        var whole = kernel.Row(Whole(i));
        var row = GC.AllocateUninitializedArray<float>(Count);
        whole.AsSpan(first).CopyTo(row);
        whole.AsSpan(second).CopyTo(row.AsSpan(firstCount));
        if (KeepsRows) Volatile.Write(ref rows[i], row);
        return row;
    }
}
