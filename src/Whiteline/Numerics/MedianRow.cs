namespace Whiteline.Numerics;

/// <summary>
/// A vector that lies among most of many: the median of each element. Seen from there, inner products and distances keep the digits in float32 that a common background would take. The mean
/// does that too until one vector is 10,000 times as large as the others: then it lies far from all of them.
/// </summary>
static class MedianRow
{
    // Any origin serves, and the median of a few vectors lies as well as that of all. A prime, so that the step is seldom a whole number of rows of an image.
    const int Sample = 251;

    /// <summary>The medians, shape (length); the upper one of an even number.</summary>
    /// <param name="rows">Shape (n, length), C order; n ≥ 1. Of more than 251 as many are taken, evenly.</param>
    /// <param name="length">Elements of a vector.</param>
    public static float[] Of(ReadOnlySpan<float> rows, int length)
    {
        var n = rows.Length / length;
        var taken = Math.Min(n, Sample);
        var columns = new float[length * taken];
        for (var k = 0; k < taken; k++)
        {
            var row = rows.Slice((int)((long)k * n / taken) * length, length);
            for (var c = 0; c < length; c++) columns[c * taken + k] = row[c];
        }
        var medians = new float[length];
        for (var c = 0; c < length; c++)
        {
            var column = columns.AsSpan(c * taken, taken);
            column.Sort();
            medians[c] = column[taken / 2];
        }
        return medians;
    }
}
