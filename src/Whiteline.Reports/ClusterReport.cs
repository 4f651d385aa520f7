using System.Globalization;
using Whiteline.Recipes.Clustering;

namespace Whiteline.Reports;

/// <summary>A clustered image as one HTML file (<see cref="HtmlPage"/>).</summary>
public static class ClusterReport
{
    /// <summary>Writes the report as HTML text.</summary>
    public static string Html(ClusteringResult result, string title)
    {
        var run = result.Run;
        var page = new HtmlPage($"Clusters of {title}");
        if (result.Findings.Count > 0) page.Note("Read this first", result.Findings);
        page.Heading("Map");
        page.Pair([(new ClusterMapFigure(result.Map), "Map of the clusters"), (PlaneFigure.Membership(result.Map), "Membership of each pixel")]);
        page.Heading("Clusters");
        page.Table(["Cluster", "Name", "Pixels", "Membership", "Signal over noise", "L3, eV", "L2 − L3, eV", "L3/L2"], result.Clusters.Select(Row), 2, sortable: false);
        page.Heading("Mean spectra");
        page.Picture(ClusterFigures.Means(result, normalised: true), "Mean spectra divided by their maxima", 900, 420);
        if (ClusterFigures.Lines(result) is { } lines) page.Picture(lines, "White lines of the clusters", 900, 420);
        page.Picture(ClusterFigures.Means(result, normalised: false), "Mean spectra in counts", 900, 420);
        page.Heading("Recipe");
        page.Steps(run.Steps.Select(step => step.Sentence));
        page.Heading("Methods paragraph");
        page.Box(run.MethodsParagraph());
        page.Heading("How it was made");
        page.Values(RunRows.Of(run));
        page.Heading("Limits");
        page.Paragraph("Clusters are groups of like spectra, not oxidation states: thickness, orientation and composition divide an image too. A name is the user's claim; hold the mean spectrum of a cluster against references before believing it. A classifier that repeats these labels on the same image has learned the clustering and proves nothing.");
        return page.ToString();
    }

    static string[] Row(ClusterSummary cluster) =>
    [
        cluster.Cluster.ToString(CultureInfo.InvariantCulture), cluster.Name, cluster.Pixels.ToString(CultureInfo.InvariantCulture),
        Number(cluster.MeanMembership, "0.00"), Number(cluster.MeanStrength, "0.#"), Number(cluster.L3Ev, "0.00"), Number(cluster.SplittingEv, "0.00"), Number(cluster.WhiteLineRatio, "0.00"),
    ];

    static string Number(double? value, string format) => value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "–";
}
