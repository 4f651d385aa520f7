namespace Whiteline.Spectra;

/// <summary>Units of a spectral axis, as files spell them.</summary>
public static class SpectralUnits
{
    /// <summary>False where a file names no unit: the axis is not calibrated.</summary>
    public static bool AreGiven(string? units) => units?.Trim() is { Length: > 0 } and not "<undefined>";

    /// <summary>True for units that are none of energy, such as nm.</summary>
    public static bool AreOther(string? units) => AreGiven(units) && InEv(units) is null;

    /// <summary>Electron volts in one unit; null where it is none of energy, or none is named.</summary>
    public static double? InEv(string? units) => units?.Trim() switch
    {
        "keV" => 1000,
        "meV" => 0.001,
        { } text when text.Contains("eV", StringComparison.Ordinal) => 1,
        _ => null,
    };

    /// <summary>The axis in eV where its units are of energy, else as it is.</summary>
    public static SignalAxis InEv(SignalAxis axis) =>
        InEv(axis.Units) is { } factor ? axis with { Offset = axis.Offset * factor, Scale = axis.Scale * factor, Units = "eV" } : axis;
}
