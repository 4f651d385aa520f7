using System.Globalization;
using System.Text;
using Whiteline.Recipes;
using Whiteline.Spectra;

namespace Whiteline.Reports;

/// <summary>The files of a cross-validation: the confusion figure and the predictions.</summary>
public static class CrossValidationFiles
{
    /// <summary>Writes all files into a folder, which is made when it is not there; files of the same names are replaced.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="result">What cross-validation found.</param>
    /// <param name="data">The dataset that it ran on.</param>
    /// <returns>The paths written: confusion.png, confusion.svg and predictions.csv.</returns>
    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, CrossValidationResult result, LabeledSpectra data)
    {
        var title = FormattableString.Invariant($"{result.Scores.Accuracy:0.000} right, {(result.ByGroup ? "groups held out" : "single spectra held out")}");
        var figure = new ConfusionFigure(result.Labels, result.Scores.Confusion.Counts(), title);
        var side = Math.Clamp(90 * result.Labels.Count, 300, 1200);
        var files = new ResultFolder(folder);
        files.Picture("confusion", figure, side + 126, side + 94);
        files.Text("predictions.csv", Csv(result, data));
        return files.Written;
    }

    /// <summary>A row per prediction: index of the spectrum, group, true label, label given, fold, and the probability of each class.</summary>
    public static string Csv(CrossValidationResult result, LabeledSpectra data)
    {
        var csv = new StringBuilder("spectrum,group,label,predicted,fold");
        foreach (var label in result.Labels) csv.Append(',').Append(CsvText.Quote($"P({label})"));
        csv.Append('\n');
        foreach (var one in result.Predictions)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{one.Index},{CsvText.Quote(data.Groups?[one.Index] ?? "")},{CsvText.Quote(data.Labels[one.Index])},");
            csv.Append(CsvText.Quote(new Learning.Verdict(result.Labels, one.Probabilities).Label)).Append(CultureInfo.InvariantCulture, $",{one.Fold + 1}");
            foreach (var probability in one.Probabilities) csv.Append(CultureInfo.InvariantCulture, $",{probability:0.#########}");
            csv.Append('\n');
        }
        return csv.ToString();
    }
}
