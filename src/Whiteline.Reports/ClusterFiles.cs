using System.Globalization;
using System.Text;
using Whiteline.Maps;
using Whiteline.Recipes.Clustering;

namespace Whiteline.Reports;

/// <summary>The files of a clustered image: report, pictures and tables.</summary>
public static class ClusterFiles
{
    /// <summary>Writes all files into a folder, which is made when it is not there; files of the same names are replaced.</summary>
    /// <returns>The paths written: report.html, clusters.csv, means.csv, and each figure as PNG and SVG.</returns>
    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, ClusteringResult result, string title)
    {
        var files = new ResultFolder(folder);
        files.Text("report.html", ClusterReport.Html(result, title));
        files.Picture("clusters", ClusterFigures.Overview(result), 1240, 560);
        files.Picture("membership", PlaneFigure.Membership(result.Map), 620, 470);
        files.Picture("means", ClusterFigures.Means(result, normalised: false), 900, 420);
        if (ClusterFigures.Lines(result) is { } lines) files.Picture("white-lines", lines, 900, 420);
        files.Text("clusters.csv", MapCsv(result.Map));
        files.Text("means.csv", MeansCsv(result));
        return files.Written;
    }

    /// <summary>A row per pixel: row, column, cluster (empty for none), its name, membership.</summary>
    public static string MapCsv(ClusterMap map)
    {
        var csv = new StringBuilder("row,column,cluster,name,membership\n");
        for (var pixel = 0; pixel < map.Pixels; pixel++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{pixel / map.Columns},{pixel % map.Columns},");
            if (map.Clusters.Labels[pixel] is >= 0 and var cluster) csv.Append(CultureInfo.InvariantCulture, $"{cluster},{CsvText.Quote(map.Names[cluster])},{map.Clusters.Membership[pixel]:0.####}\n");
            else csv.Append(",,0\n");
        }
        return csv.ToString();
    }

    /// <summary>A row per channel: energy in eV, and the mean spectrum above background of each cluster.</summary>
    public static string MeansCsv(ClusteringResult result)
    {
        var means = result.Clusters.Where(cluster => cluster.Mean is not null).ToArray();
        var csv = new StringBuilder("energyEv");
        foreach (var cluster in means) csv.Append(',').Append(CsvText.Quote($"{cluster.Cluster}: {cluster.Name}"));
        csv.Append('\n');
        var axis = means.FirstOrDefault()?.Mean!.Axis;
        for (var c = 0; c < axis?.Count; c++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{axis.EnergyAt(c):0.######}");
            foreach (var cluster in means) csv.Append(CultureInfo.InvariantCulture, $",{cluster.Mean!.Intensity[c]:G7}");
            csv.Append('\n');
        }
        return csv.ToString();
    }
}
