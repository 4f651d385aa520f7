using System.Text;
using Whiteline.Preprocessing;
using Whiteline.Recipes.Comparison;
using Whiteline.Reports.Embeddings;

namespace Whiteline.Reports;

/// <summary>
/// The chapter of a comparison on what normalisation does (the question of del-Pozo-Bueno et al., Ultramicroscopy 253, 113828, 2023): embeddings side by side with their measures,
/// the accuracies beside them, and both in words.
/// </summary>
public static class NormalisationChapter
{
    // Differences of accuracy below this are no differences to a user.
    const double Level = 0.01;

    /// <summary>What the pictures and the accuracies say, a sentence each.</summary>
    public static IReadOnlyList<string> Words(NormalisationEffect effect)
    {
        var lines = new List<string>();
        if (effect.Missing is { } missing) lines.Add($"There are no embeddings of these spectra: {missing}");
        if (effect.Study is { } study) lines.AddRange(EmbeddingWords.Of(study));
        if (effect.Classifiers.Count == 0)
        {
            lines.Add("No classifier was run with several normalisations, so nothing is said of what they cost in accuracy.");
            return lines;
        }
        var most = effect.Classifiers.MaxBy(one => one.Lead.Difference)!;
        lines.Add(FormattableString.Invariant(
            $"Most of the accuracy hangs on it for {most.Classifier}: {most.Best.Honest!.Accuracy:0.000} under {Name(most.Best)}, {most.Worst.Honest!.Accuracy:0.000} under {Name(most.Worst)}; the difference lies within {most.Lead.Low:0.000} to {most.Lead.High:0.000} with 95 %{(most.Lead.Low > 0 ? "" : ", so it may be chance")}."));
        var indifferent = effect.Classifiers.Where(one => one.Lead.Difference < Level).Select(one => one.Classifier).ToArray();
        if (indifferent.Length > 0) lines.Add(FormattableString.Invariant($"It makes no difference of {Level:0.00} to {string.Join(", ", indifferent)}."));
        if (Flattery(effect) is var (flattered, by) && by > Level)
            lines.Add(FormattableString.Invariant($"Near copies flatter most under {flattered}: the plain split scores {by:+0.000;-0.000} against the split by group there, on average over the classifiers. That much of what the normalisation leaves belongs to groups, not to states."));
        if (Agreement(effect) is { } agreement) lines.Add(agreement);
        return lines;
    }

    /// <summary>Adds the chapter.</summary>
    internal static void AddTo(HtmlPage page, NormalisationEffect effect)
    {
        page.Heading("What normalisation does");
        page.Note("In words", Words(effect));
        if (effect.Study is { } study)
        {
            var (figure, width, height) = EmbeddingFigures.SideBySide(study);
            page.Picture(figure, "The training spectra embedded under each normalisation", width, height);
        }
        page.Table(Columns(EmbeddingFiles.Headings, effect), Rows(effect), 1, sortable: true);
        page.Paragraph($"Accuracies are cross-validated, by group where groups are known; all else is as at the middle of the comparison.{(effect.Study is { } seen ? $" The other columns are of the UMAP embeddings of {seen.Input.Indices.Count} training spectra over {seen.Neighbours} neighbours: trustworthiness and continuity (Venna and Kaski 2001) against the spectra under the same normalisation, silhouettes (Rousseeuw 1987) of labels, of groups, and of groups inside a label, which is the bias of specimen, thickness and dose that a normalisation brings in or leaves, and the share of neighbours with the same label." : "")}");
    }

    /// <summary>Writes the figure and the table.</summary>
    internal static void Write(ResultFolder files, NormalisationEffect effect)
    {
        var csv = new StringBuilder().AppendJoin(',', Columns(EmbeddingFiles.Columns, effect)).Append('\n');
        foreach (var row in Rows(effect)) csv.AppendJoin(',', row.Select(CsvText.Quote)).Append('\n');
        files.Text("normalisation.csv", csv.ToString());
        if (effect.Study is not { } study) return;
        var (figure, width, height) = EmbeddingFigures.SideBySide(study);
        files.Picture("normalisation", figure, width, height);
    }

    static IReadOnlyList<string> Columns(IReadOnlyList<string> measures, NormalisationEffect effect) => [.. measures, .. effect.Classifiers.Select(one => one.Classifier)];

    static IEnumerable<IReadOnlyList<string>> Rows(NormalisationEffect effect)
    {
        foreach (var norm in Enum.GetValues<Norm>())
        {
            var embedded = effect.Study?.Embeddings.FirstOrDefault(one => one.Norm == norm);
            if (embedded is null && effect.Classifiers.All(one => one.Under(norm) is null)) continue;
            IReadOnlyList<string> measures = embedded is null ? [Name(norm), .. EmbeddingFiles.Columns.Skip(1).Select(_ => "")] : EmbeddingFiles.Row(embedded);
            yield return [.. measures, .. effect.Classifiers.Select(one => EmbeddingFigures.Number(one.Under(norm)?.Honest?.Accuracy))];
        }
    }

    static (string Norm, double By)? Flattery(NormalisationEffect effect)
    {
        var gaps = effect.Classifiers.SelectMany(one => one.Cells).Where(cell => cell.Plain is not null && cell.Grouped is not null)
            .GroupBy(cell => cell.Cell.Norm).Select(cells => (Norm: Name(cells.Key), By: cells.Average(cell => cell.Plain!.Accuracy - cell.Grouped!.Accuracy))).ToArray();
        return gaps.Length > 1 ? gaps.MaxBy(gap => gap.By) : null;
    }

    // Whether the picture and the classifiers favour the same normalisation.
    static string? Agreement(NormalisationEffect effect)
    {
        var run = effect.Classifiers.SelectMany(one => one.Cells).Select(cell => cell.Cell.Norm).ToHashSet();
        if (effect.Study?.Embeddings.Where(one => run.Contains(one.Norm) && one.LabelAgreement is not null).MaxBy(one => one.LabelAgreement) is not { } clearest) return null;
        var alike = effect.Classifiers.Where(one => one.Under(clearest.Norm) is { } cell && cell.Honest!.Accuracy >= one.Best.Honest!.Accuracy - Level).ToArray();
        return FormattableString.Invariant($"Of the normalisations that were run, labels keep most to themselves in the picture under {clearest.Name}; that is also the best, or within {Level:0.00} of it, for {alike.Length} of {effect.Classifiers.Count} classifiers: {(2 * alike.Length > effect.Classifiers.Count ? "picture and accuracy agree" : "the picture is no guide to accuracy here")}.");
    }

    static string Name(CellResult cell) => Name(cell.Cell.Norm);

    static string Name(Norm norm) => norm.ToString().ToLowerInvariant();
}
