using Whiteline.Spectra;

namespace Whiteline.Features;

/// <summary>
/// The O K edge of an oxide as a check of an energy offset: the place where the smoothed spectrum first rises steeply. In oxides of 3d
/// metals that is the flank of the pre-peak, about 529.5 eV (pre-peak at 530 to 531 eV: de Groot et al., Phys. Rev. B 40, 5715, 1989).
/// </summary>
public static class OxygenOnset
{
    /// <summary>Where the steepest rise of the pre-peak lies in a calibrated spectrum, eV.</summary>
    public const double ExpectedEv = 529.5;

    /// <summary>How far it moves with the compound, eV.</summary>
    public const double UncertaintyEv = 1.5;

    /// <summary>Finds the rise within 15 eV of <see cref="ExpectedEv"/>; null when the axis does not reach it or it does not stand out.</summary>
    public static double? Find(EnergyAxis axis, ReadOnlySpan<float> spectrum)
    {
        var search = new EnergyWindow(ExpectedEv - 15, ExpectedEv + 15);
        if (!axis.Covers(search)) return null;
        var kernel = SmoothedMaximum.Kernel(1 / axis.DispersionEv);
        var (start, length) = axis.ChannelsIn(search).GetOffsetAndLength(axis.Count);
        var slope = new double[length];
        for (var i = 1; i + 1 < length; i++)
            slope[i] = SmoothedMaximum.Smoothed(spectrum, start + i + 1, kernel) - SmoothedMaximum.Smoothed(spectrum, start + i - 1, kernel);
        // A difference of two smoothed values two channels apart: variance 2σ²(1 − ρ)/(2√π s), ρ ≈ 1 − 1/s² for a smoothing of s channels.
        var s = Math.Max(1, 1 / axis.DispersionEv);
        var noise = WhiteLines.Noise(spectrum.Slice(start, length)) / Math.Sqrt(Math.Sqrt(Math.PI) * s * s * s);
        var steepest = slope.Max();
        if (!(steepest > 8 * noise)) return null;
        for (var i = 1; i + 1 < length; i++)
            if (slope[i] > 0.5 * steepest && slope[i] >= slope[i - 1] && slope[i] >= slope[i + 1]) return axis.EnergyAt(start + i);
        return null;
    }
}
