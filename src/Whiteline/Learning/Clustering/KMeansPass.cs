using System.Numerics.Tensors;
using Whiteline.Numerics;

namespace Whiteline.Learning.Clustering;

/// <summary>One run of k-means from given centres, with Hamerly's bounds: <see cref="KMeans"/>.</summary>
sealed class KMeansPass
{
    const int RowsPerBlock = 1024;

    // Bounds are moved by sums of float32 distances; this share keeps them on the safe side.
    const double Slack = 1e-6;

    readonly ReadOnlyMemory<float> rows;
    readonly int length, count, clusters, threads;
    readonly KMeansOptions options;
    readonly CancellationToken cancellation;
    readonly float[] centres;
    readonly int[] labels;
    readonly double[] upper, lower, reach;
    readonly Block[] blocks;

    public KMeansPass(ReadOnlyMemory<float> rows, int length, float[] centres, KMeansOptions options, int threads, CancellationToken cancellation)
    {
        (this.rows, this.length, this.centres, this.options, this.threads, this.cancellation) = (rows, length, centres, options, threads, cancellation);
        count = rows.Length / length;
        clusters = options.Clusters;
        labels = new int[count];
        Array.Fill(labels, -1);
        (upper, lower, reach) = (new double[count], new double[count], new double[clusters]);
        blocks = [.. Enumerable.Range(0, (count + RowsPerBlock - 1) / RowsPerBlock).Select(b => new Block(b * RowsPerBlock, Math.Min(count, (b + 1) * RowsPerBlock), clusters, length))];
    }

    public KMeansResult Run()
    {
        var iterations = 0;
        var isConverged = false;
        while (!isConverged && iterations < options.MostIterations)
        {
            iterations++;
            SetReach();
            ParallelWork.For(blocks.Length, threads, b => Assign(blocks[b]), cancellation);
            isConverged = !Move() && blocks.All(block => block.Changes == 0);
        }
        // The last assignment belongs to the centres before the last move; one more makes labels and centres agree.
        var membership = new double[count];
        ParallelWork.For(blocks.Length, threads, b => Finish(blocks[b], membership), cancellation);
        var inertia = blocks.Sum(block => block.Inertia);
        return new(new(labels, membership, clusters), centres, options.Metric == ClusterMetric.Cosine ? inertia / 2 : inertia, iterations, isConverged);
    }

    // Half the way to the nearest other centre: a row nearer than that to its own has no nearer one.
    void SetReach()
    {
        for (var k = 0; k < clusters; k++)
        {
            var least = double.PositiveInfinity;
            for (var j = 0; j < clusters; j++)
                if (j != k) least = Math.Min(least, TensorPrimitives.Distance<float>(Centre(k), Centre(j)));
            reach[k] = least / 2;
        }
    }

    void Assign(Block block)
    {
        block.Changes = 0;
        for (var i = block.From; i < block.To; i++)
        {
            var row = Row(i);
            if (labels[i] is >= 0 and var own)
            {
                var safe = Math.Max(reach[own], lower[i]) * (1 - Slack);
                if (upper[i] <= safe) continue;
                upper[i] = TensorPrimitives.Distance(row, Centre(own));
                if (upper[i] <= safe) continue;
            }
            var (label, near, next) = Nearest(row);
            (upper[i], lower[i]) = (near, next);
            if (label == labels[i]) continue;
            if (labels[i] >= 0) block.Add(labels[i], row, -1);
            block.Add(label, row, 1);
            labels[i] = label;
            block.Changes++;
        }
    }

    // Centres to the means of their rows; false when none had to.
    bool Move()
    {
        var moved = new double[clusters];
        var mean = new float[length];
        List<int> empty = [];
        for (var k = 0; k < clusters; k++)
        {
            var size = blocks.Sum(block => block.Counts[k]);
            if (size == 0)
            {
                empty.Add(k);
                continue;
            }
            for (var c = 0; c < length; c++)
            {
                var sum = 0.0;
                foreach (var block in blocks) sum += block.Sums[k * length + c];
                mean[c] = (float)(sum / size);
            }
            if (options.Metric == ClusterMetric.Cosine && !ClusterRows.Normalise(mean)) continue;
            moved[k] = TensorPrimitives.Distance<float>(mean, Centre(k));
            mean.CopyTo(Centre(k));
        }
        foreach (var (k, row) in empty.Zip(Farthest(empty.Count)))
        {
            moved[k] = TensorPrimitives.Distance(Row(row), Centre(k));
            Row(row).CopyTo(Centre(k));
        }
        Loosen(moved);
        return empty.Count > 0;
    }

    // A cluster that lost all its rows starts again at the row that its own centre serves worst.
    int[] Farthest(int wanted)
    {
        if (wanted == 0) return [];
        var distances = new double[count];
        for (var i = 0; i < count; i++) distances[i] = TensorPrimitives.Distance(Row(i), Centre(labels[i]));
        return [.. Enumerable.Range(0, count).OrderByDescending(i => distances[i]).Take(wanted)];
    }

    void Loosen(double[] moved)
    {
        var farthest = Array.IndexOf(moved, moved.Max());
        var second = moved.Where((_, k) => k != farthest).DefaultIfEmpty(0).Max();
        for (var i = 0; i < count; i++)
        {
            upper[i] = (upper[i] + moved[labels[i]]) * (1 + Slack);
            lower[i] = Math.Max(0, lower[i] - (labels[i] == farthest ? second : moved[farthest]) * (1 + Slack));
        }
    }

    void Finish(Block block, double[] membership)
    {
        for (var i = block.From; i < block.To; i++)
        {
            var (label, near, next) = Nearest(Row(i));
            labels[i] = label;
            membership[i] = clusters == 1 ? 1 : next > 0 ? 1 - near / next : 0;
            block.Inertia += near * near;
        }
    }

    (int Label, double Distance, double Next) Nearest(ReadOnlySpan<float> row)
    {
        var (label, near, next) = (0, double.PositiveInfinity, double.PositiveInfinity);
        for (var k = 0; k < clusters; k++)
        {
            double distance = TensorPrimitives.Distance(row, Centre(k));
            if (distance < near) (label, near, next) = (k, distance, near);
            else if (distance < next) next = distance;
        }
        return (label, near, next);
    }

    ReadOnlySpan<float> Row(int i) => rows.Span.Slice(i * length, length);

    Span<float> Centre(int k) => centres.AsSpan(k * length, length);

    /// <summary>Some rows with the sums of those that belong to each cluster.</summary>
    sealed class Block(int from, int to, int clusters, int length)
    {
        public int From => from;

        public int To => to;

        public double[] Sums { get; } = new double[clusters * length];

        public int[] Counts { get; } = new int[clusters];

        public int Changes { get; set; }

        public double Inertia { get; set; }

        public void Add(int cluster, ReadOnlySpan<float> row, int sign)
        {
            Counts[cluster] += sign;
            var sum = Sums.AsSpan(cluster * length, length);
            for (var c = 0; c < row.Length; c++) sum[c] += sign * row[c];
        }
    }
}
