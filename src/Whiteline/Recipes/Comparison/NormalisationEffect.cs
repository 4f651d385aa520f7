using Whiteline.Learning;
using Whiteline.Preprocessing;
using Whiteline.Recipes.Embeddings;

namespace Whiteline.Recipes.Comparison;

/// <summary>
/// What normalisation does to the spectra of a comparison, seen twice: in embeddings of the training spectra under every normalisation, and in the accuracies of the combinations that
/// differ in nothing else.
/// </summary>
/// <param name="Study">The embeddings and their measures; null where they cannot be made.</param>
/// <param name="Classifiers">The classifiers that were run with several normalisations, in the plan's order.</param>
/// <param name="Missing">Why there are no embeddings; null where there are.</param>
public sealed record NormalisationEffect(EmbeddingStudy? Study, IReadOnlyList<NormalisedClassifier> Classifiers, string? Missing)
{
    /// <summary>Embeds the training spectra in the window and with the alignment that the comparison is varied about, and collects the accuracies.</summary>
    /// <param name="result">The comparison.</param>
    /// <param name="context">Threads, progress and cancellation; the seed is that of the comparison.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static NormalisationEffect Of(ComparisonResult result, TrainingContext context)
    {
        var classifiers = NormalisedClassifier.Of(result);
        try
        {
            return new(Embedded(result, context with { Seed = result.Seed.Branch("comparison/normalisation") }), classifiers, null);
        }
        catch (BadInputException failure)
        {
            // Too few spectra for a picture are no reason to lose the rest of a comparison.
            return new(null, classifiers, failure.Message);
        }
    }

    static EmbeddingStudy Embedded(ComparisonResult result, TrainingContext context)
    {
        var window = new ComparisonCell("", result.Windows.Count > 0 ? result.Windows[0] : result.Plan.Windows[0], Norm.None, TrainingData.Plain, Alignment.None);
        var plan = new EmbeddingPlan(EmbeddingMethod.Umap, new())
        {
            Normalise = result.Plan.Normalisations[0],
            Window = window.EnergyWindowOf(result.Training),
            Align = result.Alignments.Count > 0 && result.Alignments[0] == Alignment.L3 ? Alignment.L3 : Alignment.None,
        };
        var input = EmbeddingInput.Of(result.Training, plan, new("the training spectra", context.Seed, context.Threads, context.Cancellation));
        return EmbeddingStudy.Run(input, plan, context);
    }
}
