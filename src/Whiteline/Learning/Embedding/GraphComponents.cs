namespace Whiteline.Learning.Embedding;

/// <summary>The connected parts of a graph, by the lowest row in each.</summary>
/// <param name="Of">Part of each row, shape (n).</param>
/// <param name="Count">How many parts.</param>
sealed record GraphComponents(int[] Of, int Count)
{
    /// <summary>Finds them by search in breadth; the graph is symmetric.</summary>
    public static GraphComponents Find(FuzzyGraph graph)
    {
        var of = new int[graph.Count];
        Array.Fill(of, -1);
        var waiting = new Queue<int>();
        var count = 0;
        for (var start = 0; start < of.Length; start++)
        {
            if (of[start] >= 0) continue;
            of[start] = count;
            waiting.Enqueue(start);
            while (waiting.TryDequeue(out var row))
                foreach (var target in graph.TargetsOf(row))
                {
                    if (of[target] >= 0) continue;
                    of[target] = count;
                    waiting.Enqueue(target);
                }
            count++;
        }
        return new(of, count);
    }

    /// <summary>Rows of each part, increasing.</summary>
    public int[][] Rows()
    {
        var rows = new List<int>[Count];
        for (var part = 0; part < Count; part++) rows[part] = [];
        for (var i = 0; i < Of.Length; i++) rows[Of[i]].Add(i);
        return Array.ConvertAll(rows, list => list.ToArray());
    }

    /// <summary>The graph of some rows that are a union of parts.</summary>
    /// <param name="graph">The whole graph.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="position">Memory, shape (n).</param>
    public static FuzzyGraph Part(FuzzyGraph graph, int[] rows, int[] position)
    {
        for (var i = 0; i < rows.Length; i++) position[rows[i]] = i;
        var starts = new int[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++) starts[i + 1] = starts[i] + graph.TargetsOf(rows[i]).Length;
        var (targets, weights) = (new int[starts[^1]], new float[starts[^1]]);
        for (var i = 0; i < rows.Length; i++)
        {
            graph.WeightsOf(rows[i]).CopyTo(weights.AsSpan(starts[i]));
            var from = graph.TargetsOf(rows[i]);
            for (var e = 0; e < from.Length; e++) targets[starts[i] + e] = position[from[e]];
        }
        return new(starts, targets, weights);
    }
}
