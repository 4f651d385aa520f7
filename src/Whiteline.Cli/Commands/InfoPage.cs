using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Whiteline.Cli.Shell;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary>The readable form of <see cref="InfoDocument"/>.</summary>
static partial class InfoPage
{
    const int MostNames = 12;

    static readonly (string Suffix, string Unit)[] Units =
        [("Kv", "kV"), ("Na", "nA"), ("Mrad", "mrad"), ("Seconds", "s"), ("Mm", "mm"), ("Degrees", "°")];

    /// <summary>Writes a table per signal.</summary>
    public static void Fill(Page page, InfoDocument document)
    {
        page.Line($"{document.File}: {document.Format}, {document.Signals.Count} {(document.Signals.Count == 1 ? "signal" : "signals")}");
        for (var i = 0; i < document.Signals.Count; i++)
        {
            page.Line();
            var signal = document.Signals[i];
            page.Table([$"signal {i}", signal.Title.Length > 0 ? signal.Title : "(no title)"], Rows(signal));
        }
        if (document.Dataset is not { } dataset) return;
        page.Line();
        page.Table(["label", "spectra"], dataset.Labels.Select(pair => new[] { pair.Key, Number(pair.Value) }));
        page.Line($"{dataset.Spectra} spectra{(dataset.Synthetic > 0 ? $", {dataset.Synthetic} of them synthetic" : "")}, {(dataset.Groups is { } groups ? $"{groups.Count} {(groups.Count == 1 ? "group" : "groups")}" : "no groups")}, {Energy(dataset.EnergyAxis)}");
    }

    static IEnumerable<string[]> Rows(SignalInfo signal)
    {
        yield return ["kind", Words(signal.Kind.ToString())];
        yield return ["shape", string.Join(" × ", signal.Shape)];
        yield return ["data type", signal.DataType];
        if (signal.Refusal is { } refusal) yield return ["not readable", refusal];
        if (signal.EnergyAxis is { } energy) yield return ["energy axis", Energy(energy)];
        foreach (var axis in signal.NavigationAxes)
            yield return [$"axis {axis.Name ?? "(no name)"}", $"{axis.Size} × {Number(axis.Scale)} {axis.Units ?? "(no units)"} from {Number(axis.Offset)}"];
        if (signal.SpectrumNames is { } names) yield return ["spectra", string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? ", …" : "")];
        if (signal.Intensity is { } intensity)
            yield return ["intensity", $"sum {Number(intensity.Sum)}, min {Number(intensity.Min)}, max {Number(intensity.Max)}, mean {Number(intensity.Mean)}"];
        foreach (var property in typeof(AcquisitionMetadata).GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.GetValue(signal.Metadata) is { } value)
                yield return Quantity(property.Name, value);
    }

    // A property's name ends in its unit: BeamEnergyKv.
    static string[] Quantity(string name, object value)
    {
        var shown = value is double number ? number.ToString("G7", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
        foreach (var (suffix, unit) in Units)
            if (value is double && name.EndsWith(suffix, StringComparison.Ordinal)) return [Words(name[..^suffix.Length]), $"{shown} {unit}"];
        return [Words(name), shown];
    }

    static string Energy(EnergyAxisInfo axis) =>
        $"{Number(axis.Offset)} to {Number(axis.Offset + (axis.Size - 1) * axis.Scale)} {axis.Units ?? "(no units)"}, {axis.Size} channels of {Number(axis.Scale)}";

    static string Number(double value) => value == 0
        // Also what a file stores as −0.
        ? "0"
        : value.ToString(Math.Abs(value) is >= 1e-4 and < 1e15 ? "0.######" : "G7", CultureInfo.InvariantCulture);

    static string Words(string name) => WordStart().Replace(name, " ").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();
}
