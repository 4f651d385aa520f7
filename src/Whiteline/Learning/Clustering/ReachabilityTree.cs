using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Whiteline.Numerics;

namespace Whiteline.Learning.Clustering;

/// <summary>An edge of the tree: two points and the distance at which they are reached.</summary>
readonly record struct ReachabilityEdge(int From, int To, double Distance);

/// <summary>
/// Minimum spanning tree of the mutual reachability distances max(core(a), core(b), d(a, b)) (Campello, Moulavi and Sander, PAKDD 2013, definition 3) by Prim's algorithm, n²/2 distances of
/// which none is stored. Points that are in the tree leave the columns, so that what is looked at shrinks.
/// </summary>
static class ReachabilityTree
{
    const int StepsBetweenReports = 512;

    /// <summary>The n − 1 edges in the order in which they were found.</summary>
    /// <param name="points">Consumed: points are moved as others leave.</param>
    /// <param name="core">Squared core distances; consumed.</param>
    /// <param name="progress">Receives the number of points in the tree.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ReachabilityEdge[] Of(PointColumns points, float[] core, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var count = points.Count;
        var padded = (count + PointColumns.Lanes - 1) / PointColumns.Lanes * PointColumns.Lanes;
        Array.Resize(ref core, padded);
        var reach = new float[padded];
        var from = new int[padded];
        var index = new int[padded];
        Array.Fill(reach, float.PositiveInfinity);
        for (var i = 0; i < count; i++) index[i] = i;
        var edges = new ReachabilityEdge[count - 1];
        var point = new float[points.Length];
        var next = 0;
        for (var left = count; left > 1; left--)
        {
            if (left % StepsBetweenReports == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(new("spanning tree", count - left, count));
            }
            var (own, ownCore) = (index[next], core[next]);
            points.Read(next, point);
            points.Replace(next, left);
            (index[next], core[next], reach[next], from[next]) = (index[left - 1], core[left - 1], reach[left - 1], from[left - 1]);
            reach[left - 1] = float.PositiveInfinity;
            next = Update(points, point, own, ownCore, left - 1, core, reach, from);
            edges[count - left] = new(from[next], index[next], Math.Sqrt(reach[next]));
        }
        return edges;
    }

    // Lowers what is reached from the new point and returns the position that is nearest to the tree, the first of equals.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int Update(PointColumns points, float[] point, int own, float ownCore, int count, float[] core, float[] reach, int[] from)
    {
        var least = Vector256.Create(float.PositiveInfinity);
        var position = Vector256<int>.Zero;
        var here = Vector256<int>.Indices;
        var least0 = Vector256.Create(ownCore);
        var origin = Vector256.Create(own);
        for (var first = 0; first < count; first += PointColumns.Lanes)
        {
            var distance = Vector256.Max(Vector256.Max(points.SquaredDistances(first, point), least0), Vector256.Create<float>(core.AsSpan(first)));
            // Past the last point the padding stays out of reach.
            if (count - first < PointColumns.Lanes) distance = Vector256.ConditionalSelect(Vector256.LessThan(here, Vector256.Create(count)).AsSingle(), distance, Vector256.Create(float.PositiveInfinity));
            var before = Vector256.Create<float>(reach.AsSpan(first));
            var isNearer = Vector256.LessThan(distance, before);
            if (isNearer != Vector256<float>.Zero)
            {
                before = Vector256.ConditionalSelect(isNearer, distance, before);
                before.CopyTo(reach, first);
                Vector256.ConditionalSelect(isNearer.AsInt32(), origin, Vector256.Create<int>(from.AsSpan(first))).CopyTo(from, first);
            }
            var isLeast = Vector256.LessThan(before, least);
            least = Vector256.ConditionalSelect(isLeast, before, least);
            position = Vector256.ConditionalSelect(isLeast.AsInt32(), here, position);
            here += Vector256.Create(PointColumns.Lanes);
        }
        var best = 0;
        for (var lane = 1; lane < PointColumns.Lanes; lane++)
            if (least[lane] < least[best] || least[lane] == least[best] && position[lane] < position[best]) best = lane;
        return position[best];
    }
}
