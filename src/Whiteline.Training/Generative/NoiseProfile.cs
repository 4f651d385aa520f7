using System.Numerics.Tensors;

namespace Whiteline.Training.Generative;

/// <summary>
/// How the variance of the noise is shared out over the channels: a part that grows with the intensity, as the shot noise of counted
/// electrons does, and a part that is the same everywhere, as readout noise is.
/// </summary>
/// <param name="ShotShare">Part of the mean variance that grows with the intensity, from 0 to below 1.</param>
sealed record NoiseProfile(double ShotShare)
{
    const double MostShot = 0.95;
    const float LeastMean = 1e-6f;

    /// <summary>Fits the share by least squares: squared residuals, over their mean in the spectrum, against intensity over its mean.</summary>
    /// <param name="spectra">Clean spectra, and what the noise adds to each; of shape (channels).</param>
    public static NoiseProfile Fit(IEnumerable<(float[] Clean, float[] Residual)> spectra)
    {
        double n = 0, x = 0, y = 0, xx = 0, xy = 0;
        foreach (var (clean, residual) in spectra)
        {
            var level = TensorPrimitives.SumOfSquares<float>(residual) / residual.Length;
            var mean = MeanIntensity(clean);
            if (!(level > 0)) continue;
            for (var c = 0; c < clean.Length; c++)
            {
                double relative = Math.Max(0, clean[c]) / mean, square = residual[c] * (double)residual[c] / level;
                (n, x, y, xx, xy) = (n + 1, x + relative, y + square, xx + relative * relative, xy + relative * square);
            }
        }
        var spread = n * xx - x * x;
        if (!(spread > 0)) return new(0);
        var slope = (n * xy - x * y) / spread;
        var constant = (y - slope * x) / n;
        return new(Math.Clamp(slope / Math.Max(slope + constant, 1e-9), 0, MostShot));
    }

    /// <summary>Standard deviation of each channel over that of the spectrum; its square averages to 1.</summary>
    /// <param name="clean">Shape (channels).</param>
    /// <param name="dose">Electrons over those of the measured spectra: shot variance falls with it, readout variance with its square.</param>
    /// <param name="deviation">Receives shape (channels).</param>
    public void Write(ReadOnlySpan<float> clean, double dose, Span<float> deviation)
    {
        var mean = MeanIntensity(clean);
        double shot = ShotShare / dose, readout = (1 - ShotShare) / (dose * dose);
        for (var c = 0; c < clean.Length; c++) deviation[c] = (float)Math.Sqrt(readout + shot * Math.Max(0, clean[c]) / mean);
    }

    static float MeanIntensity(ReadOnlySpan<float> clean)
    {
        double sum = 0;
        foreach (var value in clean) sum += Math.Max(0, value);
        return Math.Max((float)(sum / clean.Length), LeastMean);
    }
}
