using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Whiteline.Numerics;

/// <summary>
/// A·Aᵀ of a few dozen rows in float64, as normal equations need it: four rows against two at a time, so that eight sums stay in registers while six rows are read, and a block of
/// elements at a time, so that all rows of it stay in the first cache.
/// </summary>
static class SymmetricProducts
{
    const int Block = 96;

    /// <summary>The products of all pairs of rows.</summary>
    /// <param name="rows">A, each of the same length.</param>
    /// <param name="count">How many of them, n.</param>
    /// <param name="products">A·Aᵀ, shape (n, n), C order.</param>
    public static void Of(double[][] rows, int count, Span<double> products)
    {
        products[..(count * count)].Clear();
        var length = count == 0 ? 0 : rows[0].Length;
        var whole = length - length % Vector<double>.Count;
        for (var start = 0; start < whole; start += Block)
        {
            var part = Math.Min(Block, whole - start);
            for (var p = 0; p < count; p += 4)
                for (var q = 0; q < Math.Min(p + 4, count); q += 2)
                    if (p + 4 <= count) Tile(rows, p, q, start, part, count, products);
                    else Rest(rows, p, q, start, part, count, products);
        }
        for (var p = 0; p < count && whole < length; p += 4)
            for (var q = 0; q < Math.Min(p + 4, count); q += 2) Rest(rows, p, q, whole, length - whole, count, products);
        for (var p = 0; p < count; p++)
            for (var q = 0; q < p; q++) products[q * count + p] = products[p * count + q];
    }

    // Rows p to p + 3 against q and q + 1; what lies above the diagonal is written over in the end.
    static void Tile(double[][] rows, int p, int q, int start, int length, int count, Span<double> products)
    {
        Vector<double> s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default, s30 = default, s31 = default;
        ref var a0 = ref At(rows[p], start);
        ref var a1 = ref At(rows[p + 1], start);
        ref var a2 = ref At(rows[p + 2], start);
        ref var a3 = ref At(rows[p + 3], start);
        ref var b0 = ref At(rows[q], start);
        ref var b1 = ref At(rows[q + 1], start);
        for (nuint c = 0; c < (nuint)length; c += (nuint)Vector<double>.Count)
        {
            var (left, right) = (Vector.LoadUnsafe(ref b0, c), Vector.LoadUnsafe(ref b1, c));
            var a = Vector.LoadUnsafe(ref a0, c);
            s00 = Vector.FusedMultiplyAdd(a, left, s00);
            s01 = Vector.FusedMultiplyAdd(a, right, s01);
            a = Vector.LoadUnsafe(ref a1, c);
            s10 = Vector.FusedMultiplyAdd(a, left, s10);
            s11 = Vector.FusedMultiplyAdd(a, right, s11);
            a = Vector.LoadUnsafe(ref a2, c);
            s20 = Vector.FusedMultiplyAdd(a, left, s20);
            s21 = Vector.FusedMultiplyAdd(a, right, s21);
            a = Vector.LoadUnsafe(ref a3, c);
            s30 = Vector.FusedMultiplyAdd(a, left, s30);
            s31 = Vector.FusedMultiplyAdd(a, right, s31);
        }
        products[p * count + q] += Vector.Sum(s00);
        products[p * count + q + 1] += Vector.Sum(s01);
        products[(p + 1) * count + q] += Vector.Sum(s10);
        products[(p + 1) * count + q + 1] += Vector.Sum(s11);
        products[(p + 2) * count + q] += Vector.Sum(s20);
        products[(p + 2) * count + q + 1] += Vector.Sum(s21);
        products[(p + 3) * count + q] += Vector.Sum(s30);
        products[(p + 3) * count + q + 1] += Vector.Sum(s31);
    }

    static void Rest(double[][] rows, int p, int q, int start, int length, int count, Span<double> products)
    {
        for (var i = p; i < Math.Min(p + 4, count); i++)
            for (var j = q; j < Math.Min(q + 2, count); j++)
                products[i * count + j] += TensorPrimitives.Dot<double>(rows[i].AsSpan(start, length), rows[j].AsSpan(start, length));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ref double At(double[] row, int start) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(row), start);
}
