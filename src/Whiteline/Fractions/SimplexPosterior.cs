using Whiteline.Numerics;

namespace Whiteline.Fractions;

/// <summary>
/// What is known of fractions when weights are normally distributed and none may be negative: a normal distribution cut to the simplex, every mixture being as likely before. Drawn by
/// hit-and-run along directions of the distribution's own shape (Smith, Operations Research 32, 1296, 1984), each step exact along its line; for two states
/// the line is all there is, and draws are independent. Intervals hold 0.9 of the draws and are the shortest, as far as draws can tell.
/// </summary>
static class SimplexPosterior
{
    const double Coverage = 0.9;
    const int Draws = 1200;
    const int BurnIn = 40;

    // Weights whose sum is less than so many of its standard deviations say nothing of fractions.
    const double LeastSum = 3;

    // Half logarithm of the odds at which a worse minimum is left out.
    const double Hopeless = 8;

    /// <param name="modes">Minima of the fit.</param>
    /// <param name="valences">Valence of each state, shape (k).</param>
    /// <param name="random">Source of the draws.</param>
    public static FractionEstimate Of(IReadOnlyList<ModeFit> modes, double[] valences, RandomSource random)
    {
        var best = modes.MinBy(mode => mode.Objective)!;
        var usual = Of(modes, best, valences, random) with { ShiftEv = best.ShiftEv, BroadeningEv = best.BroadeningEv };
        if (best.Stranger is null) return usual;
        // What the references say of a specimen unlike them is its best answer; but how far it may be off is what references that scatter as much would say.
        ModeFit[] strangers = [.. modes.Select(mode => mode.Stranger ?? mode)];
        var strange = Of(strangers, strangers.MinBy(mode => mode.Objective)!, valences, random);
        return usual with
        {
            Lower = [.. usual.Lower.Zip(strange.Lower, Math.Min)],
            Upper = [.. usual.Upper.Zip(strange.Upper, Math.Max)],
            ValenceLower = Math.Min(usual.ValenceLower, strange.ValenceLower),
            ValenceUpper = Math.Max(usual.ValenceUpper, strange.ValenceUpper),
        };
    }

    static FractionEstimate Of(IReadOnlyList<ModeFit> modes, ModeFit best, double[] valences, RandomSource random)
    {
        var k = valences.Length;
        // Channels that say the same are counted once, as the best fit counts them: a bad one's misfit must not hide it.
        double Worse(ModeFit mode) => (mode.Objective - best.Objective) / best.CorrelationTime;
        ModeFit[] kept = [.. modes.Where(mode => Worse(mode) < Hopeless)];
        double[] odds = [.. kept.Select(mode => Math.Exp(-Worse(mode)))];
        var draws = new double[Draws * k];
        var filled = 0;
        for (var m = 0; m < kept.Length; m++)
        {
            var until = m == kept.Length - 1 ? Draws : filled + (int)Math.Round(Draws * odds[m] / odds.Sum());
            Fill(kept[m], random, draws.AsSpan(filled * k, (until - filled) * k), k);
            filled = until;
        }
        return Summary(draws, valences);
    }

    static void Fill(ModeFit mode, RandomSource random, Span<double> draws, int k)
    {
        var sum = mode.Centre.Sum();
        var spread = mode.Covariance.Sum();
        if (!(sum > LeastSum * Math.Sqrt(Math.Max(spread, 0))) || !double.IsFinite(spread))
        {
            for (var d = 0; d < draws.Length; d += k) Even(random, draws.Slice(d, k));
            return;
        }
        var normal = FractionNormal.Of(mode);
        var filled = 0;
        var shares = SimplexFaces.Shares(normal, random);
        for (var pair = 0; pair < k - 1 && k > 2; pair++)
        {
            var line = normal.Between(pair);
            var until = filled + (int)Math.Round(shares[pair] * (draws.Length / k));
            for (; filled < Math.Min(until, draws.Length / k); filled++)
            {
                var own = draws.Slice(filled * k, k);
                own.Clear();
                own[pair + 1] = Truncated(line.Mean, line.Sigma, 0, 1, random);
                own[pair] = 1 - own[pair + 1];
            }
        }
        Inside(normal, mode, random, draws[(filled * k)..]);
    }

    // Hit-and-run over the whole simplex.
    static void Inside(FractionNormal normal, ModeFit mode, RandomSource random, Span<double> draws)
    {
        var k = normal.Centre.Length;
        var n = k - 1;
        if (draws.IsEmpty) return;
        double[] point = [.. Enumerable.Repeat(1.0 / k, k)];
        var weights = mode.Weights.Sum();
        for (var i = 0; i < k && weights > 0; i++) point[i] = mode.Weights[i] / weights;
        var (direction, solved, steps) = (new double[k], new double[n], new double[n]);
        for (var d = n == 1 ? 0 : -BurnIn; d < draws.Length / k; d++)
        {
            Direction(normal.Shape, random, steps, direction);
            direction.AsSpan(0, n).CopyTo(solved);
            normal.Shape.Solve(solved);
            double precision = 0, pull = 0, from = double.NegativeInfinity, to = double.PositiveInfinity;
            for (var i = 0; i < n; i++)
            {
                precision += direction[i] * solved[i];
                pull += (normal.Centre[i] - point[i]) * solved[i];
            }
            for (var i = 0; i < k; i++)
            {
                if (direction[i] > 0) from = Math.Max(from, -point[i] / direction[i]);
                else if (direction[i] < 0) to = Math.Min(to, -point[i] / direction[i]);
            }
            var step = Truncated(pull / precision, 1 / Math.Sqrt(precision), Math.Min(from, 0), Math.Max(to, 0), random);
            for (var i = 0; i < k; i++) point[i] = Math.Max(0, point[i] + step * direction[i]);
            if (d >= 0) point.CopyTo(draws[(d * k)..]);
        }
    }

    static void Direction(Cholesky shape, RandomSource random, double[] normal, double[] direction)
    {
        var n = normal.Length;
        for (var i = 0; i < n; i++) normal[i] = random.NextNormal();
        direction[n] = 0;
        for (var i = 0; i < n; i++)
        {
            direction[i] = 0;
            for (var j = 0; j <= i; j++) direction[i] += shape[i, j] * normal[j];
            direction[n] -= direction[i];
        }
    }

    static void Even(RandomSource random, Span<double> fractions)
    {
        var sum = 0.0;
        foreach (ref var fraction in fractions) sum += fraction = -Math.Log(1 - random.NextDouble());
        foreach (ref var fraction in fractions) fraction /= sum;
    }

    /// <summary>A draw of a normal distribution cut to [from, to].</summary>
    internal static double Truncated(double mean, double sd, double from, double to, RandomSource random)
    {
        var (a, b) = ((from - mean) / sd, (to - mean) / sd);
        // Mirrored, so that the tail that is drawn from is the one without cancellation.
        if (a > 0) return Math.Clamp(2 * mean - Truncated(mean, sd, 2 * mean - to, 2 * mean - from, random), from, to);
        var (low, high) = (NormalDistribution.Cumulative(a), NormalDistribution.Cumulative(b));
        // So far out that the distribution is gone: all of it is at the nearer end.
        if (!(high > low)) return to;
        return Math.Clamp(mean + sd * NormalDistribution.Quantile(low + (high - low) * random.NextDouble()), from, to);
    }

    static FractionEstimate Summary(double[] draws, double[] valences)
    {
        var (k, n) = (valences.Length, draws.Length / valences.Length);
        var (mean, lower, upper) = (new double[k], new double[k], new double[k]);
        var (values, valence) = (new double[n], new double[n]);
        for (var i = 0; i < k; i++)
        {
            for (var d = 0; d < n; d++)
            {
                values[d] = draws[d * k + i];
                valence[d] += values[d] * valences[i];
            }
            mean[i] = values.Average();
            (lower[i], upper[i]) = Shortest(values, 0, 1);
        }
        var meanValence = valence.Average();
        var (low, high) = Shortest(valence, valences[0], valences[^1]);
        return new(mean, lower, upper, meanValence, low, high);
    }

    // The shortest interval of a density with one peak: where that is cut off by a bound, it begins at the bound; else as much lies on either side of it.
    static (double, double) Shortest(double[] values, double least, double most)
    {
        Array.Sort(values);
        var (low, high) = (Quantile(values, 1 - Coverage), Quantile(values, Coverage));
        var (fromLeast, toMost) = (IsDenser(values, least, high), IsDenser(values, most, low));
        if (fromLeast && (!toMost || high - least <= most - low)) return (least, high);
        return toMost ? (low, most) : (Quantile(values, (1 - Coverage) / 2), Quantile(values, (1 + Coverage) / 2));
    }

    // As many draws within a tenth of the interval from its bound as about its other end.
    static bool IsDenser(double[] values, double bound, double end)
    {
        var reach = Math.Abs(end - bound) / 10;
        return values.Count(value => Math.Abs(value - bound) <= reach) >= values.Count(value => Math.Abs(value - end) <= reach / 2);
    }

    static double Quantile(double[] sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var i = Math.Min((int)at, sorted.Length - 2);
        return sorted[i] + (at - i) * (sorted[i + 1] - sorted[i]);
    }
}
