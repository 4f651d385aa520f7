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
    /// <summary>The labels that cannot be ruled out at the error rate that was asked for; null when none was.</summary>
    public IReadOnlyList<string>? Set { get; init; }

    /// <summary>What the set holds where the spectrum is undecided; null elsewhere.</summary>
    public Undecided? Undecided => Abstained != Abstention.Undecided || Set is null ? null : Set.Count switch { 0 => Learning.Undecided.None, 1 => Learning.Undecided.Other, _ => Learning.Undecided.Several };

    /// <summary>How far the energy axis may be off before the label changes; null when nobody asked.</summary>
    public Survival? Survives { get; init; }

    /// <summary>True when position carried the label, false when shape did; null when nobody asked or it cannot be said.</summary>
    public bool? CarriedByPosition { get; init; }

    /// <summary>What carried the label in a word, <c>position</c> or <c>shape</c>; null when nobody asked or it cannot be said.</summary>
    public string? CarriedBy => !HoldsAnswer ? null : CarriedByPosition switch { true => "position", false => "shape", null => null };

    /// <summary>True where the probabilities answer something, be it that several states remain; false where the spectrum was turned away.</summary>
    public bool HoldsAnswer => Abstained is null or Abstention.Undecided;

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

    /// <summary>The spectrum is not like any that the model learned from.</summary>
    UnlikeTraining,

    /// <summary>The spectrum does not reach over the energies that the model needs.</summary>
    WindowMissing,

    /// <summary>The detector was driven to its ceiling: the tops of the lines are cut off.</summary>
    Saturated,

    /// <summary>At the error rate that was asked for, no single state can be named.</summary>
    Undecided,

    /// <summary>The spectrum holds values that are no numbers, NaN or infinity.</summary>
    NotFinite,
}

/// <summary>Words for why no label is given.</summary>
public static class AbstentionWords
{
    /// <summary>The reason in one or two words, for a legend.</summary>
    public static string InFewWords(this Abstention reason) => reason switch
    {
        Abstention.SignalTooWeak => "too weak",
        Abstention.UnlikeTraining => "unlike training",
        Abstention.WindowMissing => "no window",
        Abstention.Saturated => "saturated",
        Abstention.NotFinite => "no numbers",
        _ => "undecided",
    };

    /// <summary>The reason in words, such as <c>signal too weak</c>.</summary>
    public static string InWords(this Abstention reason) => reason switch
    {
        Abstention.SignalTooWeak => "signal too weak",
        Abstention.UnlikeTraining => "unlike the training spectra",
        Abstention.WindowMissing => "window missing",
        Abstention.Saturated => "saturated",
        Abstention.NotFinite => "not a number in a channel",
        _ => "undecided",
    };
}
