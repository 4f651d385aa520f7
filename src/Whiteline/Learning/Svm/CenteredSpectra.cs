using Whiteline.Numerics;

namespace Whiteline.Learning.Svm;

/// <summary>Spectra seen from one that lies among them, m (<see cref="MedianRow"/>): inner products keep digits in float32 that those of the raw spectra would lose.</summary>
/// <param name="Spectra">x − m, shape (n, channels).</param>
/// <param name="OnOrigin">x·m, shape (n).</param>
/// <param name="OriginSquare">m·m.</param>
sealed record CenteredSpectra(float[] Spectra, double[] OnOrigin, double OriginSquare)
{
    /// <summary>Moves spectra of shape (n, channels), C order.</summary>
    public static CenteredSpectra Of(ReadOnlySpan<float> spectra, int channels)
    {
        var origin = MedianRow.Of(spectra, channels);
        var centered = new float[spectra.Length];
        var onOrigin = new double[spectra.Length / channels];
        for (var i = 0; i < onOrigin.Length; i++)
        {
            var from = spectra.Slice(i * channels, channels);
            var to = centered.AsSpan(i * channels, channels);
            for (var c = 0; c < channels; c++)
            {
                onOrigin[i] += (double)from[c] * origin[c];
                to[c] = from[c] - origin[c];
            }
        }
        return new(centered, onOrigin, origin.Sum(value => (double)value * value));
    }
}
