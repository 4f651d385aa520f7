using System.Numerics;
using System.Runtime.Intrinsics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// When each edge of a graph is drawn: the strongest in every epoch, others in proportion to their strength. Points
/// lie beside others that are drawn about as often, and their edges in the same order, so that an epoch reads them as they lie in memory.
/// </summary>
sealed class LayoutEdges
{
    readonly int[] starts;
    readonly int[] targets;
    readonly float[] periods;
    readonly float[] due;

    /// <summary>Plans the draws of a graph's rows.</summary>
    public LayoutEdges(FuzzyGraph graph)
    {
        const int Width = 8;
        Count = graph.Count;
        var largest = graph.Weights.Length > 0 ? graph.Weights.Max() : 1;
        var expected = new float[Count];
        for (var i = 0; i < Count; i++)
            foreach (var weight in graph.WeightsOf(i)) expected[i] -= weight;
        Order = [.. Enumerable.Range(0, Count)];
        Array.Sort(expected, Order);
        starts = new int[Count + 1];
        // Whole vectors, padded with edges that are never due.
        for (var member = 0; member < Count; member++) starts[member + 1] = starts[member] + (graph.TargetsOf(Order[member]).Length + Width - 1) / Width * Width;
        targets = new int[starts[Count]];
        periods = new float[targets.Length];
        Array.Fill(periods, float.PositiveInfinity);
        for (var member = 0; member < Count; member++)
        {
            graph.TargetsOf(Order[member]).CopyTo(targets.AsSpan(starts[member]));
            var weights = graph.WeightsOf(Order[member]);
            for (var e = 0; e < weights.Length; e++) periods[starts[member] + e] = largest / weights[e];
        }
        due = [.. periods];
    }

    /// <summary>Number of points.</summary>
    public int Count { get; }

    /// <summary>Points in the order in which they are taken.</summary>
    public int[] Order { get; }

    /// <summary>Most edges of so many points that follow each other from a multiple of their number on.</summary>
    public int MostEdges(int points)
    {
        var most = 0;
        for (var member = 0; member < Count; member += points) most = Math.Max(most, starts[Math.Min(Count, member + points)] - starts[member]);
        return most;
    }

    /// <summary>The other ends of a point's edges that are due in an epoch; they become due again later.</summary>
    /// <param name="member">Place of the point in <see cref="Order"/>.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="drawn">Receives the other ends.</param>
    /// <returns>How many.</returns>
    public int Draw(int member, int epoch, Span<int> drawn)
    {
        var count = 0;
        var now = Vector256.Create((float)epoch);
        for (var v = starts[member]; v < starts[member + 1]; v += Vector256<float>.Count)
        {
            var next = Vector256.Create(due.AsSpan(v));
            var isDue = Vector256.LessThanOrEqual(next, now);
            var hits = isDue.ExtractMostSignificantBits();
            if (hits == 0) continue;
            (next + (Vector256.Create(periods.AsSpan(v)) & isDue)).CopyTo(due.AsSpan(v));
            for (; hits != 0; hits &= hits - 1) drawn[count++] = targets[v + BitOperations.TrailingZeroCount(hits)];
        }
        return count;
    }
}
