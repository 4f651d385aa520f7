using System.Numerics.Tensors;

namespace Whiteline.Numerics;

/// <summary>
/// Weights that make Poisson noise equal everywhere: each channel is divided by the square root of its mean and each spectrum by the square root of its own
/// mean (Keenan and Kotula, Surf. Interface Anal. 36, 203, 2004). Means at or below a thousandth of the average are raised to it, so that negative counts of a dark-corrected
/// file do no harm. Where a background was subtracted the mean no longer tells the noise: then the noise is measured, of each channel and of each spectrum.
/// </summary>
public sealed class PoissonWeights
{
    const double LeastShare = 1e-3;

    readonly double floor;
    readonly bool isMeasured;

    /// <summary>Weights for spectra with this mean, shape (channels), counts.</summary>
    /// <param name="mean">Mean over the spectra.</param>
    public PoissonWeights(ReadOnlySpan<double> mean) : this(mean, isMeasured: false) { }

    PoissonWeights(ReadOnlySpan<double> mean, bool isMeasured)
    {
        this.isMeasured = isMeasured;
        var sum = 0.0;
        foreach (var value in mean) sum += Math.Abs(value);
        floor = LeastShare * Math.Max(sum / mean.Length, 1e-30);
        Channels = new float[mean.Length];
        for (var c = 0; c < mean.Length; c++) Channels[c] = (float)Math.Sqrt(Math.Max(mean[c], floor));
    }

    /// <summary>Weights for spectra whose noise was measured.</summary>
    /// <param name="variance">Variance of the noise of each channel, shape (channels).</param>
    public static PoissonWeights Measured(ReadOnlySpan<double> variance) => new(variance, isMeasured: true);

    /// <summary>What each channel is divided by, shape (channels).</summary>
    public float[] Channels { get; }

    /// <summary>What a spectrum is divided by.</summary>
    public double Of(ReadOnlySpan<float> spectrum)
    {
        if (isMeasured)
        {
            var even = new float[spectrum.Length];
            TensorPrimitives.Divide(spectrum, Channels, even);
            return Math.Max(NoiseLevel.Of(even), Math.Sqrt(LeastShare));
        }
        var sum = 0.0;
        foreach (var value in spectrum) sum += value;
        return Math.Sqrt(Math.Max(sum / Channels.Length, floor));
    }

    /// <summary>The weighted spectrum; both of shape (channels).</summary>
    public void Apply(ReadOnlySpan<float> spectrum, Span<float> result)
    {
        var own = Of(spectrum);
        for (var c = 0; c < spectrum.Length; c++) result[c] = (float)(spectrum[c] / (Channels[c] * own));
    }
}
