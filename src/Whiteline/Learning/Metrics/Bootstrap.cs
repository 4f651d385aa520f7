using Whiteline.Numerics;

namespace Whiteline.Learning.Metrics;

/// <summary>How far a mean would move with other spectra of the same kind, by the bootstrap (Efron, Ann. Stat. 7, 1, 1979).</summary>
/// <param name="Std">Standard deviation of the resampled means.</param>
/// <param name="Low">Their 2.5 % quantile.</param>
/// <param name="High">Their 97.5 % quantile.</param>
public sealed record Bootstrap(double Std, double Low, double High)
{
    /// <summary>
    /// Draws whole groups with replacement, since spectra of one group are near copies of each other and tell less than their number; without
    /// groups, single spectra.
    /// </summary>
    /// <param name="values">What is averaged, such as 1 for a right label and 0 for a wrong one, shape (n).</param>
    /// <param name="groups">Group of each value, shape (n), or null.</param>
    /// <param name="seed">Randomness.</param>
    /// <param name="draws">Number of resamples.</param>
    public static Bootstrap OfMean(ReadOnlySpan<double> values, IReadOnlyList<string>? groups, Seed seed, int draws = 2000)
    {
        var indexOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var sums = new List<(double Sum, int Count)>();
        for (var i = 0; i < values.Length; i++)
        {
            var at = sums.Count;
            if (groups is not null && !indexOf.TryAdd(groups[i], at)) at = indexOf[groups[i]];
            if (at == sums.Count) sums.Add((0, 0));
            sums[at] = (sums[at].Sum + values[i], sums[at].Count + 1);
        }
        var random = seed.Branch("bootstrap").Random();
        var means = new double[draws];
        for (var draw = 0; draw < draws; draw++)
        {
            double sum = 0, count = 0;
            for (var k = 0; k < sums.Count; k++)
            {
                var one = sums[random.NextInt32(sums.Count)];
                sum += one.Sum;
                count += one.Count;
            }
            means[draw] = sum / count;
        }
        Array.Sort(means);
        var mean = means.Average();
        return new(Math.Sqrt(means.Average(value => (value - mean) * (value - mean))), means[(int)(0.025 * (draws - 1))], means[(int)Math.Ceiling(0.975 * (draws - 1))]);
    }
}
