using Whiteline.Spectra;

namespace Whiteline.Features;

/// <summary>What every feature checks of the spectrum that it is given.</summary>
static class OnOneAxis
{
    /// <summary>Refuses a spectrum of another axis, of which values would be read off at energies that are not theirs.</summary>
    /// <exception cref="ArgumentException">The spectrum has not one intensity a channel.</exception>
    public static void Require(EnergyAxis axis, ReadOnlySpan<float> spectrum)
    {
        if (spectrum.Length != axis.Count) throw new ArgumentException($"{spectrum.Length} intensities on an axis of {axis.Count} channels.", nameof(spectrum));
    }
}
