namespace Whiteline.Numerics;

/// <summary>
/// Smoothing by a sampled Gaussian, cut at four standard deviations. At the ends the kernel is cut and normalised again, so that
/// nothing wraps round and a constant stays constant.
/// </summary>
public static class GaussianFilter
{
    /// <summary>Smooths one row of samples.</summary>
    /// <param name="samples">Shape (n).</param>
    /// <param name="sigma">Standard deviation in samples; 0 copies.</param>
    /// <param name="smoothed">Receives shape (n); must not overlap <paramref name="samples"/>.</param>
    public static void Apply(ReadOnlySpan<float> samples, double sigma, Span<float> smoothed)
    {
        var radius = Math.Min((int)Math.Ceiling(4 * sigma), samples.Length - 1);
        if (radius <= 0)
        {
            samples.CopyTo(smoothed);
            return;
        }
        Span<double> kernel = radius < 256 ? stackalloc double[radius + 1] : new double[radius + 1];
        for (var k = 0; k <= radius; k++) kernel[k] = Math.Exp(-0.5 * k * k / (sigma * sigma));
        for (var i = 0; i < samples.Length; i++) smoothed[i] = At(samples, i, kernel);
    }

    static float At(ReadOnlySpan<float> samples, int centre, ReadOnlySpan<double> kernel)
    {
        var sum = kernel[0] * samples[centre];
        var weight = kernel[0];
        for (var k = 1; k < kernel.Length; k++)
        {
            if (centre - k >= 0)
            {
                sum += kernel[k] * samples[centre - k];
                weight += kernel[k];
            }
            if (centre + k < samples.Length)
            {
                sum += kernel[k] * samples[centre + k];
                weight += kernel[k];
            }
        }
        return (float)(sum / weight);
    }
}
