using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Whiteline.Numerics;

/// <summary>
/// Inner products of 8 rows with the 48 of a panel, on 512-bit vectors. Three vectors of the panel are loaded per element and meet eight
/// broadcasts: 24 multiply-adds for 11 loads, and 24 of the 32 registers hold sums.
/// </summary>
static class ProductTile512
{
    /// <summary>Rows of x taken at a time.</summary>
    public const int Rows = 8;

    /// <summary>Products of <paramref name="count"/> ≤ 8 rows of x with a panel over so many elements, written or added to the result.</summary>
    // Optimised at the first call: one fit may be all that a process does.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(ReadOnlySpan<float> x, int strideX, int count, ReadOnlySpan<float> panel, int depth, Span<float> result, int stride, bool add)
    {
        // Rows past the count repeat the last, whose products are then not stored.
        ref var x0 = ref MemoryMarshal.GetReference(x);
        nint o1 = Offset(1), o2 = Offset(2), o3 = Offset(3), o4 = Offset(4), o5 = Offset(5), o6 = Offset(6), o7 = Offset(7);
        ref var y = ref MemoryMarshal.GetReference(panel);
        Vector512<float> a0 = default, a1 = default, a2 = default, b0 = default, b1 = default, b2 = default;
        Vector512<float> c0 = default, c1 = default, c2 = default, d0 = default, d1 = default, d2 = default;
        Vector512<float> e0 = default, e1 = default, e2 = default, f0 = default, f1 = default, f2 = default;
        Vector512<float> g0 = default, g1 = default, g2 = default, h0 = default, h1 = default, h2 = default;
        for (nint k = 0; k < depth; k++)
        {
            var y0 = Vector512.LoadUnsafe(ref y, (nuint)(k * PackedRows.Width));
            var y1 = Vector512.LoadUnsafe(ref y, (nuint)(k * PackedRows.Width + 16));
            var y2 = Vector512.LoadUnsafe(ref y, (nuint)(k * PackedRows.Width + 32));
            var v = Vector512.Create(Unsafe.Add(ref x0, k));
            a0 = Vector512.FusedMultiplyAdd(v, y0, a0);
            a1 = Vector512.FusedMultiplyAdd(v, y1, a1);
            a2 = Vector512.FusedMultiplyAdd(v, y2, a2);
            v = Vector512.Create(Unsafe.Add(ref x0, o1 + k));
            b0 = Vector512.FusedMultiplyAdd(v, y0, b0);
            b1 = Vector512.FusedMultiplyAdd(v, y1, b1);
            b2 = Vector512.FusedMultiplyAdd(v, y2, b2);
            v = Vector512.Create(Unsafe.Add(ref x0, o2 + k));
            c0 = Vector512.FusedMultiplyAdd(v, y0, c0);
            c1 = Vector512.FusedMultiplyAdd(v, y1, c1);
            c2 = Vector512.FusedMultiplyAdd(v, y2, c2);
            v = Vector512.Create(Unsafe.Add(ref x0, o3 + k));
            d0 = Vector512.FusedMultiplyAdd(v, y0, d0);
            d1 = Vector512.FusedMultiplyAdd(v, y1, d1);
            d2 = Vector512.FusedMultiplyAdd(v, y2, d2);
            v = Vector512.Create(Unsafe.Add(ref x0, o4 + k));
            e0 = Vector512.FusedMultiplyAdd(v, y0, e0);
            e1 = Vector512.FusedMultiplyAdd(v, y1, e1);
            e2 = Vector512.FusedMultiplyAdd(v, y2, e2);
            v = Vector512.Create(Unsafe.Add(ref x0, o5 + k));
            f0 = Vector512.FusedMultiplyAdd(v, y0, f0);
            f1 = Vector512.FusedMultiplyAdd(v, y1, f1);
            f2 = Vector512.FusedMultiplyAdd(v, y2, f2);
            v = Vector512.Create(Unsafe.Add(ref x0, o6 + k));
            g0 = Vector512.FusedMultiplyAdd(v, y0, g0);
            g1 = Vector512.FusedMultiplyAdd(v, y1, g1);
            g2 = Vector512.FusedMultiplyAdd(v, y2, g2);
            v = Vector512.Create(Unsafe.Add(ref x0, o7 + k));
            h0 = Vector512.FusedMultiplyAdd(v, y0, h0);
            h1 = Vector512.FusedMultiplyAdd(v, y1, h1);
            h2 = Vector512.FusedMultiplyAdd(v, y2, h2);
        }
        Store(result, a0, a1, a2, add);
        if (count > 1) Store(result[stride..], b0, b1, b2, add);
        if (count > 2) Store(result[(2 * stride)..], c0, c1, c2, add);
        if (count > 3) Store(result[(3 * stride)..], d0, d1, d2, add);
        if (count > 4) Store(result[(4 * stride)..], e0, e1, e2, add);
        if (count > 5) Store(result[(5 * stride)..], f0, f1, f2, add);
        if (count > 6) Store(result[(6 * stride)..], g0, g1, g2, add);
        if (count > 7) Store(result[(7 * stride)..], h0, h1, h2, add);

        nint Offset(int row) => (nint)Math.Min(row, count - 1) * strideX;
    }

    static void Store(Span<float> result, Vector512<float> v0, Vector512<float> v1, Vector512<float> v2, bool add)
    {
        if (add)
        {
            v0 += Vector512.Create<float>(result);
            v1 += Vector512.Create<float>(result[16..]);
            v2 += Vector512.Create<float>(result[32..]);
        }
        v0.CopyTo(result);
        v1.CopyTo(result[16..]);
        v2.CopyTo(result[32..]);
    }
}
