namespace Whiteline.Learning.Embedding;

/// <summary>
/// A graph of spectra by rows: those that a spectrum is tied to, in increasing order, and how strongly, in (0, 1].
/// </summary>
/// <param name="Starts">Where each row begins; the last element is the number of edges. Shape (n + 1).</param>
/// <param name="Targets">The other end of each edge.</param>
/// <param name="Weights">Strength of each edge.</param>
sealed record FuzzyGraph(int[] Starts, int[] Targets, float[] Weights)
{
    /// <summary>Number of rows.</summary>
    public int Count => Starts.Length - 1;

    /// <summary>Edges of a row.</summary>
    public ReadOnlySpan<int> TargetsOf(int row) => Targets.AsSpan(Starts[row], Starts[row + 1] - Starts[row]);

    /// <summary>Their strengths.</summary>
    public ReadOnlySpan<float> WeightsOf(int row) => Weights.AsSpan(Starts[row], Starts[row + 1] - Starts[row]);

    /// <summary>The directed graph of neighbours and strengths, shape (n, neighbours).</summary>
    public static FuzzyGraph Directed(NearestNeighbours neighbours, float[] strengths)
    {
        var k = neighbours.Neighbours;
        var starts = new int[neighbours.Count + 1];
        var targets = new int[strengths.Length];
        for (var i = 0; i < neighbours.Count; i++)
        {
            neighbours.IndicesOf(i).CopyTo(targets.AsSpan(i * k));
            targets.AsSpan(i * k, k).Sort(strengths.AsSpan(i * k, k));
            starts[i + 1] = (i + 1) * k;
        }
        return new(starts, targets, strengths);
    }

    /// <summary>The fuzzy union of a directed graph with its reverse: w + w′ − w w′, in either direction.</summary>
    public FuzzyGraph Union()
    {
        var reverse = Reversed();
        var starts = new int[Count + 1];
        var targets = new int[2 * Targets.Length];
        var weights = new float[targets.Length];
        var at = 0;
        for (var i = 0; i < Count; i++)
        {
            ReadOnlySpan<int> own = TargetsOf(i), other = reverse.TargetsOf(i);
            ReadOnlySpan<float> ownWeights = WeightsOf(i), otherWeights = reverse.WeightsOf(i);
            for (int p = 0, q = 0; p < own.Length || q < other.Length;)
            {
                var next = Math.Min(p < own.Length ? own[p] : int.MaxValue, q < other.Length ? other[q] : int.MaxValue);
                var forth = p < own.Length && own[p] == next ? ownWeights[p++] : 0;
                var back = q < other.Length && other[q] == next ? otherWeights[q++] : 0;
                var weight = forth + back - forth * back;
                if (weight > 0) (targets[at], weights[at++]) = (next, weight);
            }
            starts[i + 1] = at;
        }
        return new(starts, targets[..at], weights[..at]);
    }

    /// <summary>The graph without the edges that a layout of so many epochs never draws: those weaker than the strongest by more than that. They hold nothing together.</summary>
    public FuzzyGraph Drawn(int epochs)
    {
        var largest = 0f;
        foreach (var weight in Weights) largest = Math.Max(largest, weight);
        var starts = new int[Count + 1];
        var (targets, weights) = (new int[Targets.Length], new float[Targets.Length]);
        var at = 0;
        for (var i = 0; i < Count; i++)
        {
            for (var e = Starts[i]; e < Starts[i + 1]; e++)
                if (Weights[e] * epochs >= largest) (targets[at], weights[at++]) = (Targets[e], Weights[e]);
            starts[i + 1] = at;
        }
        return new(starts, targets[..at], weights[..at]);
    }

    /// <summary>
    /// The intersection with what labels say: an edge between two classes is weakened by exp(−2.5 / (1 − weight)), one to a spectrum of unknown class by 1/e; each
    /// spectrum's strongest edge is then brought back to 1 (the constants are umap-learn's).
    /// </summary>
    /// <param name="classOf">Class of each spectrum; −1 where unknown.</param>
    /// <param name="targetWeight">In [0, 1].</param>
    public FuzzyGraph Intersected(ReadOnlySpan<int> classOf, double targetWeight)
    {
        var different = targetWeight < 1 ? (float)Math.Exp(-2.5 / (1 - targetWeight)) : 0;
        var unknown = (float)Math.Exp(-1);
        var weights = new float[Weights.Length];
        for (var i = 0; i < Count; i++)
        {
            var largest = 0f;
            for (var e = Starts[i]; e < Starts[i + 1]; e++)
            {
                int own = classOf[i], other = classOf[Targets[e]];
                weights[e] = Weights[e] * (own < 0 || other < 0 ? unknown : own == other ? 1 : different);
                largest = Math.Max(largest, weights[e]);
            }
            if (largest == 0) continue;
            for (var e = Starts[i]; e < Starts[i + 1]; e++) weights[e] /= largest;
        }
        return (this with { Weights = weights }).Union();
    }

    // Rows come out in increasing order, because the edges are taken by increasing source.
    FuzzyGraph Reversed()
    {
        var starts = new int[Count + 1];
        foreach (var target in Targets) starts[target + 1]++;
        for (var i = 0; i < Count; i++) starts[i + 1] += starts[i];
        var next = starts[..Count];
        var (targets, weights) = (new int[Targets.Length], new float[Targets.Length]);
        for (var i = 0; i < Count; i++)
            for (var e = Starts[i]; e < Starts[i + 1]; e++)
            {
                var at = next[Targets[e]]++;
                (targets[at], weights[at]) = (i, Weights[e]);
            }
        return new(starts, targets, weights);
    }
}
