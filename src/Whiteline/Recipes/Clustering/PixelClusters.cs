using System.Text.Json.Nodes;
using Whiteline.Learning.Clustering;
using Whiteline.Learning.Embedding;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Provenance;

namespace Whiteline.Recipes.Clustering;

/// <summary>The clusters of the pixels that can be compared.</summary>
/// <param name="Labels">Labels, shape (pixels compared).</param>
/// <param name="HasWeak">True when the other pixels are a cluster too.</param>
/// <param name="Inertia">What k-means minimised, or null.</param>
/// <param name="Applied">What was done.</param>
/// <param name="Findings">What the reader must know.</param>
sealed record PixelClusters(ClusterLabels Labels, bool HasWeak, double? Inertia, AppliedStep Applied, IReadOnlyList<string> Findings)
{
    const int ComponentsWithoutDenoising = 8;
    const int SmallestCluster = 10;

    // UMAP tears noise into islands, of which only large ones are believed, and evens densities out, so that few samples tell them.
    const int SmallestPart = 50, SmallestPartOfEmbedding = 10, SamplesOfEmbedding = 10;

    public static PixelClusters Of(
        float[] rows, int channels, ClusterPlan plan, bool hasWeak, IReadOnlyList<AppliedStep> preparation, StepContext context, IProgress<WorkProgress>? progress)
    {
        if (plan.Method == ClusterMethod.KMeans) return ByKMeans(rows, channels, plan, hasWeak, context, progress);
        if (plan.Method == ClusterMethod.UmapHdbscan)
        {
            // As tight as UMAP makes them: the picture does not count here, the gaps between clusters do.
            var count = rows.Length / channels;
            var neighbours = Math.Min(plan.Neighbours ?? Math.Clamp(count / 20, 30, 100), count);
            var embedding = Umap.Fit(rows, channels, new(neighbours, MinDistance: 0), new(context.Seed.Branch("cluster embedding"), context.Threads, progress, context.Cancellation));
            var clusters = ByDensity(embedding.Coordinates, embedding.Options.Components, FormattableString.Invariant($"UMAP embedding of the spectra ({neighbours} neighbours, {embedding.Options.Components} dimensions)"), plan, hasWeak, context, progress);
            return plan.Neighbours > count ? clusters with { Findings = [.. clusters.Findings, $"Only {count} pixels can be compared, so all of them were taken as neighbours, not {plan.Neighbours}."] } : clusters;
        }
        var (scores, dimensions) = Components(rows, channels, preparation, context);
        return ByDensity(scores, dimensions, FormattableString.Invariant($"{dimensions} principal components of the spectra"), plan, hasWeak, context, progress);
    }

    static PixelClusters ByKMeans(float[] rows, int channels, ClusterPlan plan, bool hasWeak, StepContext context, IProgress<WorkProgress>? progress)
    {
        var wanted = Math.Max(1, plan.Clusters - (hasWeak ? 1 : 0));
        var options = new KMeansOptions(wanted, plan.Metric, plan.Restarts);
        var result = KMeans.Run(rows, channels, options, context.Seed.Branch("cluster"), context.Threads, progress, context.Cancellation);
        string[] findings = result.IsConverged ? [] : [$"k-means was stopped after {result.Iterations} iterations before it had settled; its borders may still move."];
        return new(
            result.Clusters, hasWeak, result.Inertia,
            new(
                "k-means",
                FormattableString.Invariant($"The spectra were clustered by k-means (k-means++ starts, {plan.Restarts} runs, {(plan.Metric == ClusterMetric.Cosine ? "cosine" : "Euclidean")} distance) into {wanted} cluster(s)."),
                new JsonObject { ["clusters"] = wanted, ["restarts"] = plan.Restarts, ["inertia"] = result.Inertia, ["iterations"] = result.Iterations }),
            findings);
    }

    static PixelClusters ByDensity(ReadOnlyMemory<float> rows, int dimensions, string space, ClusterPlan plan, bool hasWeak, StepContext context, IProgress<WorkProgress>? progress)
    {
        var count = rows.Length / dimensions;
        var size = plan.MinClusterSize ?? Math.Max(SmallestCluster, count / (plan.Method == ClusterMethod.UmapHdbscan ? SmallestPartOfEmbedding : SmallestPart));
        var samples = plan.MinSamples ?? (plan.Method == ClusterMethod.UmapHdbscan ? Math.Min(size, SamplesOfEmbedding) : size);
        var labels = Hdbscan.Run(rows, dimensions, new(size, samples, plan.Selection), context.Threads, progress, context.Cancellation);
        string[] findings = labels.Count == 0
            ? [$"HDBSCAN found no cluster of at least {size} pixels in the {space}: the specimen is one continuum at this noise. Try k-means, or allow smaller clusters."]
            : labels.Noise > 0 ? [$"{labels.Noise} of {count} compared pixels lie between the clusters; they are in none and are not exported."] : [];
        return new(
            labels, hasWeak, null,
            new(
                "hdbscan",
                FormattableString.Invariant($"The spectra were clustered by HDBSCAN in the {space} (smallest cluster {size}, {samples} samples, {(plan.Selection == ClusterSelection.Leaf ? "leaves" : "excess of mass")}): {labels.Count} cluster(s), {labels.Noise} pixel(s) in none."),
                new JsonObject { ["clusters"] = labels.Count, ["minClusterSize"] = size, ["minSamples"] = samples, ["noise"] = labels.Noise, ["dimensions"] = dimensions }),
            findings);
    }

    // As many as the denoising left; they hold all that the prepared spectra tell.
    static (float[] Scores, int Dimensions) Components(float[] rows, int channels, IReadOnlyList<AppliedStep> preparation, StepContext context)
    {
        var rank = preparation.FirstOrDefault(step => step.Name == "pca-denoising")?.Values["rank"]?.GetValue<int>() ?? ComponentsWithoutDenoising;
        var pca = Pca.Fit(rows, channels, new(rank), context.Seed.Branch("cluster components"), context.Threads, context.Cancellation);
        return (pca.Scores(rows), pca.Rank);
    }
}
