using Whiteline.Spectra;

namespace Whiteline.Formats.Dm;

// DM stores x fastest, then y, then (in a spectrum image) the energy; a line scan has its energy along x. Whether an image holds spectra
// is said by the tag Meta Data : Format. Where that tag is absent (tags removed, processed data), spectral units say it.

/// <summary>The axes of an image in C order and the place of the spectral one.</summary>
/// <param name="Axes">Axes in C order, those of length 1 left out; the spectral one last.</param>
/// <param name="Kind">What the image is.</param>
/// <param name="EnergySlowest">True when the spectral axis is the slowest on disk, so that samples must be transposed.</param>
sealed record DmAxes(IReadOnlyList<SignalAxis> Axes, SignalKind Kind, bool EnergySlowest)
{
    static readonly string[] EnergyUnits = ["eV", "keV", "meV"];
    static readonly string[] Names = ["x", "y", "z"];

    /// <summary>Reads the axes.</summary>
    /// <param name="dimensions">Calibrated dimensions in DM's order, x first, without names.</param>
    /// <param name="format">The tag Meta Data : Format, or null.</param>
    /// <param name="signalType">EELS, EDS, CL or null.</param>
    public static DmAxes From(IReadOnlyList<SignalAxis> dimensions, string? format, string? signalType)
    {
        var names = NamesOf(dimensions, signalType);
        var spectral = Spectral(dimensions, format, signalType);
        var kept = Enumerable.Range(0, dimensions.Count).Where(i => dimensions[i].Size != 1 || i == spectral).ToList();
        if (kept.Count == 0) kept.Add(0);
        if (kept.Count == 1) spectral = kept[0];
        var axes = kept.AsEnumerable().Reverse().Where(i => i != spectral).Concat(kept.Where(i => i == spectral))
            .Select(i => dimensions[i] with { Name = names[i] }).ToArray();
        var kind = spectral is null ? SignalKind.Image : axes.Length == 1 ? SignalKind.Spectrum : SignalKind.SpectrumImage;
        return new(axes, kind, spectral == kept[^1] && kept.Count > 1);
    }

    // The fastest dimension or the slowest: DM has no other place for energies.
    static int? Spectral(IReadOnlyList<SignalAxis> dimensions, string? format, string? signalType)
    {
        var slowest = dimensions.Count - 1;
        if (slowest == 0) return 0;
        var (first, last) = (IsSpectral(dimensions[0], signalType), IsSpectral(dimensions[slowest], signalType));
        if (format is null) return first == last ? null : first ? 0 : slowest;
        if (format is not ("Spectrum" or "Spectrum image")) return null;
        // Units that leave no choice overrule the habit: x in a line scan, the slowest dimension otherwise.
        if (first != last) return first ? 0 : slowest;
        if (slowest == 1) return 0;
        return format == "Spectrum image" || first ? slowest : null;
    }

    static bool IsSpectral(SignalAxis axis, string? signalType) =>
        axis.Size > 1 && (EnergyUnits.Contains(axis.Units) || (signalType == "CL" && axis.Units == "nm"));

    static string?[] NamesOf(IReadOnlyList<SignalAxis> dimensions, string? signalType)
    {
        var names = new string?[dimensions.Count];
        var (units, name) = signalType switch
        {
            "EDS" => ("keV", "Energy"),
            "CL" => ("nm", "Wavelength"),
            _ => ("eV", "Energy loss"),
        };
        // The slowest dimension with such units, as energies are where there are several.
        for (var i = dimensions.Count - 1; i >= 0 && !names.Contains(name); i--)
            if (dimensions[i].Units == units) names[i] = name;
        for (int i = 0, spatial = 0; i < names.Length; i++)
            if (names[i] is null && spatial < Names.Length) names[i] = Names[spatial++];
        return names;
    }
}
