using System.Collections.Concurrent;
using Whiteline.Numerics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// Candidates for nearest neighbours without looking at all pairs (Dong, Moses and Li, WWW 2011): neighbours of a row's neighbours are likely its own, so in each round the
/// neighbours of every row, and those that it is a neighbour of, are offered to each other, until few lists change. Lists start from the leaves of random projection trees over
/// the first principal components, where the noise of single channels does not steer the cuts. A round reads the lists of the round before, and what a list ends up with does not
/// depend on the order of the offers, so threads change nothing.
/// </summary>
sealed class NeighbourDescent
{
    // Chosen on noisy phantoms and on near copies, for 0.95 of the neighbours in the least time.
    const int Dimensions = 16, Leaf = 512, Trees = 8, MostReverse = 80, MostRounds = 12;
    const double FewestChanges = 0.02;

    // Rows for the principal components, and rows that a thread takes at a time.
    const int SampleRows = 4096, RowsPerPiece = 64;

    readonly JoinRows rows;
    readonly NearestLists lists;
    readonly int count, width;
    readonly TrainingContext context;
    readonly ConcurrentBag<RowJoin> idle = [];

    NeighbourDescent(JoinRows rows, NearestLists lists, int count, TrainingContext context) =>
        (this.rows, this.lists, this.count, width, this.context) = (rows, lists, count, lists.Capacity, context);

    /// <summary>Candidates of each row among the other rows.</summary>
    /// <param name="vectors">Shape (n, length).</param>
    /// <param name="length">Elements of a vector.</param>
    /// <param name="capacity">Candidates of a row.</param>
    /// <param name="context">Seed, threads, progress and cancellation.</param>
    public static NearestLists Among(float[] vectors, int length, int capacity, TrainingContext context)
    {
        var n = vectors.Length / length;
        var coordinates = Coordinates(vectors, length, context);
        // The rows are kept in the order of the first tree: neighbours lie near each other in memory.
        var (order, starts) = SplitTree.Grow(coordinates, Dimensions, Leaf, context.Seed.Branch("neighbours/tree").Random());
        var descent = new NeighbourDescent(new(vectors, length, order), new(n, capacity), n, context);
        descent.Leaves([.. Enumerable.Range(0, n)], starts);
        var ordered = new float[coordinates.Length];
        for (var i = 0; i < n; i++) coordinates.AsSpan(order[i] * Dimensions, Dimensions).CopyTo(ordered.AsSpan(i * Dimensions));
        var trees = new (int[] Order, int[] Starts)[Trees - 1];
        ParallelWork.For(trees.Length, context.Threads, t => trees[t] = SplitTree.Grow(ordered, Dimensions, Leaf, context.Seed.Branch("neighbours/tree", t + 1).Random()), context.Cancellation);
        foreach (var tree in trees) descent.Leaves(tree.Order, tree.Starts);
        descent.Rounds();
        return descent.lists.Renamed(order);
    }

    static float[] Coordinates(float[] vectors, int length, TrainingContext context)
    {
        var n = vectors.Length / length;
        var step = (n + SampleRows - 1) / SampleRows;
        var sample = new float[(n + step - 1) / step * length];
        for (var i = 0; i * length < sample.Length; i++) vectors.AsSpan(i * step * length, length).CopyTo(sample.AsSpan(i * length));
        var components = Pca.Fit(sample, length, new(Math.Min(Dimensions, length)), context.Seed, context.Threads, context.Cancellation);
        var scores = new float[(long)n * Dimensions];
        const int Block = 1024;
        ParallelWork.For((n + Block - 1) / Block, context.Threads, block =>
        {
            var from = block * Block;
            var part = components.Scores(vectors.AsSpan(from * length, Math.Min(Block, n - from) * length));
            for (var i = 0; i < part.Length / components.Rank; i++) part.AsSpan(i * components.Rank, components.Rank).CopyTo(scores.AsSpan((from + i) * Dimensions));
        }, context.Cancellation);
        return scores;
    }

    void Leaves(int[] order, int[] starts) => ParallelWork.For(starts.Length - 1, context.Threads, leaf =>
    {
        var join = Take();
        join.Begin();
        foreach (var row in order.AsSpan(starts[leaf]..starts[leaf + 1])) join.Add(row);
        join.Fresh();
        join.Run();
        idle.Add(join);
    }, context.Cancellation);

    void Rounds()
    {
        var before = new int[count * width];
        Array.Fill(before, -1);
        for (var round = 0; round < MostRounds; round++)
        {
            var now = new int[before.Length];
            var isNew = new bool[before.Length];
            var changes = 0;
            for (var i = 0; i < count; i++)
            {
                Span<int> own = now.AsSpan(i * width, width), known = before.AsSpan(i * width, width);
                lists[i].CopyTo(own);
                for (var k = 0; k < width && own[k] != int.MaxValue; k++)
                    if (!known.Contains(own[k])) (isNew[i * width + k], changes) = (true, changes + 1);
            }
            if (changes < FewestChanges * now.Length) return;
            Round(now, isNew, round);
            context.Progress?.Report(new("nearest neighbours", round + 1, 0));
            before = now;
        }
    }

    void Round(int[] now, bool[] isNew, int round)
    {
        var starts = new int[count + 1];
        foreach (var target in now)
            if (target != int.MaxValue) starts[target + 1]++;
        for (var i = 0; i < count; i++) starts[i + 1] += starts[i];
        var next = starts[..count];
        var reverse = new int[starts[count]];
        // Where the neighbour is new its source is stored as its complement.
        for (var k = 0; k < now.Length; k++)
            if (now[k] != int.MaxValue) reverse[next[now[k]]++] = isNew[k] ? ~(k / width) : k / width;
        var seed = context.Seed.Branch("neighbours/round", round).Value;
        ParallelWork.For((count + RowsPerPiece - 1) / RowsPerPiece, context.Threads, piece =>
        {
            var join = Take();
            for (var i = piece * RowsPerPiece; i < Math.Min(count, (piece + 1) * RowsPerPiece); i++)
            {
                var own = now.AsSpan(i * width, width);
                var sources = Chosen(reverse.AsSpan(starts[i]..starts[i + 1]), seed + (ulong)i);
                join.Begin();
                for (var k = 0; k < width; k++)
                    if (isNew[i * width + k]) join.Add(own[k]);
                foreach (var source in sources)
                    if (source < 0 && !own.Contains(~source)) join.Add(~source);
                if (join.Count == 0) continue;
                join.Fresh();
                for (var k = 0; k < width; k++)
                    if (!isNew[i * width + k] && own[k] != int.MaxValue) join.Add(own[k]);
                foreach (var source in sources)
                    if (source >= 0 && !own.Contains(source)) join.Add(source);
                join.Run();
            }
            idle.Add(join);
        }, context.Cancellation);
    }

    // A row may be a neighbour of very many; so many of them are drawn.
    static ReadOnlySpan<int> Chosen(Span<int> sources, ulong state)
    {
        if (sources.Length <= MostReverse) return sources;
        for (var k = 0; k < MostReverse; k++)
        {
            // SplitMix64 (Steele, Lea and Flood 2014).
            state += 0x9E3779B97F4A7C15UL;
            var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            var other = k + (int)(((z >> 32) * (ulong)(sources.Length - k)) >> 32);
            (sources[k], sources[other]) = (sources[other], sources[k]);
        }
        return sources[..MostReverse];
    }

    RowJoin Take() => idle.TryTake(out var join) ? join : new(rows, lists, Math.Max(Leaf, width + MostReverse) + 2 * JoinRows.Tile);
}
