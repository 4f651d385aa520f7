using Whiteline.Numerics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// The nearest spectra of each of many spectra, nearest first; equal distances in the order of the indices. Exact up to the rounding of float32 (candidates are found
/// by blocked inner products, a few more than asked for, and ordered by distances computed from differences), or for very many spectra by descent.
/// </summary>
public sealed class NearestNeighbours
{
    /// <summary>Spectra up to which the search is exact; it takes about as long as a descent there.</summary>
    public const int MostExact = 25_000;

    // Candidates beyond those asked for, among which rounding could hide a neighbour.
    const int Spare = 8;

    // The same in a descent, where a longer list also leads farther.
    const int SpareInDescent = 12;

    readonly int[] indices;
    readonly float[] distances;

    internal NearestNeighbours(int[] indices, float[] distances, int neighbours) =>
        (this.indices, this.distances, Neighbours, Count) = (indices, distances, neighbours, indices.Length / neighbours);

    /// <summary>Number of spectra.</summary>
    public int Count { get; }

    /// <summary>Neighbours of each.</summary>
    public int Neighbours { get; }

    /// <summary>Indices of a spectrum's neighbours, nearest first, shape (<see cref="Neighbours"/>).</summary>
    public ReadOnlySpan<int> IndicesOf(int spectrum) => indices.AsSpan(spectrum * Neighbours, Neighbours);

    /// <summary>Their distances, in the metric's unit, shape (<see cref="Neighbours"/>).</summary>
    public ReadOnlySpan<float> DistancesOf(int spectrum) => distances.AsSpan(spectrum * Neighbours, Neighbours);

    /// <summary>Neighbours of each spectrum among the others; itself is not one.</summary>
    /// <param name="spectra">Shape (n, channels), C order.</param>
    /// <param name="channels">Elements of a spectrum.</param>
    /// <param name="neighbours">How many of each: 1 to n − 1.</param>
    /// <param name="metric">What near means.</param>
    /// <param name="threads">Threads to use; the result is the same for any number.</param>
    /// <param name="progress">Told of each round.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="BadInputException">Fewer spectra than neighbours + 1, or an intensity that is not finite.</exception>
    public static NearestNeighbours Among(
        ReadOnlySpan<float> spectra, int channels, int neighbours, DistanceMetric metric = DistanceMetric.Euclidean, int threads = 1, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var n = spectra.Length / channels;
        if (neighbours < 1 || neighbours > n - 1) throw new BadInputException($"{neighbours} neighbours of each spectrum were asked for among {n} spectra. Ask for 1 to {n - 1}.");
        var space = new MetricSpace(spectra, channels, metric);
        var vectors = space.Vectors(spectra);
        var lists = ExactSearch.Among(vectors, space.Length, Capacity(neighbours, n - 1), threads, progress, cancellation);
        return Ordered(space, lists, vectors, vectors, neighbours, threads, cancellation);
    }

    /// <summary>
    /// Neighbours of each spectrum among the others, most of them the nearest (more than 95 of 100 on noisy phantoms and on near copies), in a time that grows little faster
    /// than their number (<see cref="NeighbourDescent"/>). The same seed finds the same on any number of threads.
    /// </summary>
    /// <param name="spectra">Shape (n, channels), C order.</param>
    /// <param name="channels">Elements of a spectrum.</param>
    /// <param name="neighbours">How many of each: 1 to n − 1.</param>
    /// <param name="metric">What near means.</param>
    /// <param name="context">Seed, threads, progress and cancellation.</param>
    /// <exception cref="BadInputException">Fewer spectra than neighbours + 1, or an intensity that is not finite.</exception>
    public static NearestNeighbours ByDescent(ReadOnlySpan<float> spectra, int channels, int neighbours, DistanceMetric metric, TrainingContext context)
    {
        var n = spectra.Length / channels;
        if (neighbours < 1 || neighbours > n - 1) throw new BadInputException($"{neighbours} neighbours of each spectrum were asked for among {n} spectra. Ask for 1 to {n - 1}.");
        var space = new MetricSpace(spectra, channels, metric);
        return ByDescent(space, space.Vectors(spectra), neighbours, context);
    }

    /// <summary>Neighbours of each vector of a space among the others.</summary>
    internal static NearestNeighbours ByDescent(MetricSpace space, float[] vectors, int neighbours, TrainingContext context)
    {
        var lists = NeighbourDescent.Among(vectors, space.Length, Math.Min(neighbours + SpareInDescent, vectors.Length / space.Length - 1), context);
        return Ordered(space, lists, vectors, vectors, neighbours, context.Threads, context.Cancellation);
    }

    /// <summary>Neighbours of each query among known spectra.</summary>
    /// <param name="queries">Shape (m, channels), C order.</param>
    /// <param name="known">Shape (n, channels), C order.</param>
    /// <param name="channels">Elements of a spectrum.</param>
    /// <param name="neighbours">How many of each: 1 to n.</param>
    /// <param name="metric">What near means.</param>
    /// <param name="threads">Threads to use; the result is the same for any number.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="BadInputException">Fewer known spectra than neighbours, or an intensity that is not finite.</exception>
    public static NearestNeighbours Of(
        ReadOnlySpan<float> queries, ReadOnlySpan<float> known, int channels, int neighbours, DistanceMetric metric = DistanceMetric.Euclidean, int threads = 1,
        CancellationToken cancellation = default)
    {
        var n = known.Length / channels;
        if (neighbours < 1 || neighbours > n) throw new BadInputException($"{neighbours} neighbours of each spectrum were asked for among {n} spectra. Ask for 1 to {n}.");
        var space = new MetricSpace(known, channels, metric);
        float[] vectors = space.Vectors(known), asked = space.Vectors(queries);
        var lists = ExactSearch.Of(asked, vectors, space.Length, Capacity(neighbours, n), threads, cancellation);
        return Ordered(space, lists, asked, vectors, neighbours, threads, cancellation);
    }

    /// <summary>Candidates to look for, so that rounding hides none of so many neighbours among so many spectra.</summary>
    internal static int Capacity(int neighbours, int others) => Math.Min(neighbours + Spare, others);

    /// <summary>The nearest of each list, by distances computed from differences.</summary>
    internal static NearestNeighbours Ordered(MetricSpace space, NearestLists lists, float[] queries, float[] vectors, int neighbours, int threads, CancellationToken cancellation)
    {
        const int Rows = 64;
        var (length, n) = (space.Length, queries.Length / space.Length);
        var (indices, distances) = (new int[checked((long)n * neighbours)], new float[checked((long)n * neighbours)]);
        ParallelWork.For((n + Rows - 1) / Rows, threads, block =>
        {
            var squares = new float[lists.Capacity];
            var order = new int[lists.Capacity];
            for (var i = block * Rows; i < Math.Min(n, (block + 1) * Rows); i++)
            {
                // By index first: a stable order of equal distances follows.
                lists[i].CopyTo(order);
                order.AsSpan().Sort();
                for (var k = 0; k < order.Length; k++) squares[k] = FixedOrder.SquaredDistance(queries.AsSpan(i * length, length), vectors.AsSpan(order[k] * length, length));
                InsertionSort(squares, order);
                for (var k = 0; k < neighbours; k++) (indices[i * neighbours + k], distances[i * neighbours + k]) = (order[k], space.Distance(squares[k]));
            }
        }, cancellation);
        return new(indices, distances, neighbours);
    }

    // Stable, unlike the library's.
    static void InsertionSort(float[] keys, int[] items)
    {
        for (var i = 1; i < keys.Length; i++)
            for (var k = i; k > 0 && keys[k - 1] > keys[k]; k--)
                (keys[k - 1], keys[k], items[k - 1], items[k]) = (keys[k], keys[k - 1], items[k], items[k - 1]);
    }
}
