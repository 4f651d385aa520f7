using Whiteline.Spectra;

namespace Whiteline.Features;

/// <summary>
/// L3/L2 intensity ratio (Pearson et al., Phys. Rev. B 47, 8471, 1993; windows of Riedl et al., Ultramicroscopy 106, 284, 2006): the continuum
/// beyond L2 is continued back as two steps at the maxima with heights 2:1 and subtracted; L3 ± 5 eV and L2 ± 4 eV are summed. The
/// continuum is taken as level: a digitised window ends too soon after L2 to fit its slope.
/// </summary>
public static class WhiteLineRatio
{
    const double L3HalfWidthEv = 5;
    const double L2HalfWidthEv = 4;
    const double ContinuumFromL2Ev = 5;
    const double ContinuumToL2Ev = 20;

    /// <summary>The ratio; null when the axis does not hold both lines and some continuum, or L2 has no intensity.</summary>
    /// <param name="axis">Energy axis.</param>
    /// <param name="spectrum">Background-subtracted intensity, shape (channels).</param>
    /// <param name="lines">Where the lines are.</param>
    /// <exception cref="ArgumentException">The spectrum has not one intensity a channel of the axis.</exception>
    public static double? Of(EnergyAxis axis, ReadOnlySpan<float> spectrum, WhiteLines lines) =>
        Areas(axis, spectrum, lines) is { L2: > 0 } areas ? areas.L3 / areas.L2 : null;

    /// <summary>The areas above the continuum, in units of the spectrum times eV; null when the axis does not hold both lines and some continuum.</summary>
    /// <param name="axis">Energy axis.</param>
    /// <param name="spectrum">Background-subtracted intensity, shape (channels).</param>
    /// <param name="lines">Where the lines are.</param>
    /// <exception cref="ArgumentException">The spectrum has not one intensity a channel of the axis.</exception>
    public static (double L3, double L2)? Areas(EnergyAxis axis, ReadOnlySpan<float> spectrum, WhiteLines lines)
    {
        OnOneAxis.Require(axis, spectrum);
        var level = Mean(axis, spectrum, lines.L2Ev + ContinuumFromL2Ev, lines.L2Ev + ContinuumToL2Ev);
        if (level is null || !axis.Covers(new(lines.L3Ev - L3HalfWidthEv, lines.L2Ev + L2HalfWidthEv))) return null;
        return (Area(axis, spectrum, lines, lines.L3Ev, L3HalfWidthEv, level.Value), Area(axis, spectrum, lines, lines.L2Ev, L2HalfWidthEv, level.Value));
    }

    /// <summary>Onset: where the smoothed spectrum first reaches half the L3 maximum, below it, eV; null when that lies off the axis.</summary>
    /// <param name="axis">Energy axis.</param>
    /// <param name="spectrum">Background-subtracted intensity, shape (channels).</param>
    /// <param name="lines">Where the lines are.</param>
    /// <param name="sigmaEv">Standard deviation of the smoothing, eV.</param>
    /// <exception cref="ArgumentException">The spectrum has not one intensity a channel of the axis.</exception>
    public static double? OnsetEv(EnergyAxis axis, ReadOnlySpan<float> spectrum, WhiteLines lines, double sigmaEv = 0.4)
    {
        OnOneAxis.Require(axis, spectrum);
        var kernel = SmoothedMaximum.Kernel(sigmaEv / axis.DispersionEv);
        var channel = (int)Math.Clamp(Math.Round(axis.ChannelAt(lines.L3Ev)), 0, axis.Count - 1);
        var half = 0.5 * SmoothedMaximum.Smoothed(spectrum, channel, kernel);
        for (var above = 2 * half; channel > 0; channel--)
        {
            var below = SmoothedMaximum.Smoothed(spectrum, channel - 1, kernel);
            if (below <= half && above > half) return axis.EnergyAt(channel - 1 + (half - below) / (above - below));
            above = below;
        }
        return null;
    }

    static double Area(EnergyAxis axis, ReadOnlySpan<float> spectrum, WhiteLines lines, double centre, double halfWidth, double level)
    {
        var sum = 0.0;
        var (start, length) = axis.ChannelsIn(new(centre - halfWidth, centre + halfWidth)).GetOffsetAndLength(axis.Count);
        for (var c = start; c < start + length; c++)
        {
            var energy = axis.EnergyAt(c);
            sum += spectrum[c] - level * ((energy >= lines.L3Ev ? 2.0 / 3 : 0) + (energy >= lines.L2Ev ? 1.0 / 3 : 0));
        }
        return sum * axis.DispersionEv;
    }

    static double? Mean(EnergyAxis axis, ReadOnlySpan<float> spectrum, double from, double to)
    {
        var (start, length) = axis.ChannelsIn(new(from, to)).GetOffsetAndLength(axis.Count);
        if (length < 4) return null;
        var sum = 0.0;
        foreach (var value in spectrum.Slice(start, length)) sum += value;
        return sum / length;
    }
}
