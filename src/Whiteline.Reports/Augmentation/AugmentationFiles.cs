using System.Globalization;
using System.Text;
using Whiteline.Recipes.Generation;

namespace Whiteline.Reports.Augmentation;

/// <summary>The files of a proof of synthetic spectra: the report, its figures, and all numbers as tables.</summary>
public static class AugmentationFiles
{
    /// <summary>Writes all files into a folder, which is made when it is not there; files of the same names are replaced.</summary>
    /// <returns>The paths written, the report first.</returns>
    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, AugmentationResult result, string title, IReadOnlyList<(string Name, string Value)> made)
    {
        var files = new ResultFolder(folder);
        files.Text("report.html", AugmentationReport.Html(result, title, made));
        files.Text("metrics.csv", Metrics(result));
        if (result.Utility.Count > 0) files.Text("utility.csv", Utility(result));
        if (result.Sizes.Count > 0) files.Text("sizes.csv", Sizes(result));
        foreach (var figure in AugmentationFigures.Of(result)) files.Picture(figure.Name, figure.Figure, figure.Width, figure.Height);
        return files.Written;
    }

    static string Metrics(AugmentationResult result)
    {
        var csv = new StringBuilder("method,class,measure,synthetic,control\n");
        foreach (var method in result.Methods)
            foreach (var one in method.Fidelity.Classes)
                foreach (var (measure, value) in one.Values)
                    csv.Append(CultureInfo.InvariantCulture, $"{method.Method},{CsvText.Quote(one.Label)},{measure},{Cell(value.Synthetic)},{Cell(value.Control)}\n");
        return csv.ToString();
    }

    // What cannot be measured is an empty cell: not every reader of tables knows NaN.
    static string Cell(double value) => double.IsFinite(value) ? value.ToString("G6", CultureInfo.InvariantCulture) : "";

    static string Utility(AugmentationResult result)
    {
        var csv = new StringBuilder("method,classifier,testedOn,tested,real,synthetic,both,realOnSynthetic\n");
        foreach (var score in result.Utility)
            csv.Append(CultureInfo.InvariantCulture, $"{score.Method},{score.Classifier},{score.TestedOn},{score.Tested},{score.Real:0.######},{score.Synthetic:0.######},{score.Both:0.######},{score.RealOnSynthetic:0.######}\n");
        return csv.ToString();
    }

    static string Sizes(AugmentationResult result)
    {
        var csv = new StringBuilder("method,classifier,measuredPerClass,accuracy,low,high\n");
        foreach (var point in result.Sizes)
            csv.Append(CultureInfo.InvariantCulture, $"{point.Method},{point.Classifier},{point.Measured},{point.Accuracy:0.######},{point.Low:0.######},{point.High:0.######}\n");
        return csv.ToString();
    }
}
