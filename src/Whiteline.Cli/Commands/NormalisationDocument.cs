using Whiteline.Recipes.Comparison;
using Whiteline.Reports;

namespace Whiteline.Cli.Commands;

/// <summary>What normalisation does to the spectra of a comparison, as JSON.</summary>
static class NormalisationDocument
{
    /// <summary>The document.</summary>
    public static object Of(NormalisationEffect effect) => new
    {
        summary = NormalisationChapter.Words(effect),
        points = effect.Study?.Input.Indices.Count ?? 0,
        embeddings = effect.Study?.Embeddings.Select(EmbeddingDocument.Of),
        classifiers = effect.Classifiers.Select(one => new
        {
            classifier = one.Classifier,
            lead = one.Lead.Difference,
            leadInterval = new[] { one.Lead.Low, one.Lead.High },
            normalisations = one.Cells.Select(cell => new
            {
                normalisation = $"{cell.Cell.Norm}".ToLowerInvariant(),
                groupAccuracy = cell.Grouped?.Accuracy,
                plainAccuracy = cell.Plain?.Accuracy,
                testAccuracy = cell.Test,
            }),
        }),
        missing = effect.Missing,
    };
}
