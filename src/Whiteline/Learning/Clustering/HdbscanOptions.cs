namespace Whiteline.Learning.Clustering;

/// <summary>Which clusters of the hierarchy are taken.</summary>
public enum ClusterSelection
{
    /// <summary>Those with the largest stability in all: excess of mass.</summary>
    ExcessOfMass,

    /// <summary>The leaves: many small, even clusters.</summary>
    Leaf,
}

/// <summary>How HDBSCAN works.</summary>
/// <param name="MinClusterSize">Fewer rows are no cluster, at least 2.</param>
/// <param name="MinSamples">
/// The core distance of a row reaches so many rows, itself among them, as in the paper and in scikit-learn (the package hdbscan does not count the row itself); null for
/// <paramref name="MinClusterSize"/>. More makes more noise.
/// </param>
/// <param name="Selection">Which clusters are taken.</param>
public sealed record HdbscanOptions(int MinClusterSize = 5, int? MinSamples = null, ClusterSelection Selection = ClusterSelection.ExcessOfMass)
{
    /// <summary>Everything wrong with the settings, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (MinClusterSize < 2) yield return $"HDBSCAN was given a smallest cluster of {MinClusterSize}; it needs at least 2.";
        if (MinSamples is < 1) yield return $"HDBSCAN was given {MinSamples} samples for the core distance; it needs at least 1.";
    }
}
