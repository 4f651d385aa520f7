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
    /// </summary>
    public static Recommendation Of(AugmentationResult result)
    {
        if (result.Methods.All(method => method.Fidelity.Classes.Count == 0)) return new(null, [$"No class has {FidelityProof.LeastPerClass} spectra to learn from and as many to compare with: nothing can be said."]);
        var gains = result.Methods.ToDictionary(method => method.Method, method => Gain(result, method.Method), StringComparer.Ordinal);
        var best = gains.Values.Max();
        var helpful = result.Methods.Where(method => best is null || gains[method.Method] >= best - Margin);
        var chosen = helpful.OrderBy(IsUnlike).ThenBy(IsCopying).ThenBy(Missed).ThenBy(TwoSample).First();
        List<string> words = [];
        if (best < -Margin)
            words.Add(FormattableString.Invariant($"Use none on these spectra: every method lowers the accuracy on measured spectra, the least harmful ({chosen.Method}) by {-gains[chosen.Method]:0.000}."));
        else if (best is not null && best < Margin)
            words.Add(FormattableString.Invariant($"No method changes the accuracy on measured spectra by more than {Margin:0.00}: none is needed to classify these. Where spectra must be made, use {chosen.Method}."));
        else
            words.Add(best is null
                ? $"Use {chosen.Method} on these spectra{(result.Methods.Count > 1 ? $", of {string.Join(", ", result.Methods.Select(method => method.Method))}" : "")}."
                : FormattableString.Invariant($"Use {chosen.Method} on these spectra: trained on measured and synthetic ones together, classifiers gain {gains[chosen.Method]:0.000} on measured spectra."));
        words.AddRange(result.Methods.OrderBy(IsUnlike).ThenBy(IsCopying).ThenBy(Missed).ThenBy(TwoSample).Select(Describe));
        return new(best < -Margin ? null : chosen.Method, words);
    }

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
    static bool IsUnlike(MethodProof method) => TwoSample(method) > ToldAtSight;

    // Near copies of measured spectra pass many a test and tell a classifier nothing that these have not told it.
    static bool IsCopying(MethodProof method) => method.Fidelity.Mean(Measure.Authenticity) is var share && share.Synthetic < share.Control / 2;

    static int Missed(MethodProof method) => method.Fidelity.Demands.Count(demand => !demand.IsMet);

    static double TwoSample(MethodProof method) => method.Fidelity.Mean(Measure.TwoSampleAccuracy).Synthetic;

    static string Describe(MethodProof method)
    {
        var (twoSample, missed) = (method.Fidelity.Mean(Measure.TwoSampleAccuracy), method.Fidelity.Demands.Where(demand => !demand.IsMet).ToArray());
        var failing = missed.Length == 0 ? "meets every demand" : $"misses {missed.Length} of {method.Fidelity.Demands.Count} demands ({string.Join("; ", missed.Take(3).Select(demand => demand.Words))}{(missed.Length > 3 ? "; …" : "")})";
        return FormattableString.Invariant($"{method.Method} {failing}; its spectra are told from measured ones with {twoSample.Synthetic:0.00} (measured from measured: {twoSample.Control:0.00}, chance: 0.50); authenticity {method.Fidelity.Mean(Measure.Authenticity).Synthetic:0.00}.");
    }
}
