using Whiteline.Recipes.Clustering;
using Whiteline.Spectra;

namespace Whiteline.Reports;

/// <summary>Figures of a clustered image.</summary>
public static class ClusterFigures
{
    const string Energy = "Energy loss (eV)";

    /// <summary>The map beside the mean spectra and their white lines, each divided by its maximum so that shapes can be compared.</summary>
    public static Figure Overview(ClusteringResult result) =>
        new StackedFigure([new ClusterMapFigure(result.Map), Lines(result) is { } lines ? new StackedFigure([Means(result, normalised: true), lines]) : Means(result, normalised: true)], 2);

    /// <summary>Mean spectra of the clusters above background.</summary>
    /// <param name="result">The clustered image.</param>
    /// <param name="normalised">Each divided by its maximum, without the cluster of weak pixels, whose noise would be as high as the lines.</param>
    public static Figure Means(ClusteringResult result, bool normalised)
    {
        var colours = ClusterMapFigure.ColoursOf(result.Map);
        var shown = result.Clusters.Where(cluster => cluster.Mean is not null && (!normalised || !IsWeak(result, cluster))).ToArray();
        var curves = shown.Select(cluster => CurveOf(cluster.Mean!, normalised ? Math.Max(cluster.Mean!.Intensity.Max(), 1e-30f) : 1, $"{cluster.Cluster}: {cluster.Name}", colours[cluster.Cluster])).ToArray();
        return new LineFigure(normalised ? "Mean spectra, each divided by its maximum" : "Mean spectra", Energy, normalised ? "Relative intensity" : "Counts above background", curves, Marks(result));
    }

    /// <summary>The white lines alone, on their own scale; null when no cluster shows them.</summary>
    public static Figure? Lines(ClusteringResult result)
    {
        var seen = result.Clusters.Where(cluster => cluster.L3Ev is not null && !IsWeak(result, cluster)).ToArray();
        if (seen.Length == 0) return null;
        var colours = ClusterMapFigure.ColoursOf(result.Map);
        var (from, to) = (seen.Min(cluster => cluster.L3Ev!.Value) - 8, seen.Max(cluster => cluster.L3Ev!.Value + cluster.SplittingEv!.Value) + 8);
        return new LineFigure("White lines, each divided by the maximum of L3", Energy, "Relative intensity", [.. seen.Select(cluster => Cut(cluster, from, to, colours[cluster.Cluster]))], Marks(result));
    }

    static bool IsWeak(ClusteringResult result, ClusterSummary cluster) => result.Map.HasWeak && cluster.Cluster == 0;

    static IReadOnlyList<Mark> Marks(ClusteringResult result) =>
        SpectrumFigures.EdgeMarks([.. SpectrumFigures.EdgesOf(result.Map.Names).Concat(result.Edge is { } edge ? [edge] : []).Distinct()]);

    static Curve Cut(ClusterSummary cluster, double from, double to, string colour)
    {
        var (axis, intensity) = (cluster.Mean!.Axis, cluster.Mean.Intensity);
        var channels = axis.ChannelsIn(new(from, to));
        return CurveOf(new(cluster.Name, axis.Slice(channels), intensity[channels]), intensity[channels].Max(), $"{cluster.Cluster}: {cluster.Name}", colour);
    }

    static Curve CurveOf(NamedSpectrum spectrum, float scale, string name, string colour) =>
        new(name, spectrum.Axis.Energies(), [.. spectrum.Intensity.Select(value => (double)value / scale)], colour);
}
