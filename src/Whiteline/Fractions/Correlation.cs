using System.Numerics.Tensors;

namespace Whiteline.Fractions;

/// <summary>How many channels of a fit's residual say the same: smoothed, resampled or PCA-cleaned spectra, and misfits, have residuals that go together.</summary>
static class Correlation
{
    const int MostLags = 12;

    /// <summary>Integrated correlation time, 1 + 2 Σ ρ over the lags whose ρ stands out of what white noise has; ≥ 1.</summary>
    /// <param name="residuals">In units of their noise, shape (n).</param>
    public static double Time(ReadOnlySpan<double> residuals)
    {
        var square = TensorPrimitives.SumOfSquares(residuals);
        if (!(square > 0)) return 1;
        var threshold = 2 / Math.Sqrt(residuals.Length);
        var time = 1.0;
        for (var lag = 1; lag <= Math.Min(MostLags, residuals.Length - 1); lag++)
        {
            var correlation = TensorPrimitives.Dot(residuals[lag..], residuals[..^lag]) / square;
            if (correlation < threshold) break;
            time += 2 * correlation;
        }
        return time;
    }
}
