using System.Numerics.Tensors;
using Whiteline.Numerics;

namespace Whiteline.Learning.Clustering;

/// <summary>
/// Starts of k-means: k-means++ (Arthur and Vassilvitskii, SODA 2007), greedy: of several candidates, each drawn with a probability that grows with its squared distance to the
/// centres so far, the one is taken that lowers the sum of these most (their section 5; 2 + ln k candidates, as in scikit-learn).
/// </summary>
static class KMeansSeeding
{
    const int Block = 1024;

    /// <summary>Rows to start from, copied; shape (clusters, length).</summary>
    /// <exception cref="BadInputException">There are fewer different rows than clusters.</exception>
    public static float[] Choose(ReadOnlyMemory<float> rows, int length, int clusters, RandomSource random, int threads, CancellationToken cancellation)
    {
        var count = rows.Length / length;
        var candidates = 2 + (int)Math.Log(clusters);
        var centres = new float[clusters * length];
        var nearest = new double[count];
        Array.Fill(nearest, double.PositiveInfinity);
        var trial = new double[candidates][];
        for (var j = 0; j < candidates; j++) trial[j] = new double[count];
        var first = random.NextInt32(count);
        var total = Lower(first, nearest, trial[0]);
        Take(0, first, 0);
        for (var k = 1; k < clusters; k++)
        {
            if (!(total > 0))
                throw new BadInputException($"k-means was asked for {clusters} clusters, but only {k} of the {count} spectra {(k == 1 ? "is" : "are")} different. Ask for at most {k}.");
            var picks = new int[candidates];
            for (var j = 0; j < candidates; j++) picks[j] = Draw(nearest, random.NextDouble() * total);
            var (best, least) = (0, double.PositiveInfinity);
            for (var j = 0; j < candidates; j++)
                if (Lower(picks[j], nearest, trial[j]) is var sum && sum < least) (best, least) = (j, sum);
            Take(k, picks[best], best);
            total = least;
        }
        return centres;

        int Draw(double[] weights, double at)
        {
            var last = 0;
            for (var i = 0; i < count; i++)
            {
                if (weights[i] > 0) last = i;
                at -= weights[i];
                if (at < 0) return i;
            }
            return last;
        }

        // Squared distances to the nearest centre if this row were one.
        double Lower(int pick, double[] before, double[] after)
        {
            var blocks = (count + Block - 1) / Block;
            var sums = new double[blocks];
            ParallelWork.For(blocks, threads, b =>
            {
                var centre = rows.Span.Slice(pick * length, length);
                for (var i = b * Block; i < Math.Min(count, (b + 1) * Block); i++)
                {
                    var distance = TensorPrimitives.Distance(rows.Span.Slice(i * length, length), centre);
                    sums[b] += after[i] = Math.Min(before[i], (double)distance * distance);
                }
            }, cancellation);
            return sums.Sum();
        }

        void Take(int k, int row, int candidate)
        {
            (nearest, trial[candidate]) = (trial[candidate], nearest);
            rows.Span.Slice(row * length, length).CopyTo(centres.AsSpan(k * length));
        }
    }
}
