using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Features;

/// <summary>How far a line stands out of the noise of one channel: what the eye calls the quality of a spectrum.</summary>
public static class SignalToNoise
{
    const double SigmaEv = 0.5;
    const double BeforeEv = 15;

    /// <summary>
    /// Height of the highest maximum above the lowest value in the 15 eV before it (both smoothed by 0.5 eV), over the standard deviation of a channel, which is estimated from
    /// second differences. +∞ for a spectrum without noise, 0 for one without a rise.
    /// </summary>
    /// <param name="axis">Energy axis.</param>
    /// <param name="spectrum">Shape (channels).</param>
    /// <param name="search">Where the line is looked for; null for the whole axis.</param>
    /// <exception cref="ArgumentException">The spectrum has not one intensity a channel of the axis.</exception>
    public static double Of(EnergyAxis axis, ReadOnlySpan<float> spectrum, EnergyWindow? search = null)
    {
        OnOneAxis.Require(axis, spectrum);
        var (start, length) = search is null ? (0, axis.Count) : axis.ChannelsIn(search).GetOffsetAndLength(axis.Count);
        if (length == 0 || axis.Count < 8) return 0;
        var kernel = SmoothedMaximum.Kernel(SigmaEv / axis.DispersionEv);
        var (best, highest) = (start, double.NegativeInfinity);
        for (var c = start; c < start + length; c++)
            if (SmoothedMaximum.Smoothed(spectrum, c, kernel) is var value && value > highest) (best, highest) = (c, value);
        var lowest = highest;
        for (var c = Math.Max(0, best - (int)(BeforeEv / axis.DispersionEv)); c < best; c++) lowest = Math.Min(lowest, SmoothedMaximum.Smoothed(spectrum, c, kernel));
        var noise = NoiseLevel.Of(spectrum);
        return highest > lowest ? noise > 0 ? (highest - lowest) / noise : double.PositiveInfinity : 0;
    }
}
