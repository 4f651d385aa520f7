using System.Globalization;
using Whiteline.Recipes;
using Whiteline.Recipes.Comparison;

namespace Whiteline.Reports;

/// <summary>A comparative study as one HTML page: what won and by how much, the claims of the founding study, tables that sort, curves, plan and data.</summary>
public static class ComparisonReport
{
    /// <summary>Writes the page.</summary>
    /// <param name="result">What the comparison found.</param>
    /// <param name="verdicts">What that says in words.</param>
    /// <param name="title">Title.</param>
    /// <param name="made">How it was made: names and values.</param>
    public static string Html(ComparisonResult result, ComparisonVerdicts verdicts, string title, IReadOnlyList<(string Name, string Value)> made)
    {
        var page = new HtmlPage(title);
        page.Note("In words", verdicts.Summary);
        if (result.Warnings.Count > 0) page.Note("Of the tests", result.Warnings);
        page.Heading("The claims of the founding study on these spectra");
        var findings = verdicts.Findings;
        page.Table(
            ["Claim", "Here", "Evidence"],
            findings.Select(finding => new[] { finding.Claim, Words(finding.Verdict), finding.Evidence }),
            9,
            sortable: false,
            row => findings[row].Verdict switch { FindingVerdict.Confirmed => "good", FindingVerdict.Contradicted => "bad", _ => "" });
        page.Paragraph("Each side of a comparison is its best combination, chosen on the same held-out spectra that it is scored on: small differences favour the side with more combinations. Intervals are paired bootstraps over groups where groups are known.");
        if (PublishedFigure.Of(result) is { Count: > 0 } figures)
        {
            page.Heading("Beside published figures");
            page.Table(["What", "Published", "By", "Here"], figures.Select(figure => new[] { figure.What, figure.Published, figure.Source, figure.Here }), 9, sortable: false);
            page.Paragraph("Each figure here is that of the combination that is best at it: of many combinations on few spectra, the best flatters. The published spectra may be others than these.");
        }
        if (PositionOrShape.Of(result) is { Count: > 0 } carriers)
        {
            page.Heading("Position or shape");
            page.Paragraph("Accuracy with the absolute energy axis, with every spectrum aligned on its own L3 (shape alone), and with every spectrum replaced by a line at its maximum (position alone); by the split to trust, and on the test spectra.");
            page.Table(
                ["classifier", "window", "absolute", "shape alone", "position alone", "test: absolute", "test: shape alone", "test: position alone", "carried by"],
                carriers.Select(row => new[]
                {
                    row.Classifier, $"{row.Window}", Number(row.Absolute.Honest?.Accuracy), Number(row.Aligned?.Honest?.Accuracy), Number(row.PositionOnly?.Honest?.Accuracy),
                    Number(row.Absolute.Test), Number(row.Aligned?.Test), Number(row.PositionOnly?.Test), row.CarriedBy,
                }),
                2,
                sortable: true);
        }
        if (result.Normalisation is { } effect) NormalisationChapter.AddTo(page, effect);
        page.Heading("All combinations");
        page.Paragraph($"Cross-validated with {result.Plan.Folds} folds on {result.Training.Count} spectra; tested on {result.Test.Count} spectra ({result.TestWords}).{(result.ByGroup ? " A plain split lets near copies cross and flatters; trust the split by group." : " The spectra have no groups: near copies may flatter all of these numbers.")}");
        page.Table(Columns, result.Cells.Where(cell => cell.Cell.IsWhole).Select(cell => Row(result, cell)), 6, sortable: true);
        if (result.Cells.Where(cell => cell.Failure is not null).ToArray() is { Length: > 0 } failed)
            page.Note("What could not be run", failed.Select(cell => $"{cell.Cell.Key}: {cell.Failure}"));
        Curves(page, result);
        page.Heading("The spectra");
        page.Table(
            ["Label", "trained on", "tested on"],
            result.Training.Classes.Union(result.Test.Classes).Order(StringComparer.Ordinal).Select(label => new[] { label, $"{result.Training.Labels.Count(other => other == label)}", $"{result.Test.Labels.Count(other => other == label)}" }),
            1,
            sortable: false);
        page.Paragraph($"Training spectra: {result.Training.Axis}, {result.Training.Groups?.Distinct().Count() switch { null => "no groups", 1 => "1 group", var groups => $"{groups} groups" }}. Test spectra: {result.Test.Axis}.");
        page.Heading("The plan");
        page.Verbatim(result.Plan.ToJson());
        page.Heading("How it was made");
        page.Values(made);
        return page.ToString();
    }

    /// <summary>Names of the columns of the table of all combinations.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["classifier", "window", "normalisation", "training", "axis", "carried by", "by group", "± folds", "plain split", "calibration error", "test", "test low", "test high", "mean within ±4 eV", "seconds"];

    /// <summary>A combination as a row of that table; what carries it is known from the classifier's cells with the axis removed and with it alone.</summary>
    public static IReadOnlyList<string> Row(ComparisonResult result, CellResult cell) =>
    [
        cell.Cell.Classifier, $"{cell.Cell.Window}", $"{cell.Cell.Norm}", $"{cell.Cell.Training}", cell.Cell.AxisWords,
        cell.Cell.Alignment == Alignment.None ? PositionOrShape.Of(result).FirstOrDefault(row => row.Classifier == cell.Cell.Classifier && row.Window == cell.Cell.Window)?.CarriedBy ?? "" : "",
        Number(cell.Grouped?.Accuracy), Number(cell.Honest?.FoldStd), Number(cell.Plain?.Accuracy), Number(cell.Honest?.Ece), Number(cell.Test), Number(cell.TestLow), Number(cell.TestHigh),
        Number(cell.MeanWithin(4)), cell.Seconds.ToString("0.0", CultureInfo.InvariantCulture),
    ];

    /// <summary>What won, by how much and under which split.</summary>
    public static IReadOnlyList<string> Summary(ComparisonResult result)
    {
        if (ComparisonResult.Best(result.Scored) is not { } best) return ["No combination could be run."];
        var lines = new List<string>
        {
            FormattableString.Invariant($"Best by {(best.Grouped is not null ? "groups held out" : "a plain split")}: {Name(best)} with {best.Honest!.Accuracy:0.000} (folds ± {best.Honest.FoldStd:0.000}); on {result.TestWords}: {best.Test:0.000}, 95 % within {best.TestLow:0.000} to {best.TestHigh:0.000}."),
        };
        if (ComparisonResult.Best(result.Scored.Where(cell => cell.Cell.Classifier != best.Cell.Classifier)) is { } second && result.Compare(best, second) is var paired)
            lines.Add(FormattableString.Invariant($"Next best classifier: {Name(second)} with {second.Honest!.Accuracy:0.000}; the difference of {paired.Difference:0.000} lies within {paired.Low:0.000} to {paired.High:0.000} with 95 %: {(paired.Low > 0 ? "the lead is real" : "the lead may be chance")}."));
        if (result.Scored.Where(cell => cell.Grouped is not null && cell.Plain is not null).ToArray() is { Length: > 0 } both)
            lines.Add($"The plain split, where near copies may cross, scores {Against(both.Average(cell => cell.Plain!.Accuracy - cell.Grouped!.Accuracy))} the split by group, {(both.Length == 1 ? "in the one combination that has both" : $"on average over {both.Length} combinations")}.");
        if (result.Scored.Where(cell => cell.ShiftCurve.Count > 1).MaxBy(cell => cell.MeanWithin(4)) is { } robust)
            lines.Add(FormattableString.Invariant($"Most robust to energy shifts: {Name(robust)}, {robust.MeanWithin(4):0.000} on average within ±4 eV."));
        return lines;
    }

    static string Against(double difference) => Math.Round(difference, 3) switch
    {
        0 => "the same as",
        > 0 and var higher => FormattableString.Invariant($"{higher:0.000} higher than"),
        var lower => FormattableString.Invariant($"{-lower:0.000} lower than"),
    };

    /// <summary>The figures of the curves, by file name.</summary>
    public static IEnumerable<(string Name, Figure Figure, string Alternative)> Figures(ComparisonResult result)
    {
        foreach (var figure in FocusFigures(result)) yield return figure;
        foreach (var training in result.Plan.Trainings)
        {
            var cells = result.Scored.Where(cell => cell.Cell.Training == training && result.IsBase(cell.Cell with { Training = result.Plan.Trainings[0] })).ToArray();
            foreach (var (name, what, points) in new (string, string, Func<CellResult, IReadOnlyList<RobustnessPoint>>)[]
            {
                ("shift", "energy shift, eV", cell => cell.ShiftCurve), ("noise", "multiple of the PCA noise", cell => cell.NoiseCurve), ("gaussian", "Gaussian noise, part of the peak", cell => cell.GaussianCurve),
                ("dose", "electrons at the peak", cell => cell.DoseCurve), ("resolution", "broadening (FWHM), eV", cell => cell.ResolutionCurve), ("dispersion", "channel width, eV", cell => cell.DispersionCurve),
            })
            {
                Curve[] curves = [.. cells.Where(cell => points(cell).Count > 1).Select(cell => new Curve(cell.Cell.Classifier, [.. points(cell).Select(point => point.At)], [.. points(cell).Select(point => point.Accuracy)]) { Dashed = !StudyClassifiers.IsMachine(cell.Cell.Classifier) })];
                if (curves.Length > 0) yield return ($"{name}-{training}".ToLowerInvariant(), new LineFigure($"Trained on {Words(training, result.Plan)}", what, "accuracy", curves) { YIsShare = true }, $"Accuracy against {what}, trained on {Words(training, result.Plan)}");
            }
        }
    }

    static IEnumerable<(string Name, Figure Figure, string Alternative)> FocusFigures(ComparisonResult result)
    {
        foreach (var classifier in result.Plan.Focus)
            if (result.ShiftMatrix(classifier) is var (trained, accuracy))
                yield return ($"shift-matrix-{classifier}", new HeatMapFigure($"{classifier}: shift trained × shift tested", "shift tested, eV", "± eV trained", [.. result.Plan.ShiftsEv.Select(Short)], [.. trained.Select(Short)], accuracy), $"Accuracy of {classifier} by shift trained and tested");
        Curve[] sizes = [.. result.Plan.Focus.Where(classifier => result.BySize(classifier).Count > 1).Select(classifier => new Curve(
            classifier, [.. result.BySize(classifier).Select(cell => (double)cell.Cell.PerClass!)], [.. result.BySize(classifier).Select(cell => cell.Test)]))];
        if (sizes.Length > 0) yield return ("training-size", new LineFigure("Accuracy against training size", "spectra of a class", "accuracy", sizes) { YIsShare = true }, "Accuracy against the number of training spectra");
    }

    static void Curves(HtmlPage page, ComparisonResult result)
    {
        var figures = Figures(result).ToArray();
        if (figures.Length == 0) return;
        page.Heading("Energy shifts and noise");
        page.Paragraph("Solid: support vector machines; dashed: all others. A shift moves the features to higher energy when positive; what a spectrum does not hold beyond its ends is filled with its last value.");
        foreach (var pair in figures.Chunk(2)) page.Pair([.. pair.Select(figure => (figure.Figure, figure.Alternative))], 700, 420);
    }

    static string Name(CellResult cell) => cell.Cell.Words;

    static string Words(TrainingData training, ComparisonPlan plan) => training switch
    {
        TrainingData.Shifted => FormattableString.Invariant($"spectra shifted by up to ±{plan.ShiftAugmentEv:0.#} eV"),
        TrainingData.Noisy => FormattableString.Invariant($"spectra with noise of up to {100 * plan.NoiseAugment:0.#} % of the peak"),
        TrainingData.ShiftedNoisy => FormattableString.Invariant($"spectra shifted by up to ±{plan.ShiftAugmentEv:0.#} eV with noise of up to {100 * plan.NoiseAugment:0.#} % of the peak"),
        TrainingData.Generated => $"the spectra and synthetic ones made from them by {plan.Generator}, {plan.GeneratedPerClass} a class in all",
        TrainingData.Synthetic => $"synthetic spectra alone, made from the spectra by {plan.Generator}, {plan.GeneratedPerClass} a class",
        _ => "the spectra as they are",
    };

    /// <summary>A verdict in words.</summary>
    public static string Words(FindingVerdict verdict) => verdict switch { FindingVerdict.NotTested => "not tested", _ => $"{verdict}".ToLowerInvariant() };

    static string Short(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    static string Number(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("0.000", CultureInfo.InvariantCulture) : "";
}
