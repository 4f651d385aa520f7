using System.Globalization;
using Whiteline.Learning;
using Whiteline.Maps;

namespace Whiteline.Reports;

/// <summary>A map as one HTML file that needs no network and runs no script (<see cref="HtmlPage"/>).</summary>
public static class MapReport
{
    /// <summary>Writes the report as HTML text.</summary>
    /// <param name="result">The map and how it was made.</param>
    /// <param name="title">Title.</param>
    /// <param name="model">Model card, or null.</param>
    /// <param name="truth">The truth of a demonstration, or null.</param>
    public static string Html(MapResult result, string title, ModelCardView? model = null, TruthView? truth = null)
    {
        var (map, run) = (result.Map, result.Run);
        var page = new HtmlPage(title);
        if (result.Findings.Count > 0) page.Note("Read this first", result.Findings);
        page.Heading("Map");
        page.Pair([(new OxidationMapFigure(map), "Oxidation-state map"), (PlaneFigure.Confidence(map), "Confidence map")]);
        if (map.Survives is not null) page.Picture(PlaneFigure.Survival(map), "How far the energy axis may be off before the label changes", 620, 470);
        if (map.RelativeThickness is not null) page.Picture(PlaneFigure.Thickness(map), "Relative thickness t/λ by the low loss", 620, 470);
        page.Heading("Pixels");
        page.Table(["Label", "Pixels", "Of those labelled", "Mean confidence"], Counts(map), 1, sortable: false);
        if (truth is not null)
        {
            page.Heading("Against the truth");
            page.Paragraph($"{Share(truth.Accuracy)} of the labelled pixels carry the true label.");
            page.Pair([(new OxidationMapFigure(map, "Found"), "Found"), (new OxidationMapFigure(truth.Map, "Truth") { IsTruth = true }, "Truth")]);
        }
        if (result.ClassMeans.Count > 0)
        {
            page.Heading("Class means");
            page.Picture(SpectrumFigures.ClassMeans(result.ClassMeans), "Mean spectrum of each class", 900, 420);
        }
        if (result.SampleStages.Count > 0)
        {
            page.Heading("Preprocessing of one pixel");
            page.Picture(SpectrumFigures.Preprocessing(result.SampleStages, result.SampleBackground, SpectrumFigures.EdgesOf(result.Map.Labels)), "One pixel through the recipe", 900, 280 * result.SampleStages.Count);
        }
        page.Heading("Recipe");
        page.Steps(run.Steps.Select(step => step.Sentence));
        page.Heading("Methods paragraph");
        page.Box(run.MethodsParagraph());
        if (model is not null)
        {
            page.Heading(model.Heading);
            page.Values(model.Rows);
        }
        page.Heading("How it was made");
        page.Values(RunRows.Of(run));
        page.Heading("Limits");
        page.Paragraph("A confidence is the model's own probability, not a guarantee: it is worth what the training data and the calibration of the energy axis are worth. A state that the model was not taught is given the label of the nearest one that it knows. Masked pixels carry no label.");
        return page.ToString();
    }

    static IEnumerable<string[]> Counts(OxidationMap map)
    {
        var counts = map.Counts();
        var labelled = map.Pixels - map.Masked;
        var confidence = new double[counts.Length];
        for (var pixel = 0; pixel < map.Pixels; pixel++)
            if (map.WinnerAt(pixel) is var winner and >= 0) confidence[winner] += map.ProbabilityAt(pixel, winner);
        for (var i = 0; i < counts.Length; i++)
            yield return [map.Labels[i], $"{counts[i]}", Share((double)counts[i] / labelled), Share(confidence[i] / counts[i])];
        yield return ["masked", $"{map.Masked}", "–", "–"];
        foreach (var (reason, count) in map.Reasons()) yield return [$"masked: {reason.InWords()}", $"{count}", "–", "–"];
    }

    static string Share(double value) => double.IsFinite(value) ? (100 * value).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "–";
}
