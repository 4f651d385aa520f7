using Whiteline.Maps;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Clustering;

/// <summary>What is known of one cluster, to find out what it is.</summary>
/// <param name="Cluster">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Pixels">How many pixels it has.</param>
/// <param name="MeanMembership">How firmly they belong, 0 to 1.</param>
/// <param name="MeanStrength">Net counts of the edge over their standard error, mean over its pixels.</param>
/// <param name="Mean">Mean spectrum above background, or null when it has no pixel.</param>
/// <param name="L3Ev">L3 maximum of the mean spectrum on the calibrated axis, eV; null where no white lines stand out.</param>
/// <param name="SplittingEv">L2 − L3, eV.</param>
/// <param name="WhiteLineRatio">L3/L2 intensity ratio.</param>
public sealed record ClusterSummary(
    int Cluster, string Name, int Pixels, double MeanMembership, double MeanStrength, NamedSpectrum? Mean, double? L3Ev, double? SplittingEv, double? WhiteLineRatio);

/// <summary>A clustered spectrum image.</summary>
/// <param name="Map">The cluster of every pixel.</param>
/// <param name="Clusters">What is known of each, shape (clusters).</param>
/// <param name="WeakPixels">Pixels with too little signal to be compared.</param>
/// <param name="Inertia">What k-means minimised; null for other methods.</param>
/// <param name="Findings">What the reader must know, a sentence each.</param>
/// <param name="Run">How it was made.</param>
/// <param name="Counts">The spectra as acquired on their calibrated axis, lazy: what is exported. Valid as long as the file is open.</param>
/// <param name="Edge">The edge that the pixels' signal was measured at, or null when none was found.</param>
public sealed record ClusteringResult(
    ClusterMap Map, IReadOnlyList<ClusterSummary> Clusters, int WeakPixels, double? Inertia, IReadOnlyList<string> Findings, RunRecord Run, PreparedSpectra Counts, Edge? Edge);
