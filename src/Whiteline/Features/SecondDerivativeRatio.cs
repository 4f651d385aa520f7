using Whiteline.Spectra;

namespace Whiteline.Features;

/// <summary>
/// L3/L2 intensity ratio by the second derivative (Botton, Appel, Horsewell and Stobbs, J. Microsc. 180, 211, 1995): the positive lobe of −d²I/dE² about each maximum is
/// summed. A continuum without curvature drops out, so none has to be modelled. The derivative is that of a Gaussian, which smooths as it differentiates.
/// </summary>
public static class SecondDerivativeRatio
{
    const double SearchEv = 2.5;

    /// <summary>The ratio; null when the axis does not hold both lines, or one of them has no lobe.</summary>
    /// <param name="axis">Energy axis.</param>
    /// <param name="spectrum">Intensity, shape (channels).</param>
    /// <param name="l3Ev">L3 maximum, eV.</param>
    /// <param name="l2Ev">L2 maximum, eV.</param>
    /// <param name="sigmaEv">Standard deviation of the smoothing, eV.</param>
    /// <exception cref="ArgumentException">The spectrum has not one intensity a channel of the axis.</exception>
    public static double? Of(EnergyAxis axis, ReadOnlySpan<float> spectrum, double l3Ev, double l2Ev, double sigmaEv = 0.8)
    {
        OnOneAxis.Require(axis, spectrum);
        var l3 = Lobe(axis, spectrum, l3Ev, sigmaEv);
        var l2 = Lobe(axis, spectrum, l2Ev, sigmaEv);
        return l3 > 0 && l2 > 0 ? l3 / l2 : null;
    }

    static double Lobe(EnergyAxis axis, ReadOnlySpan<float> spectrum, double lineEv, double sigmaEv)
    {
        var sigma = Math.Max(sigmaEv / axis.DispersionEv, 0.7);
        var half = (int)Math.Ceiling(4 * sigma);
        var (from, count) = axis.ChannelsIn(new(lineEv - SearchEv, lineEv + SearchEv)).GetOffsetAndLength(axis.Count);
        if (count == 0) return 0;
        var (top, highest) = (-1, 0.0);
        for (var c = from; c < from + count; c++)
            if (Curvature(spectrum, c, sigma, half) is var value && value > highest) (top, highest) = (c, value);
        if (top < 0) return 0;
        var area = highest;
        for (var c = top - 1; c >= 0 && Curvature(spectrum, c, sigma, half) is > 0 and var value; c--) area += value;
        for (var c = top + 1; c < axis.Count && Curvature(spectrum, c, sigma, half) is > 0 and var value; c++) area += value;
        return area;
    }

    // −d²I/dE² at a channel; beyond its ends the spectrum is held constant.
    static double Curvature(ReadOnlySpan<float> spectrum, int channel, double sigma, int half)
    {
        var sum = 0.0;
        for (var k = -half; k <= half; k++)
        {
            var x = k / sigma;
            sum += (1 - x * x) * Math.Exp(-0.5 * x * x) * spectrum[Math.Clamp(channel + k, 0, spectrum.Length - 1)];
        }
        return sum;
    }
}
