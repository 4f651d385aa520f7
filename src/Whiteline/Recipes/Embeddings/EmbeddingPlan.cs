using Whiteline.Learning.Embedding;
using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Embeddings;

/// <summary>How spectra become few coordinates.</summary>
public enum EmbeddingMethod
{
    /// <summary>Uniform manifold approximation and projection: neighbourhoods count.</summary>
    Umap,

    /// <summary>The first principal components: variance counts.</summary>
    Pca,
}

/// <summary>What is embedded and how. Settings only.</summary>
/// <param name="Method">UMAP or principal components.</param>
/// <param name="Umap">Settings of UMAP; its metric also says what a neighbour in the data is, and its components are those of either method.</param>
public sealed record EmbeddingPlan(EmbeddingMethod Method, UmapOptions Umap)
{
    /// <summary>The normalisation that the embedding is shown for; the others are set beside it.</summary>
    public Norm Normalise { get; init; } = Norm.Max;

    /// <summary>Energies to embed, eV; null for the usual window of the edge, or all.</summary>
    public EnergyWindow? Window { get; init; }

    /// <summary>Alignment of labelled spectra on L3. Images are never aligned.</summary>
    public Alignment Align { get; init; } = Alignment.Auto;

    /// <summary>Whether the power-law background is removed.</summary>
    public BackgroundMode Background { get; init; } = BackgroundMode.IfPresent;

    /// <summary>Whether the labels take part, and draw the classes apart.</summary>
    public bool IsSupervised { get; init; }

    /// <summary>Most spectra to embed; of more, so many are chosen.</summary>
    public int MostPoints { get; init; } = 20_000;

    /// <summary>Everything wrong with the settings, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var problem in Umap.Problems()) yield return problem;
        if (MostPoints < 10) yield return $"At most {MostPoints} points were asked for; give at least 10.";
        if (IsSupervised && Method == EmbeddingMethod.Pca) yield return "Labels take part in UMAP only. Leave them out of a projection on principal components.";
    }
}
