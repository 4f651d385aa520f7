using System.Globalization;
using Whiteline.Fidelity;

namespace Whiteline.Recipes.Generation;

/// <summary>Which method to use on these spectra, in words.</summary>
/// <param name="Method">Its name; null when none should be used.</param>
/// <param name="Words">Why.</param>
public sealed record Recommendation(string? Method, IReadOnlyList<string> Words)
{
    // Differences below this are chance with the numbers of spectra at hand.
    const double Margin = 0.01;

    const double ToldAtSight = 0.9;

    /// <summary>
    /// Recommends. Where classifiers were trained, the method whose spectra help them most on measured ones wins, and none if none helps; of methods that help about as much, and
    /// where no classifier was trained, one whose spectra are not told from measured ones at sight, then one that makes no near copies of them, then the one that misses the fewest demands, then the one that is harder to tell from measured spectra.
    /// Where no classifier was trained, and even the best is told at sight or copies, none is recommended.
    /// </summary>
    public static Recommendation Of(AugmentationResult result)
    {
        if (result.Methods.All(method => method.Fidelity.Classes.Count == 0)) return new(null, [$"No class has {FidelityProof.LeastPerClass} spectra to learn from and as many to compare with: nothing can be said."]);
        var gains = result.Methods.ToDictionary(method => method.Method, method => Gain(result, method.Method), StringComparer.Ordinal);
        var best = gains.Values.Max();
        var helpful = result.Methods.Where(method => best is null || gains[method.Method] >= best - Margin);
        var chosen = BestFirst(helpful).First();
        var isUnfit = best is null && (IsUnlike(chosen) || IsCopying(chosen));
        List<string> words = [];
        if (isUnfit)
            words.Add(result.Methods.Count == 1
                ? $"Use none on these spectra: those of {chosen.Method} {Fault(chosen)}."
                : $"Use none on these spectra: no method makes spectra that are neither told from measured ones at sight nor near copies of them. The least bad is {chosen.Method}, whose spectra {Fault(chosen)}.");
        else if (best < -Margin)
            words.Add(FormattableString.Invariant($"Use none on these spectra: every method lowers the accuracy on measured spectra, the least harmful ({chosen.Method}) by {-gains[chosen.Method]:0.000}."));
        else if (best is not null && best < Margin)
            words.Add(FormattableString.Invariant($"No method changes the accuracy on measured spectra by more than {Margin:0.00}: none is needed to classify these. Where spectra must be made, use {chosen.Method}, which {Met(chosen)}."));
        else if (best is not null)
            words.Add(FormattableString.Invariant($"Use {chosen.Method} on these spectra: trained on measured and synthetic ones together, classifiers gain {gains[chosen.Method]:0.000} on measured spectra, {(MissesMost(chosen) ? "although" : "and")} it {Met(chosen)}."));
        else
            words.Add(ByLikeness(result, chosen));
        words.AddRange(BestFirst(result.Methods).Select(Describe));
        (Measure What, string Label)[] unmeasured = [.. result.Methods.SelectMany(method => method.Fidelity.Unmeasured).Select(demand => (demand.What, demand.Label)).Distinct()];
        if (unmeasured.Length > 0)
            words.Add($"Not demanded, since it cannot be measured on these spectra: {string.Join("; ", unmeasured.GroupBy(one => one.What, one => one.Label).Select(group => $"{Demand.Name(group.Key)} ({string.Join(", ", group)})"))}. Look whether all of them hold a signal.");
        return new(isUnfit || best < -Margin ? null : chosen.Method, words);
    }

    static IEnumerable<MethodProof> BestFirst(IEnumerable<MethodProof> methods) => methods.OrderBy(IsUnlike).ThenBy(IsCopying).ThenBy(Missed).ThenBy(method => TwoSample(method) is var told && double.IsFinite(told) ? told : double.MaxValue);

    static double? Gain(AugmentationResult result, string method)
    {
        double[] gains =
        [
            .. result.Utility.Where(score => score.Method == method).Select(score => score.Both - score.Real),
            .. result.Sizes.Where(point => point.Method == method).Select(point => point.Accuracy - result.Sizes.First(none => none.Method == SizePoint.NoMethod && none.Classifier == point.Classifier && none.Measured == point.Measured).Accuracy),
        ];
        return gains.Length == 0 ? null : gains.Average();
    }

    // To make no copies is no merit of spectra that nobody would take for measured ones.
    static bool IsUnlike(MethodProof method) => !(TwoSample(method) <= ToldAtSight);

    // Near copies of measured spectra pass many a test and tell a classifier nothing that these have not told it.
    static bool IsCopying(MethodProof method) => method.Fidelity.Mean(Measure.Authenticity) is var share && !(share.Synthetic >= share.Control / 2);

    // What cannot be measured is not shown either.
    static int Missed(MethodProof method) => method.Fidelity.Demands.Count(demand => !demand.IsMet) + method.Fidelity.Unmeasured.Count;

    static bool MissesMost(MethodProof method) => 2 * method.Fidelity.Demands.Count(demand => !demand.IsMet) > method.Fidelity.Demands.Count;

    // Where no classifier was trained nothing says that synthetic spectra help.
    static string ByLikeness(AugmentationResult result, MethodProof chosen)
    {
        var others = result.Methods.Count > 1 ? $", of {string.Join(", ", result.Methods.Select(method => method.Method))}" : "";
        const string Rests = "this rests on how like measured spectra they are, since no classifier was trained with them";
        return MissesMost(chosen)
            ? $"Use {chosen.Method} on these spectra only where spectra must be made{others}: it {Met(chosen)}; {Rests}."
            : $"Use {chosen.Method} on these spectra{others}: it {Met(chosen)}; {Rests}.";
    }

    static string Met(MethodProof method) => (method.Fidelity.Demands.Count, method.Fidelity.Demands.Count(demand => !demand.IsMet)) switch
    {
        (0, _) => "could be held to no demand",
        (var all, 0) => $"meets every one of {all} demands",
        (var all, var missed) => $"misses {missed} of {all} demands",
    };

    static double TwoSample(MethodProof method) => method.Fidelity.Mean(Measure.TwoSampleAccuracy).Synthetic;

    static string Fault(MethodProof method)
    {
        var (told, share) = (TwoSample(method), method.Fidelity.Mean(Measure.Authenticity));
        if (!double.IsFinite(told) || !double.IsFinite(share.Synthetic) || !double.IsFinite(share.Control)) return "cannot be compared with measured ones";
        return IsUnlike(method)
            ? FormattableString.Invariant($"are told from measured ones at sight (with {told:0.00}; at most {ToldAtSight:0.00} wanted)")
            : FormattableString.Invariant($"are near copies of measured ones (authenticity {share.Synthetic:0.00}; measured spectra reach {share.Control:0.00})");
    }

    static string Describe(MethodProof method)
    {
        var (twoSample, missed) = (method.Fidelity.Mean(Measure.TwoSampleAccuracy), method.Fidelity.Demands.Where(demand => !demand.IsMet).ToArray());
        var failing = method.Fidelity.Demands.Count == 0 ? "could be held to no demand"
            : missed.Length == 0 ? $"meets every demand{(method.Fidelity.Unmeasured.Count > 0 ? " that can be measured" : "")}" : $"misses {missed.Length} of {method.Fidelity.Demands.Count} demands ({string.Join("; ", missed.Take(3).Select(demand => demand.Words))}{(missed.Length > 3 ? "; …" : "")})";
        return $"{method.Method} {failing}; its spectra are told from measured ones with {Number(twoSample.Synthetic)} (measured from measured: {Number(twoSample.Control)}, chance: 0.50); authenticity {Number(method.Fidelity.Mean(Measure.Authenticity).Synthetic)}.";
    }

    static string Number(double value) => double.IsFinite(value) ? value.ToString("0.00", CultureInfo.InvariantCulture) : "(not measurable)";
}
