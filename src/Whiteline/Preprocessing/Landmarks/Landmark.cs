using Whiteline.Spectra;

namespace Whiteline.Preprocessing.Landmarks;

/// <summary>Where a landmark was found, eV on the file's axis, where a true axis has it, and how far it stands out of the noise, in standard deviations.</summary>
readonly record struct Sighting(double FoundEv, double ExpectedEv, double ScatterEv, double Significance);

/// <summary>A feature whose energy is known, and how it is found in a spectrum whose axis may be off.</summary>
abstract record Landmark(string Name, string Basis)
{
    /// <summary>Errors of the axis up to this are looked for, eV: beyond it one edge may be taken for another.</summary>
    public const double SearchEv = 15;

    /// <summary>Finds it; null when the axis does not reach it or it does not stand out of the noise.</summary>
    public abstract Sighting? Find(EnergyAxis axis, ReadOnlySpan<float> spectrum);

    /// <summary>Finds it again in the same spectrum with other noise, near where it was; null when it is not there.</summary>
    public virtual Sighting? Again(EnergyAxis axis, ReadOnlySpan<float> spectrum, Sighting first) => Find(axis, spectrum);

    /// <summary>The channels whose noise moves it.</summary>
    public abstract EnergyWindow Around(Sighting first);
}
