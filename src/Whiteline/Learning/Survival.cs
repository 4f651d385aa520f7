namespace Whiteline.Learning;

/// <summary>How far the energy axis of a spectrum may be off before its label changes.</summary>
/// <param name="FromEv">Largest shift of the features to lower energy that the label survives, eV; at most 0.</param>
/// <param name="ToEv">Largest shift to higher energy, eV; at least 0.</param>
public sealed record Survival(double FromEv, double ToEv)
{
    /// <summary>No farther is looked, eV: a range that ends here may go on.</summary>
    public const double ReachEv = 5;

    /// <summary>The range in words, such as <c>-1.2 … +0.9</c>.</summary>
    public string InWords() => FormattableString.Invariant($"{(FromEv <= -ReachEv ? "< " : "")}{FromEv:0.0;-0.0;-0.0} … {(ToEv >= ReachEv ? "> " : "")}+{ToEv:0.0}");

    /// <summary>The error of the axis that the label survives, whatever its sign, eV.</summary>
    public double EitherWayEv => Math.Min(-FromEv, ToEv);
}
