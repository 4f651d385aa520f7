using Whiteline.Numerics;

namespace Whiteline.Learning.Metrics;

/// <summary>Two classifiers on the same spectra.</summary>
/// <param name="Difference">Accuracy of the first less that of the second.</param>
/// <param name="Low">Lower end of the interval that holds the difference with a probability of 95 %.</param>
/// <param name="High">Upper end.</param>
/// <param name="OnlyFirst">Spectra that only the first labels rightly.</param>
/// <param name="OnlySecond">Spectra that only the second labels rightly.</param>
/// <param name="McNemarP">
/// Probability of so uneven a division of those spectra, or a more uneven one, when both classifiers are as good: the exact two-sided test of McNemar
/// (Psychometrika 12, 153, 1947). It takes spectra as independent: near copies make it too small.
/// </param>
public sealed record PairedComparison(double Difference, double Low, double High, int OnlyFirst, int OnlySecond, double McNemarP)
{
    /// <summary>
    /// Compares the labels. The interval is the bootstrap's, by whole groups where they are known. Of fewer than <see cref="AccuracyInterval.FewUnits"/> groups it is <see cref="GroupJackknife"/>'s;
    /// of so few spectra, or where nothing varies, <see cref="PairedScores.Interval"/> is, and no interval is narrower than that. A single group is a single spectrum.
    /// </summary>
    /// <param name="first">True where the first classifier is right, shape (n).</param>
    /// <param name="second">True where the second is, shape (n).</param>
    /// <param name="groups">Group of each spectrum, shape (n), or null.</param>
    /// <param name="seed">Randomness of the bootstrap.</param>
    /// <exception cref="BadInputException">The numbers of spectra differ, or there is none.</exception>
    public static PairedComparison Of(ReadOnlySpan<bool> first, ReadOnlySpan<bool> second, IReadOnlyList<string>? groups, Seed seed)
    {
        if (first.Length != second.Length || first.Length == 0) throw new BadInputException($"Two classifiers are compared on {first.Length} and {second.Length} spectra. Give the same spectra, at least one.");
        var differences = new double[first.Length];
        var (both, onlyFirst, onlySecond) = (0, 0, 0);
        for (var i = 0; i < differences.Length; i++)
        {
            if (first[i] && second[i]) both++;
            if (first[i] && !second[i]) (differences[i], onlyFirst) = (1, onlyFirst + 1);
            if (second[i] && !first[i]) (differences[i], onlySecond) = (-1, onlySecond + 1);
        }
        var (low, high) = Interval(differences, (double)both / first.Length, (double)onlyFirst / first.Length, (double)onlySecond / first.Length, groups, seed);
        return new(differences.Average(), low, high, onlyFirst, onlySecond, McNemar(onlyFirst, onlySecond));
    }

    static (double Low, double High) Interval(double[] differences, double both, double onlyFirst, double onlySecond, IReadOnlyList<string>? groups, Seed seed)
    {
        var known = groups?.Distinct(StringComparer.Ordinal).Count();
        if (known == 1) return PairedScores.Interval(both, onlyFirst, onlySecond, 1);
        var spread = Bootstrap.OfMean(differences, groups, seed);
        var few = (known ?? differences.Length) < AccuracyInterval.FewUnits;
        if (!few && spread.Low < spread.High) return (spread.Low, spread.High);
        var (low, high) = few && groups is not null ? GroupJackknife.Interval(differences, groups) : (spread.Low, spread.High);
        // Where the groups agree by chance their spectra still are no more than they are.
        var scores = PairedScores.Interval(both, onlyFirst, onlySecond, differences.Length);
        return (Math.Max(-1, Math.Min(low, scores.Low)), Math.Min(1, Math.Max(high, scores.High)));
    }

    // Twice the tail of the binomial distribution with probability 1/2, summed from its end in logarithms.
    static double McNemar(int one, int other)
    {
        var n = one + other;
        if (n == 0) return 1;
        double log = -n * Math.Log(2), sum = 0;
        for (var k = 0; k <= Math.Min(one, other); k++)
        {
            sum += Math.Exp(log);
            log += Math.Log((double)(n - k) / (k + 1));
        }
        return Math.Min(1, 2 * sum);
    }
}
