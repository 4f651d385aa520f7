namespace Whiteline.Learning.Metrics;

// With n spectra, c of them right, t_k of class k and p_k given its label:
//   R = (c n − Σ t_k p_k) / √((n² − Σ p_k²)(n² − Σ t_k²))   (Gorodkin, Comput. Biol. Chem. 28 (2004) 367, eq. 8; for two classes Matthews, BBA 405 (1975) 442)
//   κ = (c n − Σ t_k p_k) / (n² − Σ t_k p_k)                (Cohen, Educ. Psychol. Meas. 20 (1960) 37)
// As in scikit-learn, R is 0 where truth or labels do not vary, and κ is not defined where chance alone agrees on every spectrum.

/// <summary>Agreement of truth and given labels beyond chance, for any number of classes.</summary>
public static class Agreement
{
    /// <summary>The Matthews correlation coefficient of a confusion matrix, -1 to 1: the correlation of truth and labels. 0 where either has one class only.</summary>
    /// <param name="confusion">Counts by true class and given label.</param>
    public static double MatthewsCorrelation(ConfusionMatrix confusion)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        double truth = SquaredTotal(confusion) - Classes(confusion).Sum(c => Squared(confusion.TrueCount(c))), given = SquaredTotal(confusion) - Classes(confusion).Sum(c => Squared(confusion.PredictedCount(c)));
        return truth * given > 0 ? BeyondChance(confusion) / Math.Sqrt(truth * given) : 0;
    }

    /// <summary>Cohen's kappa of a confusion matrix, -1 to 1: how far labels agree with the truth beyond chance, of how far they could. NaN where both have the same one class only.</summary>
    /// <param name="confusion">Counts by true class and given label.</param>
    public static double CohenKappa(ConfusionMatrix confusion)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        return BeyondChance(confusion) / (SquaredTotal(confusion) - ByChance(confusion));
    }

    static double BeyondChance(ConfusionMatrix confusion) => (double)confusion.Correct * confusion.Total - ByChance(confusion);

    static double ByChance(ConfusionMatrix confusion) => Classes(confusion).Sum(c => (double)confusion.TrueCount(c) * confusion.PredictedCount(c));

    static double SquaredTotal(ConfusionMatrix confusion) => Squared(confusion.Total);

    static double Squared(double count) => count * count;

    static IEnumerable<int> Classes(ConfusionMatrix confusion) => Enumerable.Range(0, confusion.Labels.Count);
}
