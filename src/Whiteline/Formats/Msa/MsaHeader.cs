using System.Globalization;
using Whiteline.Spectra;

namespace Whiteline.Formats.Msa;

/// <summary>The keywords of an EMSA/MAS file. A keyword that comes twice counts as it comes last.</summary>
sealed class MsaHeader
{
    readonly Dictionary<string, (string Unit, string Value)> entries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes a line <c>#KEYWORD-unit: value</c>; user-defined keywords (<c>##</c>) are left out.</summary>
    /// <returns>The keyword in upper case.</returns>
    public string Add(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var key = (colon < 0 ? line[1..] : line[1..colon]).Trim();
        var dash = key.IndexOf('-', StringComparison.Ordinal);
        var (name, unit) = dash < 0 ? (key, "") : (key[..dash].Trim(), key[(dash + 1)..].Trim());
        name = name.ToUpperInvariant();
        if (!name.StartsWith('#')) entries[name] = (unit, colon < 0 ? "" : line[(colon + 1)..].Trim());
        return name;
    }

    /// <summary>A text, or null when absent or empty.</summary>
    public string? Text(string keyword) => entries.TryGetValue(keyword, out var entry) && entry.Value.Length > 0 ? entry.Value : null;

    /// <summary>A number, or null when absent or none. Blanks within are dropped, as in <c>2.0 E-06</c>.</summary>
    public double? Number(string keyword) =>
        double.TryParse(Text(keyword)?.Replace(" ", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    /// <summary>How the spectrum was acquired. A 0 of what cannot be 0 is not recorded.</summary>
    public AcquisitionMetadata Acquisition()
    {
        var diffraction = Text("OPERMODE")?.StartsWith("DIFF", StringComparison.OrdinalIgnoreCase) == true;
        return new()
        {
            BeamEnergyKv = Positive("BEAMKV"),
            BeamCurrentNa = Positive("PROBECUR"),
            ConvergenceAngleMrad = Positive("CONVANGLE"),
            CollectionAngleMrad = Positive("COLLANGLE"),
            ExposureSeconds = Seconds("INTEGTIME"),
            DwellSeconds = Seconds("DWELLTIME"),
            CameraLengthMm = diffraction ? Positive("MAGCAM") : null,
            Magnification = diffraction ? null : Positive("MAGCAM"),
            AcquisitionMode = Text("OPERMODE"),
            TiltAlphaDegrees = Number("XTILTSTGE"),
            TiltBetaDegrees = Number("YTILTSTGE"),
            AcquisitionDate = Text("DATE") is { } date ? Text("TIME") is { } time ? $"{date} {time}" : date : null,
            Operator = Text("OWNER"),
            SignalType = Text("SIGNALTYPE") is "ELS" ? "EELS" : Text("SIGNALTYPE"),
            IntensityUnits = Text("YUNITS"),
        };
    }

    double? Positive(string keyword) => Number(keyword) is { } number and > 0 ? number : null;

    // The standard counts these times in milliseconds; some programs write another unit behind the keyword.
    double? Seconds(string keyword) => Positive(keyword) is { } time
        ? time * entries[keyword].Unit.ToLowerInvariant() switch { "s" => 1, "us" => 1e-6, _ => 1e-3 }
        : null;
}
