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
    /// <param name="axis">Energy axis.</param>
    /// <param name="spectrum">Intensity, shape (channels).</param>
    /// <exception cref="ArgumentException">The spectrum has not one intensity a channel of the axis.</exception>
    public static double? Find(EnergyAxis axis, ReadOnlySpan<float> spectrum)
    {
        OnOneAxis.Require(axis, spectrum);
        var search = new EnergyWindow(ExpectedEv - 15, ExpectedEv + 15);
        return axis.Covers(search) ? EdgeRise.Find(axis, spectrum, search)?.AtEv : null;
    }
}
