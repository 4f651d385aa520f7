using Whiteline.Numerics;

namespace Whiteline.Learning.Clustering;

/// <summary>
/// k-means: Lloyd's iteration (IEEE Trans. Inf. Theory 28, 129, 1982) from greedy k-means++ starts (<see cref="KMeansSeeding"/>), with the bounds of Hamerly (SIAM Data Mining, 2010),
/// which leave alone every row whose centre cannot have changed: late iterations read hardly any row. Rows are worked on in blocks of fixed size, each
/// with its own sums, so that neither the number of threads nor their order can change a result.
/// </summary>
public static class KMeans
{
    /// <summary>Clusters rows.</summary>
    /// <param name="rows">Shape (n, length), C order.</param>
    /// <param name="length">Values of a row.</param>
    /// <param name="options">Settings.</param>
    /// <param name="seed">Each start is a branch of it.</param>
    /// <param name="threads">Bound on parallelism.</param>
    /// <param name="progress">Receives every start.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="BadInputException">A setting is wrong, a value is not finite, or there are fewer different rows than clusters.</exception>
    public static KMeansResult Run(
        ReadOnlyMemory<float> rows, int length, KMeansOptions options, Seed seed, int threads = 1, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (options.Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        var count = ClusterRows.Count(rows, length);
        if (count < options.Clusters)
            throw new BadInputException($"k-means was asked for {options.Clusters} clusters of {count} {(count == 1 ? "spectrum" : "spectra")}. Ask for fewer clusters, or give more spectra.");
        if (options.Metric == ClusterMetric.Cosine) rows = ClusterRows.OnSphere(rows.Span, length);
        KMeansResult? best = null;
        for (var start = 0; start < options.Restarts; start++)
        {
            progress?.Report(new("k-means", start, options.Restarts));
            var centres = KMeansSeeding.Choose(rows, length, options.Clusters, seed.Branch("k-means", start).Random(), threads, cancellation);
            var result = new KMeansPass(rows, length, centres, options, threads, cancellation).Run();
            if (best is null || result.Inertia < best.Inertia) best = result;
        }
        return best!;
    }
}
