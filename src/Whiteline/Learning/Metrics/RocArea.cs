namespace Whiteline.Learning.Metrics;

// Area under the receiver operating characteristic as the Mann-Whitney statistic: the chance that a spectrum of the class has a higher
// probability of it than one of the rest, ties counted half (Hanley and McNeil, Radiology 143 (1982) 29). Mean ranks of the sorted
// probabilities give it in n log n; it equals the trapezoidal area that scikit-learn integrates.

/// <summary>Area under the receiver operating characteristic.</summary>
static class RocArea
{
    /// <summary>The area; NaN when there is no spectrum on one side.</summary>
    /// <param name="isMember">Shape (n): whether each spectrum is of the class.</param>
    /// <param name="score">Shape (n): probability of the class.</param>
    public static double Of(ReadOnlySpan<bool> isMember, ReadOnlySpan<double> score)
    {
        var sorted = score.ToArray();
        var members = isMember.ToArray();
        Array.Sort(sorted, members);
        double rankSum = 0, positives = 0;
        for (var start = 0; start < sorted.Length;)
        {
            int end = start, hits = 0;
            for (; end < sorted.Length && sorted[end] == sorted[start]; end++) if (members[end]) hits++;
            rankSum += hits * (0.5 * (start + end + 1));
            positives += hits;
            start = end;
        }
        var negatives = sorted.Length - positives;
        return positives > 0 && negatives > 0 ? (rankSum - 0.5 * positives * (positives + 1)) / (positives * negatives) : double.NaN;
    }
}
