using System.Numerics;

namespace Whiteline.Learning.Svm;

/// <summary>Inner products of kernel values with multipliers, summed in float64: large multipliers of both signs cancel.</summary>
static class WideDot
{
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
}
