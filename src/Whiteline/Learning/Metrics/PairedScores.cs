namespace Whiteline.Learning.Metrics;

/// <summary>Method 10 of Newcombe, Statistics in Medicine 17, 2635 (1998): Wilson's intervals of two shares of the same spectra, squared and added, less what the two have in common.</summary>
static class PairedScores
{
    /// <summary>The interval of the difference of two shares, 95 %.</summary>
    /// <param name="both">Share of spectra that both label rightly, 0 to 1.</param>
    /// <param name="onlyFirst">Share that only the first does.</param>
    /// <param name="onlySecond">Share that only the second does.</param>
    /// <param name="n">Independent spectra, ≥ 1.</param>
    public static (double Low, double High) Interval(double both, double onlyFirst, double onlySecond, int n)
    {
        double first = both + onlyFirst, second = both + onlySecond;
        var (firstLow, firstHigh) = AccuracyInterval.Wilson(first, n);
        var (secondLow, secondHigh) = AccuracyInterval.Wilson(second, n);
        var phi = Correlation(both, onlyFirst, onlySecond, Math.Max(0, 1 - both - onlyFirst - onlySecond), n);
        return (first - second - Length(first - firstLow, secondHigh - second, phi), first - second + Length(firstHigh - first, second - secondLow, phi));
    }

    static double Length(double one, double other, double phi) => Math.Sqrt(Math.Max(0, one * one - 2 * phi * one * other + other * other));

    // The coefficient φ of the fourfold table, with the paper's correction for continuity.
    static double Correlation(double both, double onlyFirst, double onlySecond, double none, int n)
    {
        var margins = Math.Sqrt((both + onlyFirst) * (onlySecond + none) * (both + onlySecond) * (onlyFirst + none));
        var product = both * none - onlyFirst * onlySecond;
        return margins == 0 ? 0 : (product > 0 ? Math.Max(0, product - 0.5 / n) : product) / margins;
    }
}
