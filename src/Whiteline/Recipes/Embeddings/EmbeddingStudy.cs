using System.Diagnostics;
using Whiteline.Learning;
using Whiteline.Learning.Embedding;
using Whiteline.Numerics;
using Whiteline.Preprocessing;

namespace Whiteline.Recipes.Embeddings;

/// <summary>The same spectra embedded under every normalisation (the comparison of del-Pozo-Bueno et al., Ultramicroscopy 253, 113828, 2023).</summary>
/// <param name="Plan">How.</param>
/// <param name="Input">The prepared spectra.</param>
/// <param name="Embeddings">One for each normalisation, in the order of <see cref="Norm"/>.</param>
/// <param name="Neighbours">Neighbours that the measures look at.</param>
/// <param name="Seconds">Time that the embeddings took, without the measures.</param>
public sealed record EmbeddingStudy(EmbeddingPlan Plan, EmbeddingInput Input, IReadOnlyList<NormEmbedding> Embeddings, int Neighbours, double Seconds)
{
    const int FewestPoints = 10, MostNeighbours = 15;

    /// <summary>The embedding of the plan's normalisation.</summary>
    public NormEmbedding Shown => Embeddings.First(one => one.Norm == Plan.Normalise);

    /// <summary>Embeds under every normalisation and measures.</summary>
    /// <exception cref="BadInputException">The plan has a problem, or there are too few spectra.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static EmbeddingStudy Run(EmbeddingInput input, EmbeddingPlan plan, TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(context);
        if (plan.Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        var n = input.Indices.Count;
        if (n < FewestPoints) throw new BadInputException($"An embedding of {n} spectra shows nothing. Give at least {FewestPoints}.");
        if (plan.IsSupervised && input.Labels is null) throw new BadInputException("Labels are to take part, but these spectra have none. Leave --supervised out.");
        var neighbours = Math.Min(MostNeighbours, (n - 1) / 2);
        var clock = new Stopwatch();
        Norm[] norms = Enum.GetValues<Norm>();
        return new(plan, input, [.. norms.Select(norm => Embed(input, plan, norm, neighbours, clock, context))], neighbours, clock.Elapsed.TotalSeconds);
    }

    static NormEmbedding Embed(EmbeddingInput input, EmbeddingPlan plan, Norm norm, int neighbours, Stopwatch clock, TrainingContext context)
    {
        var channels = input.Axis.Count;
        float[] spectra = [.. input.Intensity];
        for (var i = 0; i < input.Indices.Count; i++) Normalisation.Apply(spectra.AsSpan(i * channels, channels), norm, input.Axis.DispersionEv);
        var components = plan.Umap.Components;
        IReadOnlyList<double> explained = [];
        float[] coordinates;
        clock.Start();
        if (plan.Method == EmbeddingMethod.Pca)
        {
            var principal = Pca.Fit(spectra, channels, new(components), context.Seed, context.Threads, context.Cancellation);
            (coordinates, explained) = (principal.Scores(spectra), principal.Scree);
        }
        else
        {
            coordinates = Umap.Fit(spectra, channels, plan.Umap, context, plan.IsSupervised ? input.Labels : null).Coordinates.ToArray();
        }
        clock.Stop();
        var metric = plan.Method == EmbeddingMethod.Pca ? DistanceMetric.Euclidean : plan.Umap.Metric;
        var ranks = NeighbourhoodRanks.Of(spectra, channels, metric, coordinates, components, neighbours, context);
        return new(norm, components, coordinates, ranks.Trustworthiness, ranks.Continuity)
        {
            Explained = explained,
            LabelSilhouette = input.Labels is { } labels ? Silhouette.Of(coordinates, components, labels, context) : null,
            GroupSilhouette = input.Groups is { } groups ? Silhouette.Of(coordinates, components, groups, context) : null,
            GroupInClassSilhouette = InClasses(input, coordinates, components, context),
            LabelAgreement = input.Labels is { } known ? NeighbourLabels.Agreement(coordinates, components, known, neighbours, context) : null,
        };
    }

    static double? InClasses(EmbeddingInput input, float[] coordinates, int components, TrainingContext context)
    {
        if (input.Labels is not { } labels || input.Groups is not { } groups) return null;
        var (sum, count) = (0.0, 0);
        foreach (var label in labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            int[] members = [.. Enumerable.Range(0, labels.Count).Where(i => labels[i] == label)];
            float[] part = [.. members.SelectMany(i => Enumerable.Range(0, components).Select(d => coordinates[i * components + d]))];
            if (Silhouette.Of(part, components, [.. members.Select(i => groups[i])], context) is not { } silhouette) continue;
            (sum, count) = (sum + silhouette * members.Length, count + members.Length);
        }
        return count > 0 ? sum / count : null;
    }
}
