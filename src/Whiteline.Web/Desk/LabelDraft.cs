using Whiteline.Recipes.Clustering;
using Whiteline.Web.Jobs;

namespace Whiteline.Web.Desk;

/// <summary>What is being labelled: regions of one image, clusters of one image, and datasets that are added.</summary>
sealed class LabelDraft
{
    /// <summary>The image that <see cref="Regions"/> lie in.</summary>
    public string? Image { get; set; }

    /// <summary>Named regions of the image.</summary>
    public List<NamedRegion> Regions { get; } = [];

    /// <summary>The clustering in hand, or null.</summary>
    public Job? Clustering { get; set; }

    /// <summary>Names that the visitor gave to clusters, by number; a cluster without one is left out.</summary>
    public Dictionary<int, string> Names { get; } = [];

    /// <summary>Names of datasets that are joined to what was labelled.</summary>
    public List<string> Added { get; } = [];

    /// <summary>How the image is clustered.</summary>
    public ClusterPlan Plan { get; set; } = new();
}
