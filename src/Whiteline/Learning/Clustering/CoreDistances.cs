using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Whiteline.Numerics;

namespace Whiteline.Learning.Clustering;

/// <summary>Squared distance of each point to its k-th nearest, itself the first: exact, by looking at all pairs.</summary>
static class CoreDistances
{
    const int PointsPerBlock = 64;

    public static float[] Of(PointColumns points, int neighbours, int threads, CancellationToken cancellation)
    {
        var result = new float[points.Count];
        ParallelWork.For((points.Count + PointsPerBlock - 1) / PointsPerBlock, threads, b =>
        {
            var point = new float[points.Length];
            var nearest = new float[neighbours];
            for (var i = b * PointsPerBlock; i < Math.Min(points.Count, (b + 1) * PointsPerBlock); i++)
            {
                points.Read(i, point);
                result[i] = Farthest(points, point, nearest);
            }
        }, cancellation);
        return result;
    }

    // The nearest so far, in order; a vector of eight distances is looked into only when one of them is nearer than the last.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static float Farthest(PointColumns points, float[] point, float[] nearest)
    {
        Array.Fill(nearest, float.PositiveInfinity);
        var limit = Vector256.Create(float.PositiveInfinity);
        for (var first = 0; first < points.Count; first += PointColumns.Lanes)
        {
            var distances = points.SquaredDistances(first, point);
            var near = Vector256.LessThan(distances, limit).ExtractMostSignificantBits();
            if (near == 0) continue;
            if (points.Count - first < PointColumns.Lanes) near &= (1u << (points.Count - first)) - 1;
            for (; near != 0; near &= near - 1) Insert(nearest, distances[BitOperations.TrailingZeroCount(near)]);
            limit = Vector256.Create(nearest[^1]);
        }
        return nearest[^1];
    }

    static void Insert(float[] nearest, float distance)
    {
        var at = nearest.Length - 1;
        if (!(distance < nearest[at])) return;
        for (; at > 0 && nearest[at - 1] > distance; at--) nearest[at] = nearest[at - 1];
        nearest[at] = distance;
    }
}
