namespace Whiteline.Learning.Metrics;

/// <summary>How sets of labels did at a stated error rate.</summary>
/// <param name="ErrorRate">How often the truth may be missing.</param>
/// <param name="Coverage">Part of the sets that hold the truth.</param>
/// <param name="Single">Part that holds one label.</param>
/// <param name="Several">Part that holds several.</param>
/// <param name="Empty">Part that holds none.</param>
/// <param name="MeanSize">Mean number of labels.</param>
/// <param name="CoverageByLabel">Part of the sets that hold the truth, by true label.</param>
public sealed record SetScores(double ErrorRate, double Coverage, double Single, double Several, double Empty, double MeanSize, IReadOnlyDictionary<string, double> CoverageByLabel)
{
    /// <summary>Counts.</summary>
    /// <param name="verdicts">Shape (n), all with sets.</param>
    /// <param name="truth">True labels, shape (n).</param>
    /// <param name="errorRate">The rate that the sets were made for.</param>
    public static SetScores Of(IReadOnlyList<Verdict> verdicts, IReadOnlyList<string> truth, double errorRate)
    {
        bool Holds(int i) => verdicts[i].Set!.Contains(truth[i]);
        var all = Enumerable.Range(0, verdicts.Count).ToArray();
        return new(
            errorRate,
            all.Average(i => Holds(i) ? 1.0 : 0),
            verdicts.Average(verdict => verdict.Set!.Count == 1 ? 1.0 : 0),
            verdicts.Average(verdict => verdict.Set!.Count > 1 ? 1.0 : 0),
            verdicts.Average(verdict => verdict.Set!.Count == 0 ? 1.0 : 0),
            verdicts.Average(verdict => (double)verdict.Set!.Count),
            all.GroupBy(i => truth[i]).OrderBy(group => group.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Average(i => Holds(i) ? 1.0 : 0)));
    }
}
