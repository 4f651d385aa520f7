using Whiteline.Learning;

namespace Whiteline.Maps;

/// <summary>The errors of the energy axis that half of the labels survive. Each median is taken by itself: a label with a long way to one side may have a short one to the other.</summary>
/// <param name="FromEv">Half of the labels survive such a shift of the features to lower energy, eV; at most 0.</param>
/// <param name="ToEv">Half of the labels survive such a shift to higher energy, eV; at least 0.</param>
/// <param name="EitherWayEv">Half of the labels survive an error of this size whatever its sign, eV; at most the smaller of the two.</param>
public sealed record SurvivalMedians(double FromEv, double ToEv, double EitherWayEv)
{
    /// <summary>Takes the medians.</summary>
    /// <param name="labels">The ranges of the spectra that have a label; at least one.</param>
    public static SurvivalMedians Of(IReadOnlyList<Survival> labels) => new(Median(labels, one => one.FromEv), Median(labels, one => one.ToEv), Median(labels, one => one.EitherWayEv));

    /// <summary>The medians in words, such as <c>half of the labels survive an axis error of 0.2 eV, be it up or down; to lower energies alone 0.5 eV, to higher 0.6 eV</c>.</summary>
    public string InWords() => $"half of the labels survive an axis error of {Reach(EitherWayEv)} eV, be it up or down; to lower energies alone {Reach(-FromEv)} eV, to higher {Reach(ToEv)} eV";

    static string Reach(double sizeEv) => FormattableString.Invariant($"{(sizeEv >= Survival.ReachEv ? "more than " : "")}{sizeEv:0.0}");

    static double Median(IReadOnlyList<Survival> labels, Func<Survival, double> of) => labels.Select(of).Order().ElementAt(labels.Count / 2);
}
