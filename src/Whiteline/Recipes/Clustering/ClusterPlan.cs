using Whiteline.Learning.Clustering;
using Whiteline.Learning.Embedding;
using Whiteline.Maps;
using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Clustering;

/// <summary>How pixels are grouped.</summary>
public enum ClusterMethod
{
    /// <summary>k-means of the prepared spectra.</summary>
    KMeans,

    /// <summary>HDBSCAN of their principal components.</summary>
    Hdbscan,

    /// <summary>HDBSCAN of their UMAP embedding (Blanco-Portals et al., Microsc. Microanal. 28, 109, 2022).</summary>
    UmapHdbscan,
}

/// <summary>How a spectrum image is clustered. Settings only.</summary>
public sealed record ClusterPlan
{
    /// <summary>Stricter than that of a map: a model knows what a thin rim is, where clusters would make a kind of its own of it.</summary>
    public static SignalMaskOptions UsualMask { get; } = new(LeastShare: 0.25);

    /// <summary>How pixels are grouped.</summary>
    public ClusterMethod Method { get; init; } = ClusterMethod.KMeans;

    /// <summary>Clusters of k-means in all; the pixels with too little signal are one of them where they are not few.</summary>
    public int Clusters { get; init; } = 3;

    /// <summary>What k-means calls near.</summary>
    public ClusterMetric Metric { get; init; } = ClusterMetric.Euclidean;

    /// <summary>Runs of k-means, of which the best counts.</summary>
    public int Restarts { get; init; } = 10;

    /// <summary>Smallest cluster of HDBSCAN, pixels; null for a fiftieth of them, of an embedding a tenth, at least 10.</summary>
    public int? MinClusterSize { get; init; }

    /// <summary>Pixels that a core distance of HDBSCAN reaches; null for as many as the smallest cluster has, of an embedding 10.</summary>
    public int? MinSamples { get; init; }

    /// <summary>Pixels in the neighbourhood whose shape UMAP keeps, 2 to 1,000; fewer show detail, more the whole. Null for a twentieth of them, 30 to 100.</summary>
    public int? Neighbours { get; init; }

    /// <summary>Which clusters HDBSCAN takes.</summary>
    public ClusterSelection Selection { get; init; } = ClusterSelection.ExcessOfMass;

    /// <summary>Element whose L2,3 edge tells specimen from vacuum and calibrates the axis; null for the one whose white lines stand out most.</summary>
    public string? Element { get; init; }

    /// <summary>Energies that are compared, eV; null for the white lines, from O K on where the axis holds it.</summary>
    public EnergyWindow? Window { get; init; }

    /// <summary>What each spectrum is divided by.</summary>
    public Norm Normalise { get; init; } = Norm.L2;

    /// <summary>Denoising by principal components before the background is fitted; null for none.</summary>
    public PcaDenoising? Pca { get; init; } = new();

    /// <summary>Whether the power-law background is removed.</summary>
    public BackgroundMode Background { get; init; } = BackgroundMode.IfPresent;

    /// <summary>Whether X-ray spikes are removed first.</summary>
    public bool RemoveSpikes { get; init; } = true;

    /// <summary>A known offset to add to the file's energies, eV; null to let the edge judge the axis.</summary>
    public double? AxisOffsetEv { get; init; }

    /// <summary>When a pixel has too little signal to be compared: its noise, divided by its norm, would be a cluster of its own. Null compares all.</summary>
    public SignalMaskOptions? Mask { get; init; } = UsualMask;

    /// <summary>Everything wrong with the settings, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var problem in new KMeansOptions(Clusters, Metric, Restarts).Problems()) yield return problem;
        foreach (var problem in new HdbscanOptions(MinClusterSize ?? 10, MinSamples, Selection).Problems()) yield return problem;
        foreach (var problem in new UmapOptions(Neighbours ?? 30).Problems()) yield return problem;
        foreach (var problem in Pca?.Problems() ?? []) yield return problem;
        if (Element is not null && Edge.L23Of(Element) is null)
            yield return $"No L2,3 edge of '{Element}' is known. Choose one of {string.Join(", ", Edge.All.Where(known => known.Line == "L23").Select(known => known.Element))}.";
    }
}
