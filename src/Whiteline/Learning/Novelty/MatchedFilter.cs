using System.Numerics.Tensors;

namespace Whiteline.Learning.Novelty;

/// <summary>The mean of a class without its level and slope, as a filter (Turin, IRE Trans. Inf. Theory 6, 311, 1960): how far a spectrum goes along it, over the noise.</summary>
sealed class MatchedFilter
{
    // A vector that is level up to rounding holds nothing, however little noise there is.
    const double Rounding = 1e-4;

    readonly double[] filter;

    /// <param name="mean">Shape (bins).</param>
    public MatchedFilter(ReadOnlySpan<float> mean)
    {
        filter = [.. mean.ToArray().Select(value => (double)value)];
        Detrend(filter);
        var length = TensorPrimitives.Norm<double>(filter);
        if (length > 0) TensorPrimitives.Divide<double>(filter, length, filter);
    }

    /// <summary>Signal over the standard deviation of its noise; 0 for a spectrum without any.</summary>
    /// <param name="vector">Shape (bins).</param>
    /// <param name="noise">Variance of a bin.</param>
    public double Strength(ReadOnlySpan<double> vector, double noise)
    {
        var along = TensorPrimitives.Dot(vector, filter);
        return along > Rounding ? along / Math.Sqrt(noise) : 0;
    }

    static void Detrend(Span<double> values)
    {
        var centre = (values.Length - 1) / 2.0;
        double mean = 0, slope = 0, squares = 0;
        for (var i = 0; i < values.Length; i++) mean += values[i] / values.Length;
        for (var i = 0; i < values.Length; i++)
        {
            slope += (i - centre) * values[i];
            squares += (i - centre) * (i - centre);
        }
        for (var i = 0; i < values.Length; i++) values[i] -= mean + slope / squares * (i - centre);
    }
}
