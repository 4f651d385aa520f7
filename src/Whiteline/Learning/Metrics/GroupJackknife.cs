using MathNet.Numerics.Distributions;

namespace Whiteline.Learning.Metrics;

// Few groups resampled with replacement move less than groups do, and a normal quantile is too small for them: leaving each out in turn, with Student's t of one degree of freedom less than
// there are groups, holds its 95 % from some three groups on (Cameron and Miller, J. Human Resources 50, 317, 2015, section VI; MacKinnon, Nielsen and Webb, J. Appl. Econometrics 38, 671, 2023).

/// <summary>The interval of a mean over few groups, by what leaving out each of them changes.</summary>
static class GroupJackknife
{
    const double Probability = 0.975;

    /// <summary>The interval of the mean, 95 %; without width where all groups agree.</summary>
    /// <param name="values">Shape (n), n ≥ 2.</param>
    /// <param name="groups">Group of each, shape (n); at least two different ones.</param>
    public static (double Low, double High) Interval(IReadOnlyList<double> values, IReadOnlyList<string> groups)
    {
        var mean = values.Average();
        var total = values.Sum();
        var parts = Enumerable.Range(0, values.Count).GroupBy(i => groups[i], i => values[i], StringComparer.Ordinal).Select(part => (Sum: part.Sum(), Count: part.Count())).ToArray();
        var squares = parts.Sum(part => Math.Pow((total - part.Sum) / (values.Count - part.Count) - mean, 2));
        var half = StudentT.InvCDF(0, 1, parts.Length - 1, Probability) * Math.Sqrt(squares * (parts.Length - 1) / parts.Length);
        return (mean - half, mean + half);
    }
}
