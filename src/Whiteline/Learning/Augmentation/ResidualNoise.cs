using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using MathNet.Numerics.LinearAlgebra.Double;
using Whiteline.Numerics;

namespace Whiteline.Learning.Augmentation;

/// <summary>
/// Noise like the residuals of measured spectra: normal, with the variance of every channel and, after division by it, with their mean power spectrum. It fills all
/// channels, which combinations of few residuals would not.
/// </summary>
sealed class ResidualNoise
{
    readonly double[] deviation;
    readonly double[] amplitude;
    readonly double[] strength;

    /// <summary>Learns from residuals.</summary>
    /// <param name="residuals">Shape (n, channels).</param>
    /// <param name="freedom">Degrees of freedom left to them, 1 to n − 1.</param>
    public ResidualNoise(DenseMatrix residuals, int freedom)
    {
        var (n, channels) = (residuals.RowCount, residuals.ColumnCount);
        deviation = new double[channels];
        for (var c = 0; c < channels; c++) deviation[c] = Math.Sqrt(residuals.Column(c).Sum(value => value * value) / freedom);
        amplitude = new double[channels];
        strength = new double[n];
        for (var i = 0; i < n; i++)
        {
            var line = new Complex[channels];
            for (var c = 0; c < channels; c++) line[c] = deviation[c] > 0 ? residuals[i, c] / deviation[c] : 0;
            strength[i] = line.Sum(value => value.Real * value.Real);
            Fourier.Forward(line, FourierOptions.NoScaling);
            for (var f = 0; f < channels; f++) amplitude[f] += line[f].Real * line[f].Real + line[f].Imaginary * line[f].Imaginary;
        }
        var (power, energy) = (amplitude.Sum(), strength.Average());
        for (var f = 0; f < channels; f++) amplitude[f] = power > 0 ? Math.Sqrt(amplitude[f] / power) : 0;
        for (var i = 0; i < n; i++) strength[i] = energy > 0 ? Math.Sqrt(strength[i] / energy) : 0;
    }

    /// <summary>Adds noise as strong as that of one of the spectra learned from.</summary>
    public void Add(RandomSource random, int like, Span<float> spectrum)
    {
        var line = new Complex[spectrum.Length];
        for (var f = 0; f < line.Length; f++) line[f] = new(amplitude[f] * random.NextNormal(), amplitude[f] * random.NextNormal());
        // Real and imaginary part are each noise of that spectrum, of variance 1: the sum of the squared amplitudes is 1.
        Fourier.Inverse(line, FourierOptions.NoScaling);
        for (var c = 0; c < spectrum.Length; c++) spectrum[c] += (float)(strength[like] * deviation[c] * line[c].Real);
    }
}
