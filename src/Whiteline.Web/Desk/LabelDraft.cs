using Whiteline.Recipes.Clustering;
using Whiteline.Web.Jobs;

namespace Whiteline.Web.Desk;

/// <summary>What is being labelled: regions of one image, clusters of one image, and datasets that are added.</summary>
sealed record LabelDraft
{
    /// <summary>The image that <see cref="Regions"/> lie in.</summary>
    public string? Image { get; set; }

    /// <summary>Which of its signals; null for the one with the most spectra.</summary>
    public int? Signal { get; set; }

    /// <summary>Named regions of the image.</summary>
    public List<NamedRegion> Regions { get; private init; } = [];

    /// <summary>The clustering in hand, or null.</summary>
    public Job? Clustering { get; set; }

    /// <summary>Names that the visitor gave to clusters, by number; a cluster without one is left out.</summary>
    public Dictionary<int, string> Names { get; private init; } = [];

    /// <summary>Names of datasets that are joined to what was labelled.</summary>
    public List<string> Added { get; private init; } = [];

    /// <summary>How the image is clustered.</summary>
    public ClusterPlan Plan { get; set; } = new();

    /// <summary>A draft of its own that begins as this one is.</summary>
    public LabelDraft Copy() => this with { Regions = [.. Regions], Names = new(Names), Added = [.. Added] };
}
