using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Whiteline.Fidelity;

/// <summary>
/// Power spectrum of what spectra deviate from their mean, averaged over the spectra, from slow changes along the energy axis to those from channel to channel. Spectra that
/// are too smooth show at its upper end.
/// </summary>
public static class NoiseSpectrum
{
    /// <summary>Power by frequency, shape (channels / 2): from 1 to channels / 2 periods over the axis, under a Hann window.</summary>
    public static double[] Of(SpectrumSet spectra)
    {
        var channels = spectra.Width;
        var mean = ChannelStatistics.Of(spectra).Mean;
        var power = new double[channels / 2];
        var line = new Complex[channels];
        for (var i = 0; i < spectra.Count; i++)
        {
            for (var c = 0; c < channels; c++) line[c] = (spectra[i][c] - mean[c]) * (0.5 - 0.5 * Math.Cos(2 * Math.PI * (c + 0.5) / channels));
            Fourier.Forward(line, FourierOptions.NoScaling);
            // n − 1: the mean was taken from the same spectra.
            for (var f = 0; f < power.Length; f++) power[f] += (line[f + 1].Real * line[f + 1].Real + line[f + 1].Imaginary * line[f + 1].Imaginary) / (spectra.Count - 1);
        }
        return power;
    }

    /// <summary>Means over bands of equal width.</summary>
    public static double[] Bands(double[] power, int bands) =>
        [.. Enumerable.Range(0, Math.Min(bands, power.Length)).Select(b => power[(b * power.Length / Math.Min(bands, power.Length))..((b + 1) * power.Length / Math.Min(bands, power.Length))].Average())];

    /// <summary>Root mean square difference of the logarithms of two power spectra, in decades, over bands.</summary>
    public static double Error(double[] real, double[] made, int bands = 24)
    {
        double[] a = Bands(real, bands), b = Bands(made, bands);
        // Cleaned spectra have next to no power at the upper end: a floor keeps rounding from counting.
        var floor = 1e-8 * a.Max();
        return Math.Sqrt(a.Zip(b, (own, its) => Math.Pow(Math.Log10((its + floor) / (own + floor)), 2)).Average());
    }

    /// <summary>Power of the other in the upper half of the frequencies, as a part of that of the first.</summary>
    public static double UpperRatio(double[] real, double[] made) => made[(made.Length / 2)..].Sum() / real[(real.Length / 2)..].Sum();
}
