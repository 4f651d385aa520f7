using System.Globalization;
using System.Text;
using Whiteline.Formats;
using Whiteline.Fractions;

namespace Whiteline.Reports.Fractions;

/// <summary>The files of fractions on a map: a page, pictures, a table and planes for HyperSpy.</summary>
public static class FractionFiles
{
    /// <summary>Writes all files into a folder, which is made when it is not there; files of the same names are replaced.</summary>
    /// <returns>The paths written.</returns>
    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, FractionMap map, string title, FormatCatalog formats, CancellationToken cancellation = default)
    {
        var files = new ResultFolder(folder);
        files.Text("fractions.html", FractionReport.Html(map, title));
        var (width, height) = FractionFigures.SizeOf(map);
        foreach (var method in map.Result.Methods)
            files.Picture($"fractions-{method.Method.ToString().ToLowerInvariant()}", FractionFigures.Fractions(map, method), width, height);
        files.Picture("agreement", new AgreementFigure(map), AgreementFigure.Width, AgreementFigure.Height);
        files.Text("fractions.csv", Csv(map));
        var hspy = Path.Combine(folder, "fractions.hspy");
        formats.WriterFor(hspy).Write(hspy, FractionSignals.From(map), cancellation);
        return [.. files.Written, hspy];
    }

    /// <summary>A row per pixel and method: fractions and mean valence with the ends of their intervals, and who agrees. Pixels without an estimate have no row.</summary>
    public static string Csv(FractionMap map)
    {
        var csv = new StringBuilder("row,column,method").Append(FractionCsv.Header(map.Result.States)).Append(",agreement\n");
        for (var pixel = 0; pixel < map.Rows * map.Columns; pixel++)
            foreach (var method in map.Result.Methods)
            {
                if (method.Estimates[pixel] is not { } estimate) continue;
                csv.Append(CultureInfo.InvariantCulture, $"{pixel / map.Columns},{pixel % map.Columns},{method.Method.ToString().ToLowerInvariant()}");
                FractionCsv.Append(csv, estimate, map.Result.States.Count);
                csv.Append(CultureInfo.InvariantCulture, $",{map.Agreement.Pixels[pixel]}\n");
            }
        return csv.ToString();
    }
}
