using System.Globalization;
using System.Text;
using Whiteline.Learning;
using Whiteline.Learning.Metrics;
using Whiteline.Recipes;
using Whiteline.Spectra;

namespace Whiteline.Reports;

/// <summary>The files of an evaluation: confusion, calibration, the curves that were asked for, and tables of curves and predictions.</summary>
public static class EvaluationFiles
{
    const int Width = 700, Height = 400;

    /// <summary>Writes all files into a folder, which is made when it is not there; files of the same names are replaced.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="result">What the evaluation found.</param>
    /// <param name="data">The dataset that it ran on.</param>
    /// <returns>The paths written.</returns>
    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, EvaluationResult result, LabeledSpectra data)
    {
        var scores = result.Scores;
        var files = new ResultFolder(folder);
        var labels = scores.Confusion.Labels;
        var side = Math.Clamp(90 * labels.Count, 300, 1200);
        files.Picture("confusion", new ConfusionFigure(labels, scores.Confusion.Counts(), FormattableString.Invariant($"{scores.Accuracy:0.000} of {data.Count} spectra right")), side + 126, side + 94);
        files.Picture("calibration", new CalibrationFigure(scores.Bins, FormattableString.Invariant($"Calibration error {scores.Ece:0.000}, Brier score {scores.Brier:0.000}")), 520, 560);
        if (result.Answers.Curve.Count > 1) files.Picture("risk", Risk(result.Answers), Width, Height);
        Curve("shift-curve", result.ShiftCurve, "Accuracy against energy shift", "energy shift, eV");
        Curve("noise-curve", result.NoiseCurve, "Accuracy against PCA noise", "multiple of the noise in the spectra");
        Curve("gaussian-curve", result.GaussianCurve, "Accuracy against Gaussian noise", "standard deviation, part of the peak");
        Curve("dose-curve", result.DoseCurve, "Accuracy against dose", "electrons at the peak");
        Curve("resolution-curve", result.ResolutionCurve, "Accuracy against energy resolution", "broadening (FWHM), eV");
        Curve("dispersion-curve", result.DispersionCurve, "Accuracy against dispersion", "channel width, eV");
        files.Text("curves.csv", Curves(result));
        files.Text("risk.csv", string.Concat(result.Answers.Curve.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Confidence:0.######},{point.Answered:0.######},{point.Risk:0.######}\n")).Prepend("confidence,answered,risk\n")));
        files.Text("predictions.csv", Predictions(result, data));
        return files.Written;

        void Curve(string name, IReadOnlyList<RobustnessPoint> points, string title, string what)
        {
            if (points.Count > 0) files.Picture(name, Figure(points, title, what), Width, Height);
        }
    }

    /// <summary>Accuracy over one condition.</summary>
    public static Figure Figure(IReadOnlyList<RobustnessPoint> points, string title, string what)
    {
        double[] at = [.. points.Select(point => point.At)];
        return new LineFigure(title, what, "accuracy", [new("accuracy", at, [.. points.Select(point => point.Accuracy)]), new("balanced accuracy", at, [.. points.Select(point => point.BalancedAccuracy)]) { Dashed = true }]) { YIsShare = true };
    }

    static LineFigure Risk(Answers answers) => new(
        "Wrong labels against the part answered, the surest first", "part of the spectra given a label", "part of those labels that is wrong",
        [new("risk", [.. answers.Curve.Select(point => point.Answered)], [.. answers.Curve.Select(point => point.Risk)])])
    {
        YIsShare = true,
    };

    static string Curves(EvaluationResult result)
    {
        var csv = new StringBuilder("curve,at,accuracy,balancedAccuracy,extendedEv\n");
        foreach (var (name, points) in new[] { ("shift", result.ShiftCurve), ("noise", result.NoiseCurve), ("gaussian", result.GaussianCurve), ("dose", result.DoseCurve), ("resolution", result.ResolutionCurve), ("dispersion", result.DispersionCurve) })
            foreach (var point in points)
                csv.Append(CultureInfo.InvariantCulture, $"{name},{point.At:G6},{point.Accuracy:0.######},{point.BalancedAccuracy:0.######},{point.ExtendedEv:G6}\n");
        return csv.ToString();
    }

    static string Predictions(EvaluationResult result, LabeledSpectra data)
    {
        var csv = new StringBuilder("spectrum,group,label,predicted");
        foreach (var label in result.Scores.Confusion.Labels) csv.Append(',').Append(CsvText.Quote($"P({label})"));
        csv.Append(",abstained");
        if (result.Sets is not null) csv.Append(",set");
        csv.Append('\n');
        for (var i = 0; i < data.Count; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{i},{CsvText.Quote(data.Groups?[i] ?? "")},{CsvText.Quote(data.Labels[i])},{CsvText.Quote(result.Verdicts[i].Label)}");
            foreach (var probability in result.Verdicts[i].Probabilities) csv.Append(CultureInfo.InvariantCulture, $",{probability:0.#########}");
            csv.Append(',').Append(result.Verdicts[i].Abstained?.InWords());
            if (result.Verdicts[i].Set is { } set) csv.Append(',').AppendJoin(' ', set);
            csv.Append('\n');
        }
        return csv.ToString();
    }
}
