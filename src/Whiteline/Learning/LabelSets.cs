namespace Whiteline.Learning;

// Label-conditional conformal prediction (Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005, section 4.5) with the score 1 − p of Sadinle, Lei and Wasserman
// (J. Am. Stat. Assoc. 114, 223, 2019); scores are those of spectra whose group the classifier had not seen, from all folds together (cross-conformal: Vovk, Ann. Math. Artif. Intell. 74, 9, 2015).

/// <summary>
/// Sets of labels that hold the truth at a stated error rate, class by class. A set may be empty: no state is as probable as the training spectra of that state were found to be.
/// </summary>
public sealed class LabelSets
{
    // Enough for an error rate of 0.5 %; more would only make model files larger.
    const int MostScores = 399;
    const int Digits = 5;

    /// <summary>Creates the sets from the scores of each class.</summary>
    /// <param name="scores">For each class 1 − p of its true spectra, increasing; none for a class that was never held out.</param>
    /// <exception cref="ArgumentException">A score is not in [0, 1] or they are not sorted.</exception>
    public LabelSets(IReadOnlyList<IReadOnlyList<double>> scores)
    {
        foreach (var ofClass in scores)
            for (var i = 0; i < ofClass.Count; i++)
                if (!(ofClass[i] is >= 0 and <= 1) || i > 0 && ofClass[i] < ofClass[i - 1]) throw new ArgumentException("The scores of the label sets are damaged.", nameof(scores));
        Scores = scores;
    }

    /// <summary>For each class 1 − p of its true spectra, increasing.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Scores { get; }

    /// <summary>Learns from verdicts on spectra that the classifier had not seen.</summary>
    /// <param name="classes">Class labels.</param>
    /// <param name="held">Verdicts, with the true label of each.</param>
    public static LabelSets Of(IReadOnlyList<string> classes, IEnumerable<(Verdict Verdict, string Truth)> held)
    {
        var scores = classes.Select(_ => new List<double>()).ToArray();
        foreach (var (verdict, truth) in held)
        {
            var own = Array.IndexOf([.. verdict.Classes], truth);
            // Rounded up, so that rounding rules no truth out.
            scores[Array.IndexOf([.. classes], truth)].Add(own < 0 ? 1 : Math.Min(1, Math.Round(Math.Clamp(1 - verdict.Probabilities[own], 0, 1) + 0.5 * Math.Pow(10, -Digits), Digits)));
        }
        return new([.. scores.Select(Thinned)]);
    }

    /// <summary>The labels that cannot be ruled out, in the order of the classes.</summary>
    /// <param name="verdict">A verdict of the same classifier.</param>
    /// <param name="errorRate">How often the truth may be missing, between 0 and 1.</param>
    public IReadOnlyList<string> Set(Verdict verdict, double errorRate) =>
        [.. verdict.Classes.Where((_, k) => 1 - verdict.Probabilities[k] <= Limit(k, errorRate))];

    double Limit(int k, double errorRate)
    {
        var n = Scores[k].Count;
        var rank = (int)Math.Ceiling((n + 1) * (1 - errorRate) - 1e-9);
        // Too few spectra to state such a rate: the class is never ruled out.
        return rank > n ? 1 : rank < 1 ? -1 : Scores[k][rank - 1];
    }

    static IReadOnlyList<double> Thinned(List<double> scores)
    {
        scores.Sort();
        return scores.Count <= MostScores ? scores : [.. Enumerable.Range(1, MostScores).Select(i => scores[(int)Math.Ceiling(i * (scores.Count + 1.0) / (MostScores + 1)) - 1])];
    }
}
