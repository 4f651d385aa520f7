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
        ref var first = ref rows[origin];
        if (Vector512.IsHardwareAccelerated)
        {
            Products512(ref first, one, other, products);
            return;
        }
        // Half of the registers, half of the tile.
        Products256(ref first, one[..2], other, products);
        Products256(ref first, one[2..], other, products[(2 * Tile)..]);
    }

    // Optimised at the first call: one search may be all that a process does.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Products512(ref float first, ReadOnlySpan<int> one, ReadOnlySpan<int> other, Span<float> products)
    {
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

    // Two rows with four, in pairs so that 8 of the 16 registers hold sums at a time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Products256(ref float first, ReadOnlySpan<int> one, ReadOnlySpan<int> other, Span<float> products)
    {
        const int Half = Parts / 2;
        ref var x0 = ref Row(ref first, one[0]);
        ref var x1 = ref Row(ref first, one[1]);
        Span<Vector256<float>> sums = stackalloc Vector256<float>[2 * Tile];
        for (var pair = 0; pair < Tile; pair += 2)
        {
            ref var y0 = ref Row(ref first, other[pair]);
            ref var y1 = ref Row(ref first, other[pair + 1]);
            Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
            for (nuint k = 0; k < (nuint)Stride; k += Parts)
            {
                Vector256<float> u0 = Vector256.LoadUnsafe(ref x0, k), v0 = Vector256.LoadUnsafe(ref x1, k), y = Vector256.LoadUnsafe(ref y0, k), z = Vector256.LoadUnsafe(ref y1, k);
                a0 = Vector256.FusedMultiplyAdd(u0, y, a0);
                b0 = Vector256.FusedMultiplyAdd(u0, z, b0);
                c0 = Vector256.FusedMultiplyAdd(v0, y, c0);
                d0 = Vector256.FusedMultiplyAdd(v0, z, d0);
                (u0, v0, y, z) = (Vector256.LoadUnsafe(ref x0, k + Half), Vector256.LoadUnsafe(ref x1, k + Half), Vector256.LoadUnsafe(ref y0, k + Half), Vector256.LoadUnsafe(ref y1, k + Half));
                a1 = Vector256.FusedMultiplyAdd(u0, y, a1);
                b1 = Vector256.FusedMultiplyAdd(u0, z, b1);
                c1 = Vector256.FusedMultiplyAdd(v0, y, c1);
                d1 = Vector256.FusedMultiplyAdd(v0, z, d1);
            }
            (sums[pair], sums[pair + 1], sums[Tile + pair], sums[Tile + pair + 1]) = (a0 + a1, b0 + b1, c0 + c1, d0 + d1);
        }
        Totals(sums[0], sums[1], sums[2], sums[3]).CopyTo(products);
        Totals(sums[4], sums[5], sums[6], sums[7]).CopyTo(products[Tile..]);
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
