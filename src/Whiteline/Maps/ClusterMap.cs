using Whiteline.Learning.Clustering;
using Whiteline.Spectra;

namespace Whiteline.Maps;

/// <summary>The cluster of every pixel of an image, and what the clusters are called.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Clusters">Shape (rows, columns), C order; −1 for pixels in no cluster.</param>
/// <param name="Names">Name of each cluster, shape (clusters); several may share one.</param>
public sealed record ClusterMap(int Rows, int Columns, ClusterLabels Clusters, IReadOnlyList<string> Names) : IPixelGrid
{
    /// <summary>Calibrated row axis, or null when unknown.</summary>
    public SignalAxis? RowAxis { get; init; }

    /// <summary>Calibrated column axis, or null when unknown.</summary>
    public SignalAxis? ColumnAxis { get; init; }

    /// <summary>True when cluster 0 is that of the pixels with too little signal.</summary>
    public bool HasWeak { get; init; }

    /// <summary>Number of pixels.</summary>
    public int Pixels => Rows * Columns;

    /// <summary>Cluster numbers (−1 for none) and memberships as planes that a format can store, with the map's calibrations.</summary>
    public IReadOnlyList<Signal> ToSignals()
    {
        var names = string.Join(", ", Names.Select((name, i) => FormattableString.Invariant($"{i} = {name}")));
        return [Plane($"clusters: {names}, -1 = in none", pixel => Clusters.Labels[pixel]), Plane("membership", pixel => (float)Clusters.Membership[pixel])];
    }

    Signal Plane(string title, Func<int, float> valueAt)
    {
        var samples = new float[Pixels];
        for (var pixel = 0; pixel < samples.Length; pixel++) samples[pixel] = valueAt(pixel);
        return new(title, SignalKind.Image, [MapSignals.AxisOf(RowAxis, "y", Rows), MapSignals.AxisOf(ColumnAxis, "x", Columns)], "float32", new MemorySampleSource(samples));
    }
}
