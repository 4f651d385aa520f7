using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using Whiteline.Numerics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// How well an embedding keeps neighbourhoods (Venna and Kaski, ICANN 2001, 485): a point that is among the k nearest in one space but r-th in the other costs r − k,
/// and the sum is scaled so that 1 is perfect.
/// </summary>
/// <param name="Trustworthiness">1 where neighbours in the embedding are neighbours in the data.</param>
/// <param name="Continuity">1 where neighbours in the data are neighbours in the embedding.</param>
public sealed record NeighbourhoodRanks(double Trustworthiness, double Continuity)
{
    const int Block = PackedRows.Width;

    /// <summary>Compares two sets of vectors of the same points.</summary>
    /// <param name="spectra">Shape (n, channels), C order.</param>
    /// <param name="channels">Elements of a spectrum.</param>
    /// <param name="metric">Distance between spectra; between embedded points it is Euclidean.</param>
    /// <param name="coordinates">Shape (n, components), C order.</param>
    /// <param name="components">Coordinates of a point.</param>
    /// <param name="neighbours">k, at least 1 and less than half of n.</param>
    /// <param name="context">Threads and cancellation, and the seed that chooses points.</param>
    /// <param name="mostPoints">Points whose neighbourhoods are compared; of more, so many are chosen.</param>
    /// <exception cref="BadInputException">Sizes disagree, or k is out of range.</exception>
    public static NeighbourhoodRanks Of(
        ReadOnlySpan<float> spectra, int channels, DistanceMetric metric, ReadOnlySpan<float> coordinates, int components, int neighbours, TrainingContext context, int mostPoints = 5000)
    {
        var n = spectra.Length / channels;
        if (coordinates.Length != n * components) throw new BadInputException($"There are {coordinates.Length / components} embedded points for {n} spectra. These must agree.");
        if (neighbours < 1 || 2 * neighbours >= n) throw new BadInputException($"Neighbourhoods of {neighbours} of {n} points cannot be compared. Ask for 1 to {(n - 1) / 2}.");
        int[] points = [.. Enumerable.Range(0, n)];
        if (n > mostPoints)
        {
            context.Seed.Branch("ranks").Random().Shuffle(points.AsSpan());
            points = points[..mostPoints];
        }
        var (data, embedded) = (new Distances(spectra, channels, metric), new Distances(coordinates, components, DistanceMetric.Euclidean));
        var costs = new (double Trust, double Continuity)[(points.Length + Block - 1) / Block];
        ParallelWork.For(costs.Length, context.Threads, block =>
        {
            var rows = points.AsSpan(block * Block, Math.Min(Block, points.Length - block * Block));
            costs[block] = Costs(data.Of(rows), embedded.Of(rows), rows.Length, neighbours);
        }, context.Cancellation);
        var scale = 2.0 / ((double)points.Length * neighbours * (2.0 * n - 3.0 * neighbours - 1));
        return new(1 - scale * costs.Sum(cost => cost.Trust), 1 - scale * costs.Sum(cost => cost.Continuity));
    }

    static (double Trust, double Continuity) Costs(float[] data, float[] embedded, int rows, int neighbours)
    {
        var stride = data.Length / Block;
        NearestLists nearData = new(rows, neighbours), nearEmbedded = new(rows, neighbours);
        double trust = 0, continuity = 0;
        for (var i = 0; i < rows; i++)
        {
            ReadOnlySpan<float> one = data.AsSpan(i * stride, stride), other = embedded.AsSpan(i * stride, stride);
            nearData.OfferRow(i, 0, one);
            nearEmbedded.OfferRow(i, 0, other);
            trust += Cost(one, nearEmbedded[i]);
            continuity += Cost(other, nearData[i]);
        }
        return (trust, continuity);
    }

    static double Cost(ReadOnlySpan<float> distances, ReadOnlySpan<int> chosen)
    {
        long cost = 0;
        foreach (var j in chosen) cost += Math.Max(0, Nearer(distances, distances[j]) + 1 - chosen.Length);
        return cost;
    }

    static int Nearer(ReadOnlySpan<float> distances, float limit)
    {
        var counts = Vector256<int>.Zero;
        for (var v = 0; v < distances.Length; v += Vector256<float>.Count)
            counts -= Vector256.LessThan(Vector256.Create(distances[v..]), Vector256.Create(limit)).AsInt32();
        return Vector256.Sum(counts);
    }

    // Rows of squared distances, less the square of the row's own vector.
    sealed class Distances
    {
        readonly float[] vectors;
        readonly int length;
        readonly PackedRows packed;
        readonly float[] squares;

        public Distances(ReadOnlySpan<float> rows, int channels, DistanceMetric metric)
        {
            var space = new MetricSpace(rows, channels, metric);
            (vectors, length) = (space.Vectors(rows), space.Length);
            packed = new(vectors, length);
            squares = new float[packed.Panels * PackedRows.Width];
            Array.Fill(squares, float.PositiveInfinity);
            for (var i = 0; i < packed.Count; i++) squares[i] = TensorPrimitives.SumOfSquares<float>(vectors.AsSpan(i * length, length));
        }

        public float[] Of(ReadOnlySpan<int> rows)
        {
            var stride = squares.Length;
            var chosen = new float[rows.Length * length];
            for (var i = 0; i < rows.Length; i++) vectors.AsSpan(rows[i] * length, length).CopyTo(chosen.AsSpan(i * length));
            var result = new float[Block * stride];
            for (var panel = 0; panel < packed.Panels; panel++) packed.Multiply(chosen, panel, result.AsSpan(panel * PackedRows.Width), stride);
            for (var i = 0; i < rows.Length; i++)
            {
                var row = result.AsSpan(i * stride, stride);
                TensorPrimitives.MultiplyAdd(row, -2, squares, row);
                row[rows[i]] = float.PositiveInfinity;
            }
            return result;
        }
    }
}
