using System.Globalization;
using System.Text;
using Whiteline.Recipes.Comparison;

namespace Whiteline.Reports;

/// <summary>The files of a comparison: the report, its verdicts, the table of all combinations, every curve as a table, the figures, and the plan.</summary>
public static class ComparisonFiles
{
    const int Width = 700, Height = 420;

    /// <summary>Writes all files into a folder, which is made when it is not there; files of the same names are replaced.</summary>
    /// <returns>The paths written, the report first.</returns>
    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, ComparisonResult result, string title, IReadOnlyList<(string Name, string Value)> made)
    {
        var files = new ResultFolder(folder);
        var verdicts = ComparisonVerdicts.Of(result);
        files.Text("report.html", ComparisonReport.Html(result, verdicts, title, made));
        files.Text("plan.json", result.Plan.ToJson() + "\n");
        files.Text(ComparisonVerdicts.FileName, verdicts.ToJson() + "\n");
        files.Text("combinations.csv", Combinations(result));
        files.Text("curves.csv", Curves(result));
        foreach (var (name, figure, _) in ComparisonReport.Figures(result)) files.Picture(name, figure, Width, Height);
        if (result.Normalisation is { } effect) NormalisationChapter.Write(files, effect);
        return files.Written;
    }

    static string Combinations(ComparisonResult result)
    {
        var csv = new StringBuilder().AppendJoin(',', ComparisonReport.Columns).Append('\n');
        foreach (var cell in result.Cells.Where(cell => cell.Cell.IsWhole)) csv.AppendJoin(',', ComparisonReport.Row(result, cell).Select(CsvText.Quote)).Append('\n');
        return csv.ToString();
    }

    static string Curves(ComparisonResult result)
    {
        var csv = new StringBuilder("combination,curve,at,accuracy,balancedAccuracy,extendedEv\n");
        foreach (var cell in result.Cells)
        {
            if (cell.Cell.PerClass is { } size) csv.Append(CultureInfo.InvariantCulture, $"{cell.Cell.Key},size,{size},{cell.Test:0.######},,0\n");
            foreach (var (name, points) in new[]
            {
                ("shift", cell.ShiftCurve), ("noise", cell.NoiseCurve), ("gaussian", cell.GaussianCurve), ("dose", cell.DoseCurve), ("resolution", cell.ResolutionCurve), ("dispersion", cell.DispersionCurve),
            })
                foreach (var point in points)
                    csv.Append(CultureInfo.InvariantCulture, $"{cell.Cell.Key},{name},{point.At:G6},{point.Accuracy:0.######},{point.BalancedAccuracy:0.######},{point.ExtendedEv:G6}\n");
        }
        return csv.ToString();
    }
}
