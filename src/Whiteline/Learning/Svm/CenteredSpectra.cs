namespace Whiteline.Learning.Svm;

/// <summary>Spectra without their mean m: inner products keep digits in float32 that those of the raw spectra would lose.</summary>
/// <param name="Spectra">x − m, shape (n, channels).</param>
/// <param name="OnMean">x·m, shape (n).</param>
/// <param name="MeanSquare">m·m.</param>
sealed record CenteredSpectra(float[] Spectra, double[] OnMean, double MeanSquare)
{
    /// <summary>Takes the mean off spectra of shape (n, channels), C order.</summary>
    public static CenteredSpectra Of(ReadOnlySpan<float> spectra, int channels)
    {
        var mean = MeanOf(spectra, channels);
        var centered = new float[spectra.Length];
        var onMean = new double[spectra.Length / channels];
        for (var i = 0; i < onMean.Length; i++)
        {
            var from = spectra.Slice(i * channels, channels);
            var to = centered.AsSpan(i * channels, channels);
            for (var c = 0; c < channels; c++)
            {
                onMean[i] += from[c] * mean[c];
                to[c] = (float)(from[c] - mean[c]);
            }
        }
        return new(centered, onMean, mean.Sum(value => value * value));
    }

    /// <summary>The mean of spectra of shape (n, channels), shape (channels).</summary>
    public static double[] MeanOf(ReadOnlySpan<float> spectra, int channels)
    {
        var n = spectra.Length / channels;
        var mean = new double[channels];
        for (var i = 0; i < n; i++)
            for (var c = 0; c < channels; c++) mean[c] += spectra[i * channels + c];
        for (var c = 0; c < channels; c++) mean[c] /= n;
        return mean;
    }
}
