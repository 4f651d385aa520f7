using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Whiteline.Numerics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// How strongly each neighbour belongs to a spectrum's neighbourhood: exp(−(d − ρ) / σ), with ρ the distance of the nearest that is not a copy and σ such that the
/// strengths sum to log2 of the neighbourhood's size (McInnes et al. 2018, algorithm 3).
/// </summary>
static class Memberships
{
    const int Rounds = 64;
    const float Tolerance = 1e-5f, LeastWidth = 1e-3f;

    static readonly float LogE = (float)(1 / Math.Log(2));

    /// <summary>Strengths, shape (n, neighbours).</summary>
    /// <param name="neighbours">Neighbours of each spectrum.</param>
    /// <param name="self">1 where the neighbourhood has the spectrum itself as one more member, which counts for its size; 0 for new spectra.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static float[] Of(NearestNeighbours neighbours, int self, int threads, CancellationToken cancellation)
    {
        const int Block = 256;
        var k = neighbours.Neighbours;
        var mean = 0.0;
        for (var i = 0; i < neighbours.Count; i++) mean += Mean(neighbours.DistancesOf(i), self);
        mean /= neighbours.Count;
        var strengths = new float[neighbours.Count * k];
        var target = MathF.Log2(k + self);
        ParallelWork.For((neighbours.Count + Block - 1) / Block, threads, block =>
        {
            var width = (k + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count;
            Span<float> beyond = stackalloc float[width];
            for (var i = block * Block; i < Math.Min(neighbours.Count, (block + 1) * Block); i++)
            {
                var distances = neighbours.DistancesOf(i);
                // A neighbourhood with itself has its nearest other at ρ; for new spectra nothing is known to be connected, so ρ is 0 (local connectivity 1 and 0).
                var nearest = self == 0 ? 0 : FirstPositive(distances);
                beyond.Fill(float.PositiveInfinity);
                for (var j = 0; j < k; j++) beyond[j] = Math.Max(0, distances[j] - nearest);
                var least = LeastWidth * (float)(nearest > 0 ? Mean(distances, self) : mean);
                var sigma = Math.Max(Width(beyond, target), least);
                var row = strengths.AsSpan(i * k, k);
                // The nearest, and all of a neighbourhood of copies, belong wholly.
                if (sigma > 0) Strengths(beyond, sigma, beyond);
                for (var j = 0; j < k; j++) row[j] = distances[j] <= nearest || sigma == 0 ? 1 : beyond[j];
            }
        }, cancellation);
        return strengths;
    }

    // Bisection; the upper end is unknown at first.
    static float Width(ReadOnlySpan<float> beyond, float target)
    {
        float low = 0, high = float.PositiveInfinity, middle = 1;
        for (var round = 0; round < Rounds; round++)
        {
            var sum = Sum(beyond, middle);
            if (Math.Abs(sum - target) < Tolerance) break;
            if (sum > target) (high, middle) = (middle, (low + middle) / 2);
            else (low, middle) = (middle, float.IsPositiveInfinity(high) ? middle * 2 : (middle + high) / 2);
        }
        return middle;
    }

    static float Sum(ReadOnlySpan<float> beyond, float sigma)
    {
        Span<float> strengths = stackalloc float[beyond.Length];
        Strengths(beyond, sigma, strengths);
        var sum = Vector256<float>.Zero;
        for (var v = 0; v < strengths.Length; v += Vector256<float>.Count) sum += Vector256.Create<float>(strengths[v..]);
        return FixedOrder.Total(sum);
    }

    // Those that pad the last vector are infinitely far.
    static void Strengths(ReadOnlySpan<float> beyond, float sigma, Span<float> strengths)
    {
        var factor = Lanes256.Of(-LogE / sigma);
        ref readonly var from = ref MemoryMarshal.GetReference(beyond);
        ref var to = ref MemoryMarshal.GetReference(strengths);
        for (var v = 0; v < beyond.Length; v += Lanes256.Width) Lanes256.Store(FastPower.Exp2(Lanes256.Load(in from, v) * factor), ref to, v);
    }

    static float FirstPositive(ReadOnlySpan<float> distances)
    {
        foreach (var distance in distances)
            if (distance > 0) return distance;
        return 0;
    }

    static double Mean(ReadOnlySpan<float> distances, int self)
    {
        var sum = 0.0;
        foreach (var distance in distances) sum += distance;
        return sum / (distances.Length + self);
    }
}
