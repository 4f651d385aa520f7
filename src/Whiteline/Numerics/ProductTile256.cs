using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Whiteline.Numerics;

/// <summary>
/// Inner products of 4 rows with the 48 of a panel, on 256-bit vectors: the panel is taken in halves of three vectors, so that 12 of the 16
/// registers hold sums.
/// </summary>
static class ProductTile256
{
    /// <summary>Rows of x taken at a time.</summary>
    public const int Rows = 4;

    const int Half = PackedRows.Width / 2;

    /// <summary>Products of <paramref name="count"/> ≤ 4 rows of x with a panel over so many elements, written or added to the result.</summary>
    public static void Compute(ReadOnlySpan<float> x, int strideX, int count, ReadOnlySpan<float> panel, int depth, Span<float> result, int stride, bool add)
    {
        for (var from = 0; from < PackedRows.Width; from += Half) ComputeHalf(x, strideX, count, panel[from..], depth, result[from..], stride, add);
    }

    // Optimised at the first call: one fit may be all that a process does.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ComputeHalf(ReadOnlySpan<float> x, int strideX, int count, ReadOnlySpan<float> panel, int depth, Span<float> result, int stride, bool add)
    {
        // Rows past the count repeat the last, whose products are then not stored.
        ref var x0 = ref MemoryMarshal.GetReference(x);
        nint o1 = Offset(1), o2 = Offset(2), o3 = Offset(3);
        ref var y = ref MemoryMarshal.GetReference(panel);
        Vector256<float> a0 = default, a1 = default, a2 = default, b0 = default, b1 = default, b2 = default;
        Vector256<float> c0 = default, c1 = default, c2 = default, d0 = default, d1 = default, d2 = default;
        for (nint k = 0; k < depth; k++)
        {
            var y0 = Vector256.LoadUnsafe(ref y, (nuint)(k * PackedRows.Width));
            var y1 = Vector256.LoadUnsafe(ref y, (nuint)(k * PackedRows.Width + 8));
            var y2 = Vector256.LoadUnsafe(ref y, (nuint)(k * PackedRows.Width + 16));
            var v = Vector256.Create(Unsafe.Add(ref x0, k));
            a0 = Vector256.FusedMultiplyAdd(v, y0, a0);
            a1 = Vector256.FusedMultiplyAdd(v, y1, a1);
            a2 = Vector256.FusedMultiplyAdd(v, y2, a2);
            v = Vector256.Create(Unsafe.Add(ref x0, o1 + k));
            b0 = Vector256.FusedMultiplyAdd(v, y0, b0);
            b1 = Vector256.FusedMultiplyAdd(v, y1, b1);
            b2 = Vector256.FusedMultiplyAdd(v, y2, b2);
            v = Vector256.Create(Unsafe.Add(ref x0, o2 + k));
            c0 = Vector256.FusedMultiplyAdd(v, y0, c0);
            c1 = Vector256.FusedMultiplyAdd(v, y1, c1);
            c2 = Vector256.FusedMultiplyAdd(v, y2, c2);
            v = Vector256.Create(Unsafe.Add(ref x0, o3 + k));
            d0 = Vector256.FusedMultiplyAdd(v, y0, d0);
            d1 = Vector256.FusedMultiplyAdd(v, y1, d1);
            d2 = Vector256.FusedMultiplyAdd(v, y2, d2);
        }
        Store(result, a0, a1, a2, add);
        if (count > 1) Store(result[stride..], b0, b1, b2, add);
        if (count > 2) Store(result[(2 * stride)..], c0, c1, c2, add);
        if (count > 3) Store(result[(3 * stride)..], d0, d1, d2, add);

        nint Offset(int row) => (nint)Math.Min(row, count - 1) * strideX;
    }

    static void Store(Span<float> result, Vector256<float> v0, Vector256<float> v1, Vector256<float> v2, bool add)
    {
        if (add)
        {
            v0 += Vector256.Create<float>(result);
            v1 += Vector256.Create<float>(result[8..]);
            v2 += Vector256.Create<float>(result[16..]);
        }
        v0.CopyTo(result);
        v1.CopyTo(result[8..]);
        v2.CopyTo(result[16..]);
    }
}
