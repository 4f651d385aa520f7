using Whiteline.Numerics;

namespace Whiteline.Learning.Metrics;

// Wilson, J. Am. Stat. Assoc. 22, 209 (1927), equation for the score interval. With few groups resampling them understates how far a score moves (Cameron, Gelbach and Miller, Rev. Econ. Stat.
// 90, 414, 2008), and where all are right it finds no movement at all; Wilson's interval then takes each group for one independent spectrum, the least that the groups can tell.

/// <summary>Between what bounds an accuracy lies with a probability of 95 %.</summary>
/// <param name="Std">Standard deviation of the accuracy over bootstrap resamples; 0 where it does not vary, which says nothing of its certainty.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Method">How the ends were found.</param>
/// <param name="Units">Groups, or spectra where no groups are known, that the ends rest on.</param>
public sealed record AccuracyInterval(double Std, double Low, double High, IntervalMethod Method, int Units)
{
    /// <summary>With fewer groups or spectra the bootstrap is too narrow.</summary>
    public const int FewUnits = 10;

    // 97.5 % quantile of the normal distribution.
    const double Z = 1.959963984540054;

    /// <summary>
    /// Quantiles of the bootstrap (<see cref="Bootstrap"/>), by whole groups where they are known. Where resamples do not vary, since all spectra are right or all wrong, or where there are fewer
    /// than <see cref="FewUnits"/> groups, Wilson's score interval of as many independent spectra as there are groups, widened to the bootstrap's where that is wider.
    /// </summary>
    /// <param name="right">True where the label is right, shape (n), n ≥ 1.</param>
    /// <param name="groups">Group of each spectrum, shape (n), or null.</param>
    /// <param name="seed">Randomness of the bootstrap.</param>
    public static AccuracyInterval Of(IReadOnlyList<bool> right, IReadOnlyList<string>? groups, Seed seed)
    {
        double[] values = [.. right.Select(one => one ? 1.0 : 0)];
        var resampled = Bootstrap.OfMean(values, groups, seed);
        var units = groups?.Distinct(StringComparer.Ordinal).Count() ?? right.Count;
        if (units >= FewUnits && resampled.Low < resampled.High) return new(resampled.Std, resampled.Low, resampled.High, IntervalMethod.Bootstrap, units);
        var (low, high) = Wilson(values.Average(), units);
        return new(resampled.Std, Math.Min(low, resampled.Low), Math.Max(high, resampled.High), IntervalMethod.Wilson, units);
    }

    /// <summary>Wilson's score interval, 95 %.</summary>
    /// <param name="share">Share of successes, from 0 to 1.</param>
    /// <param name="n">Independent trials, ≥ 1.</param>
    internal static (double Low, double High) Wilson(double share, int n)
    {
        var middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
        var half = Z / (1 + Z * Z / n) * Math.Sqrt(share * (1 - share) / n + Z * Z / (4.0 * n * n));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}

/// <summary>How an interval was found.</summary>
public enum IntervalMethod
{
    /// <summary>Quantiles over resamples.</summary>
    Bootstrap,

    /// <summary>Wilson's score interval.</summary>
    Wilson,
}
