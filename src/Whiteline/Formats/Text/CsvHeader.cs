using System.Globalization;
using System.Text.RegularExpressions;
using Whiteline.Spectra;

namespace Whiteline.Formats.Text;

/// <summary>The header of a table of columns: what is over the energies, and the names of the spectra.</summary>
static partial class CsvHeader
{
    const string Uncalibrated = "uncalibrated";

    /// <summary>The cell over the energies, which says their units where they are not eV.</summary>
    public static string EnergyCell(SignalAxis axis) => axis.Units switch
    {
        "eV" => "energy",
        var units when SpectralUnits.AreGiven(units) => $"{(axis.Name is { } name && SpectralUnits.AreGiven(name) ? name : "axis")} ({units})",
        _ => $"channel ({Uncalibrated})",
    };

    /// <summary>The units that the cell over the energies names; eV where it names none, and null where it says that they are not calibrated.</summary>
    public static string? UnitsOf(string cell)
    {
        var named = Words().Matches(cell).Select(word => KnownUnit(word.Value)).LastOrDefault(unit => unit is not null);
        return named == Uncalibrated ? null : named ?? "eV";
    }

    /// <summary>True where the first cell is over energies, or the further ones count columns from 0 as pandas does: whatever numbers they are, they are none.</summary>
    public static bool HeadsColumns(string[] header) =>
        Words().Matches(header[0]).Any(word => KnownUnit(word.Value) is not null || word.Value.ToLowerInvariant() is "energy" or "energies" or "loss")
        || header is ["", .. var further] && further.Index().All(cell => cell.Item == cell.Index.ToString(CultureInfo.InvariantCulture));

    /// <summary>The name over a spectrum that has none.</summary>
    public static string NameOf(int index) => FormattableString.Invariant($"spectrum {index}");

    /// <summary>The names over the spectra; null when nobody gave any.</summary>
    public static string[]? Names(string[]? header) =>
        header is [_, .. { Length: > 1 } names] && names.Where((name, i) => name != NameOf(i)).Any() ? names : null;

    static string? KnownUnit(string word) => word switch
    {
        "meV" or "nm" => word,
        _ => word.ToLowerInvariant() switch
        {
            "kev" => "keV",
            "ev" => "eV",
            "channel" or "channels" or Uncalibrated => Uncalibrated,
            _ => null,
        },
    };

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Words();
}
