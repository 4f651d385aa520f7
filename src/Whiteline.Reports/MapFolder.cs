using Whiteline.Formats;
using Whiteline.Fractions;
using Whiteline.Maps;
using Whiteline.Recipes;
using Whiteline.Reports.Fractions;

namespace Whiteline.Reports;

/// <summary>A map in every form, in one folder: for whoever makes maps, whether from a command line or in a browser.</summary>
public static class MapFolder
{
    /// <summary>Writes report, figures, table and <c>map.hspy</c>, the files of fractions where there are any, and returns their paths.</summary>
    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(
        string folder, MapResult result, string title, TrainedModel model, TruthView? truth, FractionMap? fractions, FormatCatalog formats, CancellationToken cancellation)
    {
        var files = MapFiles.Write(folder, result, title, ModelCardRows.Of(model), truth);
        var hspy = Path.Combine(folder, "map.hspy");
        formats.WriterFor(hspy).Write(hspy, MapSignals.From(result.Map), cancellation);
        return [.. files, hspy, .. fractions is null ? [] : FractionFiles.Write(folder, fractions, title, formats, cancellation)];
    }
}
