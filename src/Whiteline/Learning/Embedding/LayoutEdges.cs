using System.Numerics;
using System.Runtime.Intrinsics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// When each edge of a graph is drawn: the strongest in every epoch, others in proportion to their strength, those too weak for one draw never. Points
/// are grouped with others that are drawn about as often.
/// </summary>
sealed class LayoutEdges
{
    readonly int[] starts;
    readonly int[] targets;
    readonly float[] periods;
    readonly float[] due;

    /// <summary>Plans the draws of a graph's rows over so many epochs.</summary>
    public LayoutEdges(FuzzyGraph graph, int epochs)
    {
        const int Width = 8;
        Count = graph.Count;
        var largest = graph.Weights.Length > 0 ? graph.Weights.Max() : 1;
        starts = new int[Count + 1];
        var expected = new float[Count];
        for (var i = 0; i < Count; i++)
        {
            var kept = 0;
            foreach (var weight in graph.WeightsOf(i))
                if (weight * epochs >= largest) (kept, expected[i]) = (kept + 1, expected[i] - weight);
            // Whole vectors, padded with edges that are never due.
            starts[i + 1] = starts[i] + (kept + Width - 1) / Width * Width;
            MostEdges = Math.Max(MostEdges, kept);
        }
        targets = new int[starts[Count]];
        periods = new float[targets.Length];
        due = new float[targets.Length];
        Array.Fill(due, float.PositiveInfinity);
        for (var i = 0; i < Count; i++)
        {
            var edges = graph.TargetsOf(i);
            var weights = graph.WeightsOf(i);
            for (int e = 0, at = starts[i]; e < edges.Length; e++)
            {
                if (!(weights[e] * epochs >= largest)) continue;
                (targets[at], periods[at], due[at]) = (edges[e], largest / weights[e], largest / weights[e]);
                at++;
            }
        }
        Order = [.. Enumerable.Range(0, Count)];
        Array.Sort(expected, Order);
    }

    /// <summary>Number of points.</summary>
    public int Count { get; }

    /// <summary>Points in the order in which they are grouped.</summary>
    public int[] Order { get; }

    /// <summary>Most edges that a point has.</summary>
    public int MostEdges { get; }

    /// <summary>The other ends of a point's edges that are due in an epoch; they become due again later.</summary>
    /// <param name="point">Whose edges.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="drawn">Receives the other ends, one every so many elements.</param>
    /// <param name="stride">Elements from one to the next.</param>
    /// <returns>How many.</returns>
    public int Draw(int point, int epoch, Span<int> drawn, int stride)
    {
        var count = 0;
        var now = Vector256.Create((float)epoch);
        for (var v = starts[point]; v < starts[point + 1]; v += Vector256<float>.Count)
        {
            var next = Vector256.Create(due.AsSpan(v));
            var isDue = Vector256.LessThanOrEqual(next, now);
            var hits = isDue.ExtractMostSignificantBits();
            if (hits == 0) continue;
            (next + (Vector256.Create(periods.AsSpan(v)) & isDue)).CopyTo(due.AsSpan(v));
            for (; hits != 0; hits &= hits - 1) drawn[stride * count++] = targets[v + BitOperations.TrailingZeroCount(hits)];
        }
        return count;
    }
}
