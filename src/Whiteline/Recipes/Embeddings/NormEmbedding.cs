using Whiteline.Preprocessing;

namespace Whiteline.Recipes.Embeddings;

/// <summary>The spectra embedded under one normalisation, and what became of their neighbourhoods, classes and groups.</summary>
/// <param name="Norm">The normalisation.</param>
/// <param name="Components">Coordinates of a point.</param>
/// <param name="Coordinates">Shape (n, components), C order.</param>
/// <param name="Trustworthiness">Near 1 where neighbours in the embedding are neighbours in the normalised spectra.</param>
/// <param name="Continuity">Near 1 where neighbours in the normalised spectra are neighbours in the embedding.</param>
public sealed record NormEmbedding(Norm Norm, int Components, float[] Coordinates, double Trustworthiness, double Continuity)
{
    /// <summary>Silhouette of the labels in the embedding, or null without several labels.</summary>
    public double? LabelSilhouette { get; init; }

    /// <summary>Silhouette of the groups in the embedding, or null without several groups.</summary>
    public double? GroupSilhouette { get; init; }

    /// <summary>
    /// Silhouette of the groups inside their classes, on average: a group of one class is near itself because its class is, so this is what a normalisation leaves of
    /// specimen and instrument. Null without classes of several groups.
    /// </summary>
    public double? GroupInClassSilhouette { get; init; }

    /// <summary>Share of neighbours in the embedding with the point's label, or null without labels.</summary>
    public double? LabelAgreement { get; init; }

    /// <summary>Shares of the variance along principal components; empty for UMAP.</summary>
    public IReadOnlyList<double> Explained { get; init; } = [];

    /// <summary>The normalisation as the command line names it.</summary>
    public string Name => Norm.ToString().ToLowerInvariant();
}
