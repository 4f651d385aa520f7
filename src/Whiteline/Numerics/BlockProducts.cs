namespace Whiteline.Numerics;

/// <summary>
/// What a block of rows adds to BᵀB, the products of the columns of a tall matrix B. Blocks are short (some thousand rows), so that float32 sums inside them are
/// exact enough; they are added up in float64.
/// </summary>
public static class BlockProducts
{
    /// <summary>BᵀB of the block, shape (length, length).</summary>
    /// <param name="rows">Shape (n, length), C order.</param>
    /// <param name="length">Columns.</param>
    public static double[] Whole(ReadOnlySpan<float> rows, int length)
    {
        var columns = Transposed(rows, length);
        return Multiply(columns, new PackedRows(columns, rows.Length / length), length);
    }

    /// <summary>VBᵀB for a few vectors V, without BᵀB itself: shape (k, length).</summary>
    /// <param name="rows">Shape (n, length), C order.</param>
    /// <param name="length">Columns.</param>
    /// <param name="vectors">V, shape (k, length).</param>
    public static double[] Times(ReadOnlySpan<float> rows, int length, ReadOnlySpan<float> vectors)
    {
        var count = rows.Length / length;
        var k = vectors.Length / length;
        var scores = Scores(rows, length, vectors);
        var turned = new float[k * count];
        for (var i = 0; i < count; i++)
            for (var j = 0; j < k; j++) turned[j * count + i] = scores[i * k + j];
        return Multiply(turned, new PackedRows(Transposed(rows, length), count), length);
    }

    /// <summary>BVᵀ, the rows' coordinates along the vectors: shape (n, k).</summary>
    public static float[] Scores(ReadOnlySpan<float> rows, int length, ReadOnlySpan<float> vectors)
    {
        var count = rows.Length / length;
        var k = vectors.Length / length;
        var packed = new PackedRows(vectors, length);
        var stride = packed.Panels * PackedRows.Width;
        var scores = new float[count * k];
        var wide = new float[Math.Min(count, 256) * stride];
        for (var first = 0; first < count; first += 256)
        {
            var m = Math.Min(256, count - first);
            for (var p = 0; p < packed.Panels; p++) packed.Multiply(rows.Slice(first * length, m * length), p, wide.AsSpan(p * PackedRows.Width), stride);
            for (var i = 0; i < m; i++) wide.AsSpan(i * stride, k).CopyTo(scores.AsSpan((first + i) * k));
        }
        return scores;
    }

    static double[] Multiply(ReadOnlySpan<float> left, PackedRows right, int length)
    {
        var stride = right.Panels * PackedRows.Width;
        var m = left.Length / right.Length;
        var wide = new float[m * stride];
        for (var p = 0; p < right.Panels; p++) right.Multiply(left, p, wide.AsSpan(p * PackedRows.Width), stride);
        var result = new double[m * length];
        for (var i = 0; i < m; i++)
            for (var j = 0; j < length; j++) result[i * length + j] = wide[i * stride + j];
        return result;
    }

    // Squares of 16 × 16, so that either side of the transposition stays in the first cache.
    static float[] Transposed(ReadOnlySpan<float> rows, int length)
    {
        const int Tile = 16;
        var count = rows.Length / length;
        var columns = new float[rows.Length];
        for (var i0 = 0; i0 < count; i0 += Tile)
            for (var c0 = 0; c0 < length; c0 += Tile)
                for (var i = i0; i < Math.Min(count, i0 + Tile); i++)
                    for (var c = c0; c < Math.Min(length, c0 + Tile); c++) columns[c * count + i] = rows[i * length + c];
        return columns;
    }
}
