using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// Vectors for squared distances of any few of them: four with four at a time, where they lie, so that nothing is copied together. A product is summed in 16 parts and those in
/// <see cref="FixedOrder"/>: it has the same bits whichever of the two comes first, and on every processor.
/// </summary>
sealed class JoinRows
{
    /// <summary>Rows of a side of a tile.</summary>
    public const int Tile = 4;

    const int Parts = 16;

    readonly float[] rows;
    readonly int origin;
    readonly float[] squares;

    /// <summary>Takes rows in another order, padded with zeros to whole vectors.</summary>
    /// <param name="vectors">Shape (n, length).</param>
    /// <param name="length">Elements of a vector.</param>
    /// <param name="order">Which vector each row is, shape (n).</param>
    public JoinRows(float[] vectors, int length, int[] order)
    {
        Stride = (length + Parts - 1) / Parts * Parts;
        // Pinned and begun at a whole cache line: a vector of 512 bits is then read from one line, not two.
        rows = GC.AllocateArray<float>(checked((int)((long)order.Length * Stride) + Parts), pinned: true);
        unsafe
        {
            origin = (int)(-(nint)Unsafe.AsPointer(ref rows[0]) & (Parts * sizeof(float) - 1)) / sizeof(float);
        }
        squares = new float[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            var row = rows.AsSpan(origin + i * Stride, Stride);
            vectors.AsSpan(order[i] * length, length).CopyTo(row);
            squares[i] = FixedOrder.Dot(row, row);
        }
    }

    /// <summary>Elements from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>Squared length of a row.</summary>
    public float Square(int row) => squares[row];

    /// <summary>Products of four rows with four others.</summary>
    /// <param name="one">Four rows.</param>
    /// <param name="other">Four rows.</param>
    /// <param name="products">Receives shape (4, 4).</param>
    public void Products(ReadOnlySpan<int> one, ReadOnlySpan<int> other, Span<float> products)
    {
        if (Vector512.IsHardwareAccelerated) Products512(one, other, products);
        else Products256(one, other, products);
    }

    /// <summary>The same on 512-bit vectors.</summary>
    // Optimised at the first call: one search may be all that a process does.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Products512(ReadOnlySpan<int> one, ReadOnlySpan<int> other, Span<float> products)
    {
        ref var first = ref rows[origin];
        ref var x0 = ref Row(ref first, one[0]);
        ref var x1 = ref Row(ref first, one[1]);
        ref var x2 = ref Row(ref first, one[2]);
        ref var x3 = ref Row(ref first, one[3]);
        ref var y0 = ref Row(ref first, other[0]);
        ref var y1 = ref Row(ref first, other[1]);
        ref var y2 = ref Row(ref first, other[2]);
        ref var y3 = ref Row(ref first, other[3]);
        Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        Vector512<float> c0 = default, c1 = default, c2 = default, c3 = default, d0 = default, d1 = default, d2 = default, d3 = default;
        for (nuint k = 0; k < (nuint)Stride; k += Parts)
        {
            Vector512<float> v0 = Vector512.LoadUnsafe(ref y0, k), v1 = Vector512.LoadUnsafe(ref y1, k), v2 = Vector512.LoadUnsafe(ref y2, k), v3 = Vector512.LoadUnsafe(ref y3, k);
            var u = Vector512.LoadUnsafe(ref x0, k);
            a0 = Vector512.FusedMultiplyAdd(u, v0, a0);
            a1 = Vector512.FusedMultiplyAdd(u, v1, a1);
            a2 = Vector512.FusedMultiplyAdd(u, v2, a2);
            a3 = Vector512.FusedMultiplyAdd(u, v3, a3);
            u = Vector512.LoadUnsafe(ref x1, k);
            b0 = Vector512.FusedMultiplyAdd(u, v0, b0);
            b1 = Vector512.FusedMultiplyAdd(u, v1, b1);
            b2 = Vector512.FusedMultiplyAdd(u, v2, b2);
            b3 = Vector512.FusedMultiplyAdd(u, v3, b3);
            u = Vector512.LoadUnsafe(ref x2, k);
            c0 = Vector512.FusedMultiplyAdd(u, v0, c0);
            c1 = Vector512.FusedMultiplyAdd(u, v1, c1);
            c2 = Vector512.FusedMultiplyAdd(u, v2, c2);
            c3 = Vector512.FusedMultiplyAdd(u, v3, c3);
            u = Vector512.LoadUnsafe(ref x3, k);
            d0 = Vector512.FusedMultiplyAdd(u, v0, d0);
            d1 = Vector512.FusedMultiplyAdd(u, v1, d1);
            d2 = Vector512.FusedMultiplyAdd(u, v2, d2);
            d3 = Vector512.FusedMultiplyAdd(u, v3, d3);
        }
        Totals(Halved(a0), Halved(a1), Halved(a2), Halved(a3)).CopyTo(products);
        Totals(Halved(b0), Halved(b1), Halved(b2), Halved(b3)).CopyTo(products[Tile..]);
        Totals(Halved(c0), Halved(c1), Halved(c2), Halved(c3)).CopyTo(products[(2 * Tile)..]);
        Totals(Halved(d0), Halved(d1), Halved(d2), Halved(d3)).CopyTo(products[(3 * Tile)..]);
    }

    /// <summary>The same on 256-bit vectors, two rows with two at a time so that 8 of the 16 registers hold sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Products256(ReadOnlySpan<int> one, ReadOnlySpan<int> other, Span<float> products)
    {
        const int Half = Parts / 2;
        ref var first = ref rows[origin];
        Span<Vector256<float>> sums = stackalloc Vector256<float>[Tile * Tile];
        for (var i = 0; i < Tile; i += 2)
            for (var j = 0; j < Tile; j += 2)
            {
                ref var x0 = ref Row(ref first, one[i]);
                ref var x1 = ref Row(ref first, one[i + 1]);
                ref var y0 = ref Row(ref first, other[j]);
                ref var y1 = ref Row(ref first, other[j + 1]);
                Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
                for (nuint k = 0; k < (nuint)Stride; k += Parts)
                {
                    Vector256<float> u0 = Vector256.LoadUnsafe(ref x0, k), u1 = Vector256.LoadUnsafe(ref x1, k), v0 = Vector256.LoadUnsafe(ref y0, k), v1 = Vector256.LoadUnsafe(ref y1, k);
                    a0 = Vector256.FusedMultiplyAdd(u0, v0, a0);
                    b0 = Vector256.FusedMultiplyAdd(u0, v1, b0);
                    c0 = Vector256.FusedMultiplyAdd(u1, v0, c0);
                    d0 = Vector256.FusedMultiplyAdd(u1, v1, d0);
                    (u0, u1, v0, v1) = (Vector256.LoadUnsafe(ref x0, k + Half), Vector256.LoadUnsafe(ref x1, k + Half), Vector256.LoadUnsafe(ref y0, k + Half), Vector256.LoadUnsafe(ref y1, k + Half));
                    a1 = Vector256.FusedMultiplyAdd(u0, v0, a1);
                    b1 = Vector256.FusedMultiplyAdd(u0, v1, b1);
                    c1 = Vector256.FusedMultiplyAdd(u1, v0, c1);
                    d1 = Vector256.FusedMultiplyAdd(u1, v1, d1);
                }
                (sums[i * Tile + j], sums[i * Tile + j + 1], sums[(i + 1) * Tile + j], sums[(i + 1) * Tile + j + 1]) = (a0 + a1, b0 + b1, c0 + c1, d0 + d1);
            }
        for (var i = 0; i < Tile * Tile; i += Tile) Totals(sums[i], sums[i + 1], sums[i + 2], sums[i + 3]).CopyTo(products[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ref float Row(ref float first, int row) => ref Unsafe.Add(ref first, (nint)row * Stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> Halved(Vector512<float> sums) => sums.GetLower() + sums.GetUpper();

    // The sums of four vectors, each in the order of FixedOrder.Total.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> Totals(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        if (!Sse3.IsSupported) return Vector128.Create(FixedOrder.Total(a), FixedOrder.Total(b), FixedOrder.Total(c), FixedOrder.Total(d));
        return Sse3.HorizontalAdd(
            Sse3.HorizontalAdd(a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper()), Sse3.HorizontalAdd(c.GetLower() + c.GetUpper(), d.GetLower() + d.GetUpper()));
    }
}
