using System.Globalization;
using System.Text;
using Whiteline.Recipes;

namespace Whiteline.Reports;

/// <summary>The files of an explanation: pictures and tables.</summary>
public static class ExplanationFiles
{
    /// <summary>Writes the figure of one explanation as PNG and SVG, and its numbers as CSV; files of the same names are replaced.</summary>
    /// <param name="folder">Made when it is not there.</param>
    /// <param name="name">Name of the files without extension; see <see cref="FileNameOf"/>.</param>
    /// <param name="explanation">The explanation.</param>
    /// <param name="source">Where the spectrum came from, for the title.</param>
    /// <returns>The paths written.</returns>
    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, string name, Explanation explanation, string source) =>
        Write(folder, name, new ExplanationFigure(explanation, source), 900, explanation.Contribution is null ? 400 : 680, 2, Csv(explanation));

    /// <summary>Writes <c>weights.png</c>, <c>.svg</c> and <c>.csv</c> of a model with a linear or cosine kernel.</summary>
    /// <returns>The paths written; none for a model of another kind.</returns>
    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> WriteWeights(string folder, TrainedModel model) =>
        WeightsFigure.Of(model) is { } figure ? Write(folder, "weights", figure, figure.Width, figure.Height, figure.Scale, WeightsCsv(model)) : [];

    /// <summary>A part of a file name made of a label or another file's name: what does not belong there becomes an underscore, and it is cut at 80 letters.</summary>
    public static string FileNameOf(string text) =>
        // A label comes out of a file: it must not lead out of the folder.
        new([.. text.Take(80).Select(letter => char.IsLetterOrDigit(letter) || letter is '+' or '-' or '.' or '_' ? letter : '_')]);

    /// <summary>A row per channel: energy, intensity as classified, sensitivity, and, where there is a reference, it and the contribution.</summary>
    public static string Csv(Explanation explanation)
    {
        var csv = new StringBuilder(explanation.Reference is null ? "energyEv,intensity,sensitivity\n" : "energyEv,intensity,sensitivity,runnerUp,contribution\n");
        for (var c = 0; c < explanation.Axis.Count; c++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{explanation.Axis.EnergyAt(c):0.######},{explanation.Spectrum[c]:G7},{explanation.Sensitivity[c]:G7}");
            if (explanation is { Reference: { } reference, Contribution: { } contribution }) csv.Append(CultureInfo.InvariantCulture, $",{reference[c]:G7},{contribution[c]:G7}");
            csv.Append('\n');
        }
        return csv.ToString();
    }

    /// <summary>A row per channel: energy, and the weight in each pair's decision, positive for the class named first.</summary>
    static string WeightsCsv(TrainedModel model)
    {
        var pairs = PairWeights.Of(model)!;
        var csv = new StringBuilder("energyEv");
        foreach (var pair in pairs) csv.Append(',').Append(CsvText.Quote($"{pair.First} over {pair.Second}"));
        csv.Append('\n');
        for (var c = 0; c < model.Axis.Count; c++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{model.Axis.EnergyAt(c):0.######}");
            foreach (var pair in pairs) csv.Append(CultureInfo.InvariantCulture, $",{pair.Weights[c]:G7}");
            csv.Append('\n');
        }
        return csv.ToString();
    }

    static IReadOnlyList<string> Write(string folder, string name, Figure figure, int width, int height, double scale, string csv)
    {
        if (name != Path.GetFileName(name)) throw new ArgumentException($"'{name}' is not a file name.", nameof(name));
        var files = new ResultFolder(folder);
        files.Picture(name, figure, width, height, scale);
        files.Text(name + ".csv", csv);
        return files.Written;
    }
}
