using Whiteline.Spectra;

namespace Whiteline.Features;

/// <summary>
/// The position of a line in noise: the spectrum is smoothed by a Gaussian of the line's width (the matched filter of a Gaussian line;
/// Turin, IRE Trans. Inf. Theory 6, 311, 1960) and a parabola through the three channels about the maximum gives it to a part of a
/// channel. The smoothing is continuous and symmetric, so no position between channels is favoured.
/// </summary>
public static class SmoothedMaximum
{
    /// <summary>Energy of the maximum, eV.</summary>
    /// <param name="axis">Energy axis.</param>
    /// <param name="spectrum">Intensity, shape (channels).</param>
    /// <param name="search">Where to look; at least one channel of it must lie on the axis.</param>
    /// <param name="sigmaEv">Standard deviation of the smoothing, eV.</param>
    /// <exception cref="ArgumentException">The spectrum has not one intensity a channel of the axis.</exception>
    public static double In(EnergyAxis axis, ReadOnlySpan<float> spectrum, EnergyWindow search, double sigmaEv)
    {
        OnOneAxis.Require(axis, spectrum);
        var (start, length) = axis.ChannelsIn(search).GetOffsetAndLength(axis.Count);
        if (length == 0) return search.CentreEv;
        var kernel = Kernel(sigmaEv / axis.DispersionEv);
        var best = start;
        var highest = double.NegativeInfinity;
        for (var i = start; i < start + length; i++)
            if (Smoothed(spectrum, i, kernel) is var value && value > highest) (highest, best) = (value, i);
        if (best == 0 || best == axis.Count - 1) return axis.EnergyAt(best);
        double before = Smoothed(spectrum, best - 1, kernel), after = Smoothed(spectrum, best + 1, kernel);
        var curvature = before - 2 * highest + after;
        var part = curvature < 0 ? Math.Clamp(0.5 * (before - after) / curvature, -0.5, 0.5) : 0;
        return Math.Clamp(axis.EnergyAt(best + part), search.FromEv, search.ToEv);
    }

    /// <summary>One half of the smoothing kernel, from its centre on.</summary>
    internal static double[] Kernel(double sigmaChannels)
    {
        var kernel = new double[1 + (int)Math.Ceiling(4 * Math.Max(sigmaChannels, 0.1))];
        for (var k = 0; k < kernel.Length; k++) kernel[k] = Math.Exp(-0.5 * k * k / Math.Max(sigmaChannels * sigmaChannels, 0.01));
        return kernel;
    }

    /// <summary>The smoothed spectrum at one channel; beyond its ends the spectrum is held constant.</summary>
    internal static double Smoothed(ReadOnlySpan<float> spectrum, int channel, double[] kernel)
    {
        var sum = kernel[0] * spectrum[channel];
        var weight = kernel[0];
        for (var k = 1; k < kernel.Length; k++)
        {
            sum += kernel[k] * (spectrum[Math.Max(0, channel - k)] + spectrum[Math.Min(spectrum.Length - 1, channel + k)]);
            weight += 2 * kernel[k];
        }
        return sum / weight;
    }
}
