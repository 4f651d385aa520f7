using System.Numerics;

namespace Whiteline.Numerics;

/// <summary>Sums of products in float64, where float32 would cancel: kernel values times multipliers of both signs, spectra on a high background.</summary>
static class WideDot
{
    /// <summary>Σ values · factors, both of shape (n).</summary>
    public static double Of(ReadOnlySpan<float> values, ReadOnlySpan<double> factors)
    {
        var width = Vector<double>.Count;
        Vector<double> low = default, high = default;
        var k = 0;
        for (; k <= values.Length - 2 * width; k += 2 * width)
        {
            Vector.Widen(new Vector<float>(values[k..]), out var v0, out var v1);
            low += v0 * new Vector<double>(factors[k..]);
            high += v1 * new Vector<double>(factors[(k + width)..]);
        }
        var sum = Vector.Sum(low + high);
        for (; k < values.Length; k++) sum += values[k] * factors[k];
        return sum;
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{float}, ReadOnlySpan{double})"/>
    public static double Of(ReadOnlySpan<float> values, ReadOnlySpan<float> factors)
    {
        var width = Vector<double>.Count;
        Vector<double> low = default, high = default;
        var k = 0;
        for (; k <= values.Length - 2 * width; k += 2 * width)
        {
            Vector.Widen(new Vector<float>(values[k..]), out var v0, out var v1);
            Vector.Widen(new Vector<float>(factors[k..]), out var f0, out var f1);
            low += v0 * f0;
            high += v1 * f1;
        }
        var sum = Vector.Sum(low + high);
        for (; k < values.Length; k++) sum += (double)values[k] * factors[k];
        return sum;
    }

    /// <summary>sum −= factor · values.</summary>
    public static void Subtract(ReadOnlySpan<float> values, double factor, Span<double> sum)
    {
        var width = Vector<double>.Count;
        var f = new Vector<double>(factor);
        var k = 0;
        for (; k <= sum.Length - 2 * width; k += 2 * width)
        {
            Vector.Widen(new Vector<float>(values[k..]), out var low, out var high);
            (new Vector<double>(sum[k..]) - f * low).CopyTo(sum[k..]);
            (new Vector<double>(sum[(k + width)..]) - f * high).CopyTo(sum[(k + width)..]);
        }
        for (; k < sum.Length; k++) sum[k] -= factor * values[k];
    }
}
