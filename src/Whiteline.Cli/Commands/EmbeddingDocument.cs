using Whiteline.Recipes.Embeddings;

namespace Whiteline.Cli.Commands;

/// <summary>The embedding of spectra under one normalisation, as JSON.</summary>
static class EmbeddingDocument
{
    /// <summary>The document.</summary>
    public static object Of(NormEmbedding embedding) => new
    {
        normalisation = embedding.Name,
        trustworthiness = embedding.Trustworthiness,
        continuity = embedding.Continuity,
        silhouette = embedding.LabelSilhouette,
        groupSilhouette = embedding.GroupSilhouette,
        groupInLabelSilhouette = embedding.GroupInClassSilhouette,
        labelAgreement = embedding.LabelAgreement,
        explainedVariance = embedding.Explained,
    };
}
