namespace Whiteline.Learning;

/// <summary>
/// One spectrum's verdict: a probability per class, and possibly why no label is given. The label is read off the probabilities,
/// so the two cannot disagree.
/// </summary>
/// <param name="Classes">Class labels, shape (k).</param>
/// <param name="Probabilities">Shape (k), each in [0, 1], summing to 1.</param>
/// <param name="Abstained">Why the label must not be used; null when it may.</param>
public sealed record Verdict(IReadOnlyList<string> Classes, IReadOnlyList<double> Probabilities, Abstention? Abstained = null)
{
    /// <summary>The most probable class; the first of equals.</summary>
    public string Label => Classes[BestIndex];

    /// <summary>Probability of <see cref="Label"/>.</summary>
    public double Confidence => Probabilities[BestIndex];

    /// <summary>Index of <see cref="Label"/>.</summary>
    public int BestIndex
    {
        get
        {
            var best = 0;
            for (var i = 1; i < Probabilities.Count; i++) if (Probabilities[i] > Probabilities[best]) best = i;
            return best;
        }
    }
}

/// <summary>Why a classifier gives no label.</summary>
public enum Abstention
{
    /// <summary>The signal is too weak over its noise to carry an answer.</summary>
    SignalTooWeak,
}
