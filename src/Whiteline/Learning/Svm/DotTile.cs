using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Whiteline.Learning.Svm;

/// <summary>Inner products of four rows with two: eight sums stay in registers, so that each vector loaded is used more than once.</summary>
static class DotTile
{
    /// <summary>
    /// Products of up to 4 rows of x from row i with up to 2 rows of y from row j, into a tile of shape (4, 2); rows past the counts repeat
    /// the last. A stride is a row's length: a whole number of vectors, padded with zeros.
    /// </summary>
    public static void Compute(ReadOnlySpan<float> x, int strideX, int i, int rows, ReadOnlySpan<float> y, int strideY, int j, int columns, Span<float> tile)
    {
        ref var x0 = ref MemoryMarshal.GetReference(x.Slice(i * strideX, rows * strideX));
        ref var x1 = ref Unsafe.Add(ref x0, Math.Min(1, rows - 1) * strideX);
        ref var x2 = ref Unsafe.Add(ref x0, Math.Min(2, rows - 1) * strideX);
        ref var x3 = ref Unsafe.Add(ref x0, Math.Min(3, rows - 1) * strideX);
        ref var y0 = ref MemoryMarshal.GetReference(y.Slice(j * strideY, columns * strideY));
        ref var y1 = ref Unsafe.Add(ref y0, Math.Min(1, columns - 1) * strideY);
        Vector<float> s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default, s30 = default, s31 = default;
        for (nuint c = 0; c < (nuint)Math.Min(strideX, strideY); c += (nuint)Vector<float>.Count)
        {
            var b0 = Vector.LoadUnsafe(ref y0, c);
            var b1 = Vector.LoadUnsafe(ref y1, c);
            var a = Vector.LoadUnsafe(ref x0, c);
            s00 = Vector.FusedMultiplyAdd(a, b0, s00);
            s01 = Vector.FusedMultiplyAdd(a, b1, s01);
            a = Vector.LoadUnsafe(ref x1, c);
            s10 = Vector.FusedMultiplyAdd(a, b0, s10);
            s11 = Vector.FusedMultiplyAdd(a, b1, s11);
            a = Vector.LoadUnsafe(ref x2, c);
            s20 = Vector.FusedMultiplyAdd(a, b0, s20);
            s21 = Vector.FusedMultiplyAdd(a, b1, s21);
            a = Vector.LoadUnsafe(ref x3, c);
            s30 = Vector.FusedMultiplyAdd(a, b0, s30);
            s31 = Vector.FusedMultiplyAdd(a, b1, s31);
        }
        tile[0] = Vector.Sum(s00);
        tile[1] = Vector.Sum(s01);
        tile[2] = Vector.Sum(s10);
        tile[3] = Vector.Sum(s11);
        tile[4] = Vector.Sum(s20);
        tile[5] = Vector.Sum(s21);
        tile[6] = Vector.Sum(s30);
        tile[7] = Vector.Sum(s31);
    }
}
