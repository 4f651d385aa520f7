namespace Whiteline.Learning;

/// <summary>What the sets of labels hold where no single state could be named (<see cref="Abstention.Undecided"/>).</summary>
public enum Undecided
{
    /// <summary>No state: each is less probable than for most spectra of that state.</summary>
    None,

    /// <summary>Several states, of which none can be ruled out.</summary>
    Several,

    /// <summary>One state, which is not the most probable one.</summary>
    Other,
}

/// <summary>How many undecided spectra have which kind of set: too high an error rate leaves no state, too low a one several.</summary>
/// <param name="None">Sets without a state.</param>
/// <param name="Several">Sets of several states.</param>
/// <param name="Other">Sets of one state that is not the most probable one.</param>
public sealed record UndecidedSets(int None, int Several, int Other)
{
    /// <summary>Counts; null where no sets were asked for.</summary>
    public static UndecidedSets? Of(IEnumerable<Verdict> verdicts)
    {
        Verdict[] with = [.. verdicts.Where(verdict => verdict.Set is not null)];
        return with.Length == 0 ? null : new(Count(Undecided.None), Count(Undecided.Several), Count(Undecided.Other));

        int Count(Undecided kind) => with.Count(verdict => verdict.Undecided == kind);
    }

    /// <summary>In words, such as <c>3 with no state left, 5 with several</c>.</summary>
    public string InWords() => string.Join(", ", new[] { (None, "with no state left"), (Several, "with several"), (Other, "with one that is not the most probable") }.Where(one => one.Item1 > 0).Select(one => $"{one.Item1} {one.Item2}"));

    /// <summary>The reason with its number in words; for undecided ones what their sets hold.</summary>
    /// <param name="reason">Why no label is given.</param>
    /// <param name="count">How often.</param>
    /// <param name="sets">Of the same verdicts, or null.</param>
    public static string InWords(Abstention reason, int count, UndecidedSets? sets) =>
        reason == Abstention.Undecided && sets is not null ? $"{count} {reason.InWords()} ({sets.InWords()})" : $"{count} {reason.InWords()}";
}
