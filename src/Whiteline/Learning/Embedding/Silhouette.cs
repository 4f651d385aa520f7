using System.Runtime.Intrinsics;
using Whiteline.Numerics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// How much nearer points are to their own class than to the next one (Rousseeuw, J. Comput. Appl. Math. 20, 53, 1987): the mean of (b − a) / max(a, b), with a the mean
/// distance to the own class and b the least mean distance to another. 1 is apart, 0 is mixed, below 0 is nearer to others than to the own class.
/// </summary>
public static class Silhouette
{
    /// <summary>The mean over all points, in [−1, 1]; a point alone in its class counts 0. Null when there is one class only, or every point is alone in its own.</summary>
    /// <param name="coordinates">Shape (n, components), C order.</param>
    /// <param name="components">Coordinates of a point.</param>
    /// <param name="names">Class of each point, shape (n).</param>
    /// <param name="context">Threads and cancellation, and the seed that chooses points.</param>
    /// <param name="mostPoints">Points whose silhouettes are taken; of more, so many are chosen.</param>
    /// <exception cref="BadInputException">Sizes disagree.</exception>
    public static double? Of(ReadOnlySpan<float> coordinates, int components, IReadOnlyList<string> names, TrainingContext context, int mostPoints = 5000)
    {
        const int Block = 64;
        var n = coordinates.Length / components;
        if (names.Count != n) throw new BadInputException($"There are {names.Count} names for {n} points. These must agree.");
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] classOf = [.. names.Select(name => index.TryGetValue(name, out var known) ? known : index[name] = index.Count)];
        if (index.Count < 2 || index.Count == n) return null;
        // Sorted by class, one coordinate after the other: the distances to a class are then a run.
        int[] order = [.. Enumerable.Range(0, n).OrderBy(i => classOf[i])];
        var starts = new int[index.Count + 1];
        foreach (var k in classOf) starts[k + 1]++;
        for (var k = 0; k < index.Count; k++) starts[k + 1] += starts[k];
        var columns = new float[components][];
        for (var d = 0; d < components; d++)
        {
            columns[d] = new float[n];
            for (var i = 0; i < n; i++) columns[d][i] = coordinates[order[i] * components + d];
        }
        int[] points = [.. Enumerable.Range(0, n)];
        if (n > mostPoints)
        {
            context.Seed.Branch("silhouette").Random().Shuffle(points.AsSpan());
            points = points[..mostPoints];
        }
        var sums = new double[(points.Length + Block - 1) / Block];
        ParallelWork.For(sums.Length, context.Threads, block =>
        {
            for (var p = block * Block; p < Math.Min(points.Length, (block + 1) * Block); p++) sums[block] += At(points[p], classOf[order[points[p]]], columns, starts);
        }, context.Cancellation);
        return sums.Sum() / points.Length;
    }

    static double At(int point, int own, float[][] columns, int[] starts)
    {
        var members = starts[own + 1] - starts[own];
        if (members == 1) return 0;
        var within = TotalDistance(point, columns, starts[own], starts[own + 1]) / (members - 1);
        var nearest = double.PositiveInfinity;
        for (var k = 0; k < starts.Length - 1; k++)
            if (k != own) nearest = Math.Min(nearest, TotalDistance(point, columns, starts[k], starts[k + 1]) / (starts[k + 1] - starts[k]));
        var larger = Math.Max(within, nearest);
        return larger > 0 ? (nearest - within) / larger : 0;
    }

    static double TotalDistance(int point, float[][] columns, int from, int to)
    {
        var sums = Vector256<float>.Zero;
        var i = from;
        for (; i <= to - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var square = Vector256<float>.Zero;
            foreach (var column in columns)
            {
                var d = Vector256.Create(column.AsSpan(i)) - Vector256.Create(column[point]);
                square += d * d;
            }
            sums += Vector256.Sqrt(square);
        }
        double total = FixedOrder.Total(sums);
        for (; i < to; i++)
        {
            var square = 0f;
            foreach (var column in columns) square += (column[i] - column[point]) * (column[i] - column[point]);
            total += MathF.Sqrt(square);
        }
        return total;
    }
}
