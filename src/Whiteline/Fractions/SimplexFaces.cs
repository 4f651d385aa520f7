using Whiteline.Numerics;

namespace Whiteline.Fractions;

/// <summary>
/// What is said of mixtures of three states or more before a spectrum is seen: half of them hold two neighbouring states, every pair and every ratio of it as likely, and the other half
/// anything. How much of each remains is the evidence of each (Bayes), that of the whole simplex by drawing one fraction after the other within what the former leave (Geweke, Hajivassiliou and
/// Keane; Geweke, Computing Science and Statistics 23, 571, 1991).
/// </summary>
static class SimplexFaces
{
    const double Pairs = 0.5;
    const int Draws = 100;

    /// <summary>Posterior shares of the pairs of neighbours, shape (k − 1), and of the whole simplex, last; shape (k).</summary>
    public static double[] Shares(FractionNormal normal, RandomSource random)
    {
        var k = normal.Centre.Length;
        if (k == 2) return [0, 1];
        var logs = new double[k];
        var volume = 0.0;
        for (var i = 0; i < k - 1; i++) volume += Math.Log(normal.Shape[i, i]);
        for (var pair = 0; pair < k - 1; pair++)
        {
            var (mean, sigma, half) = normal.Between(pair);
            logs[pair] = Math.Log(Pairs / (k - 1)) - volume - 0.5 * (k - 2) * Math.Log(2 * Math.PI) - half + Math.Log(sigma) + NormalDistribution.LogMass(-mean / sigma, (1 - mean) / sigma);
        }
        // The density of an even distribution is (k − 1)!.
        logs[^1] = Math.Log(1 - Pairs) + LogMassInside(normal, random);
        for (var i = 2; i < k; i++) logs[^1] += Math.Log(i);
        var most = logs.Max();
        double[] odds = [.. logs.Select(log => Math.Exp(log - most))];
        return [.. odds.Select(odd => odd / odds.Sum())];
    }

    static double LogMassInside(FractionNormal normal, RandomSource random)
    {
        var n = normal.Shape.Size;
        Span<double> steps = stackalloc double[n];
        Span<double> logs = stackalloc double[Draws];
        foreach (ref var log in logs)
        {
            var left = 1.0;
            for (var i = 0; i < n; i++)
            {
                var mean = normal.Centre[i];
                for (var j = 0; j < i; j++) mean += normal.Shape[i, j] * steps[j];
                var sigma = normal.Shape[i, i];
                log += NormalDistribution.LogMass(-mean / sigma, (left - mean) / sigma);
                var fraction = SimplexPosterior.Truncated(mean, sigma, 0, left, random);
                steps[i] = (fraction - mean) / sigma;
                left = Math.Max(0, left - fraction);
            }
        }
        var most = double.NegativeInfinity;
        foreach (var log in logs) most = Math.Max(most, log);
        var sum = 0.0;
        foreach (var log in logs) sum += Math.Exp(log - most);
        return most + Math.Log(sum / Draws);
    }
}
