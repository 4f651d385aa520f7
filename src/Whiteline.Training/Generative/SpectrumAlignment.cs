using System.Numerics.Tensors;

namespace Whiteline.Training.Generative;

/// <summary>
/// How far each spectrum of a class lies from the others on the axis: the place where its correlation with their mean is greatest, the
/// mean being taken again from the moved spectra. A shift bends the set of spectra; with the shifts taken out, few linear components
/// describe it.
/// </summary>
static class SpectrumAlignment
{
    const int Rounds = 3;
    const int SmoothingChannels = 9;

    /// <summary>Shifts, shape (n), in channels around a median of 0; a spectrum that fits nowhere has 0.</summary>
    /// <param name="spectra">n spectra.</param>
    public static double[] Shifts(float[][] spectra)
    {
        var channels = spectra[0].Length;
        var most = channels / 10;
        float[][] smooth = [.. spectra.Select(spectrum => Smooth(spectrum))];
        var shifts = new double[spectra.Length];
        for (var round = 0; round < Rounds; round++)
        {
            var mean = new float[channels];
            for (var i = 0; i < smooth.Length; i++) TensorPrimitives.Add(mean, ShiftedSpectrum.Of(smooth[i], -shifts[i]), mean);
            float[][] moved = [.. Enumerable.Range(-most, 2 * most + 1).Select(shift => Standardised(ShiftedSpectrum.Of(mean, shift)))];
            for (var i = 0; i < smooth.Length; i++) shifts[i] = Best(smooth[i], moved) is { } best ? best - most : 0;
            var median = shifts.Order().ElementAt(shifts.Length / 2);
            for (var i = 0; i < shifts.Length; i++) shifts[i] -= median;
        }
        return shifts;
    }

    // The vertex of the parabola through the greatest correlation and its neighbours.
    static double? Best(float[] spectrum, float[][] moved)
    {
        var correlations = Array.ConvertAll(moved, reference => TensorPrimitives.Dot<float>(spectrum, reference));
        var at = TensorPrimitives.IndexOfMax<float>(correlations);
        if (at <= 0 || at >= moved.Length - 1) return null;
        var (before, here, after) = (correlations[at - 1], correlations[at], correlations[at + 1]);
        var bend = before - 2 * here + after;
        return bend < 0 ? at + 0.5 * (before - after) / bend : at;
    }

    static float[] Standardised(float[] spectrum)
    {
        TensorPrimitives.Subtract(spectrum, TensorPrimitives.Average<float>(spectrum), spectrum);
        TensorPrimitives.Divide(spectrum, Math.Max(TensorPrimitives.Norm<float>(spectrum), float.Epsilon), spectrum);
        return spectrum;
    }

    static float[] Smooth(float[] spectrum)
    {
        var smooth = new float[spectrum.Length];
        const int half = SmoothingChannels / 2;
        for (var c = 0; c < smooth.Length; c++)
        {
            double sum = 0, weights = 0;
            for (var k = -half; k <= half; k++)
            {
                var weight = half + 1 - Math.Abs(k);
                sum += weight * spectrum[Math.Clamp(c + k, 0, spectrum.Length - 1)];
                weights += weight;
            }
            smooth[c] = (float)(sum / weights);
        }
        return smooth;
    }
}
