using System.Runtime.Intrinsics;

namespace Whiteline.Learning.Embedding;

/// <summary>Sums whose order, and so their rounding, is the same on every processor: 16 partial sums, then those in turn.</summary>
static class FixedOrder
{
    const int Width = 8;

    /// <summary>Inner product of two vectors of equal length.</summary>
    public static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        Vector256<float> even = default, odd = default;
        var c = 0;
        for (; c <= x.Length - 2 * Width; c += 2 * Width)
        {
            even = Vector256.FusedMultiplyAdd(Vector256.Create(x[c..]), Vector256.Create(y[c..]), even);
            odd = Vector256.FusedMultiplyAdd(Vector256.Create(x[(c + Width)..]), Vector256.Create(y[(c + Width)..]), odd);
        }
        var sum = Total(even + odd);
        for (; c < x.Length; c++) sum += x[c] * y[c];
        return sum;
    }

    /// <summary>Squared Euclidean distance of two vectors of equal length.</summary>
    public static float SquaredDistance(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        Vector256<float> even = default, odd = default;
        var c = 0;
        for (; c <= x.Length - 2 * Width; c += 2 * Width)
        {
            var d = Vector256.Create(x[c..]) - Vector256.Create(y[c..]);
            even = Vector256.FusedMultiplyAdd(d, d, even);
            d = Vector256.Create(x[(c + Width)..]) - Vector256.Create(y[(c + Width)..]);
            odd = Vector256.FusedMultiplyAdd(d, d, odd);
        }
        var sum = Total(even + odd);
        for (; c < x.Length; c++) sum += (x[c] - y[c]) * (x[c] - y[c]);
        return sum;
    }

    /// <summary>x − factor · y, in place.</summary>
    public static void Subtract(Span<float> x, ReadOnlySpan<float> y, float factor)
    {
        var minus = Vector256.Create(-factor);
        var c = 0;
        for (; c <= x.Length - Width; c += Width)
            Vector256.FusedMultiplyAdd(minus, Vector256.Create(y[c..]), Vector256.Create<float>(x[c..])).CopyTo(x[c..]);
        for (; c < x.Length; c++) x[c] = MathF.FusedMultiplyAdd(-factor, y[c], x[c]);
    }

    /// <summary>The sum of eight numbers.</summary>
    public static float Total(Vector256<float> sums)
    {
        var four = sums.GetLower() + sums.GetUpper();
        return four[0] + four[1] + (four[2] + four[3]);
    }
}
