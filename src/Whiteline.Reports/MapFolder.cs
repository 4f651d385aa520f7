using Whiteline.Formats;
using Whiteline.Fractions;
using Whiteline.Maps;
using Whiteline.Recipes;
using Whiteline.Reports.Fractions;

namespace Whiteline.Reports;

/// <summary>A map in every form, in one folder: for whoever makes maps, whether from a command line or in a browser.</summary>
public static class MapFolder
{
    // What only some maps have: beside the report of one that has it not, it would be that of an earlier map.
    static readonly string[] Optional =
    [
        .. ((string[])["survival", "thickness", "class-means", "preprocessing", "fractions-mlls", "fractions-network", "fractions-ratio", "agreement"]).SelectMany(name => (string[])[$"{name}.png", $"{name}.svg"]),
        "fractions.html", "fractions.csv", "fractions.hspy",
    ];

    /// <summary>Writes report, figures, table and <c>map.hspy</c>, the files of fractions where there are any, and returns their paths. Files of an earlier map in the folder are replaced, and removed where this one has none like them.</summary>
    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(
        string folder, MapResult result, string title, TrainedModel model, TruthView? truth, FractionMap? fractions, FormatCatalog formats, CancellationToken cancellation)
    {
        var files = MapFiles.Write(folder, result, title, ModelCardRows.Of(model), truth);
        var hspy = Path.Combine(folder, "map.hspy");
        formats.WriterFor(hspy).Write(hspy, MapSignals.From(result.Map), cancellation);
        string[] written = [.. files, hspy, .. fractions is null ? [] : FractionFiles.Write(folder, fractions, title, formats, cancellation)];
        foreach (var old in Optional.Select(name => Path.Combine(folder, name)).Except(written)) File.Delete(old);
        return written;
    }
}
