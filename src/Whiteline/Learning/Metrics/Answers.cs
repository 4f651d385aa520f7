namespace Whiteline.Learning.Metrics;

/// <summary>A point of the curve of risk against the part answered (El-Yaniv and Wiener, J. Mach. Learn. Res. 11, 1605, 2010).</summary>
/// <param name="Confidence">Labels of at least this confidence are given.</param>
/// <param name="Answered">Part of all spectra that is given a label.</param>
/// <param name="Risk">Part of those labels that is wrong.</param>
public sealed record RiskPoint(double Confidence, double Answered, double Risk);

/// <summary>What a model abstained on, and how the labels that it gave did.</summary>
/// <param name="Answered">Part of the spectra that it did not abstain on.</param>
/// <param name="Accuracy">Part of right labels among those; NaN when there are none.</param>
/// <param name="Reasons">How many spectra it abstained on, by reason; reasons that did not occur are left out.</param>
/// <param name="Curve">Of the spectra that it did not abstain on, the surest first; one point for each confidence that occurs, at most 200.</param>
public sealed record Answers(double Answered, double Accuracy, IReadOnlyDictionary<Abstention, int> Reasons, IReadOnlyList<RiskPoint> Curve)
{
    const int MostPoints = 200;

    /// <summary>Counts.</summary>
    /// <param name="verdicts">Shape (n).</param>
    /// <param name="truth">True labels, shape (n).</param>
    public static Answers Of(IReadOnlyList<Verdict> verdicts, IReadOnlyList<string> truth)
    {
        var given = Enumerable.Range(0, verdicts.Count).Where(i => verdicts[i].Abstained is null).OrderByDescending(i => verdicts[i].Confidence).ToArray();
        var curve = new List<RiskPoint>();
        var wrong = 0;
        for (var n = 0; n < given.Length; n++)
        {
            var verdict = verdicts[given[n]];
            if (verdict.Label != truth[given[n]]) wrong++;
            // Equals are answered together or not at all.
            if (n + 1 == given.Length || verdicts[given[n + 1]].Confidence < verdict.Confidence) curve.Add(new(verdict.Confidence, (n + 1.0) / verdicts.Count, (double)wrong / (n + 1)));
        }
        var step = Math.Max(1, (curve.Count + MostPoints - 1) / MostPoints);
        return new(
            (double)given.Length / verdicts.Count,
            (double)(given.Length - wrong) / given.Length,
            verdicts.Select(verdict => verdict.Abstained).OfType<Abstention>().GroupBy(reason => reason).OrderBy(group => group.Key).ToDictionary(group => group.Key, group => group.Count()),
            [.. curve.Where((_, i) => (curve.Count - 1 - i) % step == 0)]);
    }
}
