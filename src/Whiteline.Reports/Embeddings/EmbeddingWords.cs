using Whiteline.Recipes.Embeddings;

namespace Whiteline.Reports.Embeddings;

/// <summary>What a study of embeddings says, in sentences.</summary>
public static class EmbeddingWords
{
    // Less is not worth a sentence: layouts of other seeds differ by about as much.
    const double Noticeable = 0.05;

    /// <summary>The argument, a sentence a line.</summary>
    public static IReadOnlyList<string> Of(EmbeddingStudy study)
    {
        var lines = new List<string>();
        var (least, most) = (study.Embeddings.MinBy(one => one.Trustworthiness)!, study.Embeddings.MaxBy(one => one.Trustworthiness)!);
        lines.Add(FormattableString.Invariant($"Neighbours in the picture are neighbours in the spectra to a trustworthiness of {least.Trustworthiness:0.000} ({least.Name}) to {most.Trustworthiness:0.000} ({most.Name}); 1 is perfect. What follows is about the pictures, and holds for the spectra as far as that goes."));
        if (study.Plan.IsSupervised) lines.Add("The labels took part: that classes lie apart here is no evidence that they can be told apart.");
        if (Range(study, one => one.LabelAgreement) is var (worst, best))
            lines.Add(best.Value - worst.Value > Noticeable
                ? $"Spectra find those of their own label nearest to {Percent(best.Value)} under {best.Name} and to {Percent(worst.Value)} under {worst.Name}: the normalisation decides how far the states separate."
                : $"Spectra find those of their own label nearest about equally under every normalisation ({Interval(Percent(worst.Value), Percent(best.Value))}): it matters little to how far the states separate.");
        if (Range(study, one => one.GroupInClassSilhouette) is var (mixed, sorted))
            lines.Add(sorted.Value - mixed.Value > Noticeable
                ? FormattableString.Invariant($"Inside a label, spectra are sorted by group most under {sorted.Name} (silhouette {sorted.Value:0.000}) and least under {mixed.Name} ({mixed.Value:0.000}): the normalisation brings in or leaves a bias of specimen, thickness or dose of that size.")
                : FormattableString.Invariant($"Inside a label, spectra are sorted by group about equally under every normalisation (silhouette {mixed.Value:0.000} to {sorted.Value:0.000})."));
        foreach (var one in study.Embeddings.Where(one => one.GroupInClassSilhouette > Math.Max(0, one.LabelSilhouette ?? 1)))
            lines.Add(FormattableString.Invariant($"Under {one.Name} spectra lie closer by group (silhouette {one.GroupInClassSilhouette:0.000} inside a label) than by label ({one.LabelSilhouette:0.000}): a classifier may learn the specimen. Split by group when you evaluate one."));
        if (study.Input.Labels is null) lines.Add("The spectra have no labels, so nothing is said about states; colours show position of the line and signal to noise.");
        else if (study.Input.Groups is null) lines.Add("The spectra have no groups, so nothing is said about what comes from specimen or instrument.");
        if (study.Input.NotFinite is > 0 and var strange) lines.Add($"{strange} {(strange == 1 ? "spectrum holds" : "spectra hold")} NaN or infinity and {(strange == 1 ? "is" : "are")} left out.");
        if (study.Input.Available > study.Input.Indices.Count + study.Input.NotFinite) lines.Add(FormattableString.Invariant($"{study.Input.Indices.Count} of {study.Input.Available} spectra were chosen at random; --max-points takes more."));
        return lines;
    }

    static string Percent(double share) => FormattableString.Invariant($"{100 * share:0.#} %");

    static string Interval(string least, string most) => least == most ? least : $"{least} to {most}";

    static ((string Name, double Value) Least, (string Name, double Value) Most)? Range(EmbeddingStudy study, Func<NormEmbedding, double?> measure)
    {
        (string Name, double Value)[] known = [.. study.Embeddings.Where(one => measure(one) is not null).Select(one => (one.Name, measure(one)!.Value))];
        return known.Length > 1 ? (known.MinBy(one => one.Value), known.MaxBy(one => one.Value)) : null;
    }
}
