using System.Globalization;
using Whiteline.Fidelity;
using Whiteline.Recipes.Generation;

namespace Whiteline.Reports.Augmentation;

/// <summary>The proof of synthetic spectra as one HTML page: which method to use, all measures beside their control, and what the spectra look like.</summary>
static class AugmentationReport
{
    public static string Html(AugmentationResult result, string title, IReadOnlyList<(string Name, string Value)> made)
    {
        var page = new HtmlPage(title);
        var first = result.Methods[0];
        page.Note("In words", Recommendation.Of(result).Words);
        if (first.Fidelity.LeftOut.Count > 0) page.Note("Not judged", [$"{string.Join(", ", first.Fidelity.LeftOut)}: fewer than {FidelityProof.LeastPerClass} measured spectra to learn from or to compare with."]);
        page.Heading("What the spectra must show");
        var demands = result.Methods.SelectMany(method => method.Fidelity.Demands.Select(demand => (method.Method, Demand: demand))).ToArray();
        page.Table(
            ["Method", "Class", "Measure", "Value", "Bound", "Met"],
            demands.Select(row => new[] { row.Method, row.Demand.Label, Demand.Name(row.Demand.What), row.Demand.Shown.Value, $"{(row.Demand.IsUpper ? "≤" : "≥")} {row.Demand.Shown.Bound}", row.Demand.IsMet ? "yes" : "no" }),
            3, sortable: true, row => demands[row].Demand.IsMet ? "good" : "bad");
        page.Paragraph("Where measured spectra in place of the synthetic ones miss a bound on mean, spread or two-sample test themselves, what they reach is the bound.");
        page.Heading("All measures beside the control");
        page.Paragraph($"Synthetic spectra and, as the control, the measured ones that the methods learned from, each compared with {result.HeldOut.Count} measured spectra held out; the mean over the classes, as many spectra at a time on both sides.");
        Measures(page, result, (fidelity, measure) => fidelity.Mean(measure));
        if (result.Utility.Count > 0) Utility(page, result);
        page.Heading($"The spectra of {first.Method}");
        foreach (var pair in AugmentationFigures.Of(result).Chunk(2))
            foreach (var figure in pair) page.Picture(figure.Figure, figure.Alternative, figure.Width, figure.Height);
        page.Heading("By class");
        foreach (var one in first.Fidelity.Classes)
        {
            page.Paragraph($"{one.Label}: the methods learned from {one.Training} measured spectra; {one.Synthetic} synthetic ones are compared with {one.HeldOut} held out.");
            Measures(page, result, (fidelity, measure) => fidelity.Classes.First(other => other.Label == one.Label)[measure]);
        }
        page.Heading("How it was made");
        page.Values([.. made, .. result.Methods.Select(method => (method.Method, FormattableString.Invariant($"{method.Settings}; {method.Seconds:0.0} s")))]);
        return page.ToString();
    }

    static void Utility(HtmlPage page, AugmentationResult result)
    {
        page.Heading("Training on synthetic spectra");
        page.Paragraph("Accuracy on measured spectra after training on measured spectra, on synthetic ones alone, and on both; and of the classifier of measured spectra on synthetic ones. Each generator learned from the training part of each division alone.");
        page.Table(
            ["Method", "Classifier", "Tested on", "spectra", "measured", "synthetic", "both", "measured on synthetic"],
            result.Utility.Select(score => new[] { score.Method, score.Classifier, score.TestedOn, $"{score.Tested}", Number(score.Real), Number(score.Synthetic), Number(score.Both), Number(score.RealOnSynthetic) }),
            3, sortable: true);
    }

    // All methods learned from the same spectra, so that one control stands for all.
    static void Measures(HtmlPage page, AugmentationResult result, Func<FidelityResult, Measure, MeasureValue> value) => page.Table(
        ["Measure", .. result.Methods.Select(method => method.Method), "control"],
        Enum.GetValues<Measure>().Select(measure => (string[])[Demand.Name(measure), .. result.Methods.Select(method => Number(value(method.Fidelity, measure).Synthetic)), Number(value(result.Methods[0].Fidelity, measure).Control)]),
        1, sortable: false);

    internal static string Number(double value) => double.IsFinite(value) ? value.ToString("0.000", CultureInfo.InvariantCulture) : "";
}
