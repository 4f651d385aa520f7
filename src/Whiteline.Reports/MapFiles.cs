using System.Globalization;
using System.Text;
using Whiteline.Maps;

namespace Whiteline.Reports;

/// <summary>The files of a map: report, pictures and table.</summary>
public static class MapFiles
{
    /// <summary>Writes all files into a folder, which is made when it is not there; files of the same names are replaced.</summary>
    /// <returns>The paths written: report.html, map.csv, and each figure as PNG and SVG.</returns>
    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, MapResult result, string title, ModelCardView? model = null, TruthView? truth = null)
    {
        var files = new ResultFolder(folder);
        files.Text("report.html", MapReport.Html(result, title, model, truth));
        files.Picture("map", new OxidationMapFigure(result.Map), 620, 470);
        files.Picture("confidence", PlaneFigure.Confidence(result.Map), 620, 470);
        if (result.Map.Survives is not null) files.Picture("survival", PlaneFigure.Survival(result.Map), 620, 470);
        if (result.Map.RelativeThickness is not null) files.Picture("thickness", PlaneFigure.Thickness(result.Map), 620, 470);
        if (result.ClassMeans.Count > 0) files.Picture("class-means", SpectrumFigures.ClassMeans(result.ClassMeans), 900, 420);
        if (result.SampleStages.Count > 0)
            files.Picture("preprocessing", SpectrumFigures.Preprocessing(result.SampleStages, result.SampleBackground, SpectrumFigures.EdgesOf(result.Map.Labels)), 900, 280 * result.SampleStages.Count);
        files.Text("map.csv", Csv(result.Map));
        return files.Written;
    }

    /// <summary>A row per pixel: row, column, label, confidence, why it is masked, the probability of each class, and what else was asked for: label set, survival, t/λ.</summary>
    public static string Csv(OxidationMap map)
    {
        var (sets, survival) = (map.Sets is not null, map.Survives is not null);
        var csv = new StringBuilder("row,column,").Append(VerdictCsv.Header(map.Labels, sets, survival)).Append(map.RelativeThickness is null ? "\n" : ",relativeThickness\n");
        for (var pixel = 0; pixel < map.Pixels; pixel++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{pixel / map.Columns},{pixel % map.Columns},");
            VerdictCsv.Append(csv, map[pixel], sets, survival);
            if (map.RelativeThickness?[pixel] is { } thickness) csv.Append(',').Append(double.IsFinite(thickness) ? thickness.ToString("0.####", CultureInfo.InvariantCulture) : "");
            csv.Append('\n');
        }
        return csv.ToString();
    }
}
