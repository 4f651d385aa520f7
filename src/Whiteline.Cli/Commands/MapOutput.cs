using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Maps;
using Whiteline.Recipes;
using Whiteline.Reports;

namespace Whiteline.Cli.Commands;

/// <summary>Writes a map in every form.</summary>
static class MapOutput
{
    /// <summary>Writes report, figures, table and <c>map.hspy</c>, and returns their names.</summary>
    public static IReadOnlyList<string> Write(CommandRun run, string folder, MapResult result, string title, TrainedModel model, TruthView? truth)
    {
        var files = MapFiles.Write(folder, result, title, CardOf(model), truth).ToList();
        var hspy = Path.Combine(folder, "map.hspy");
        run.Formats.WriterFor(hspy).Write(hspy, MapSignals.From(result.Map), run.Cancellation);
        return [.. files, hspy];
    }

    static ModelCardView CardOf(TrainedModel model)
    {
        var card = model.Card;
        var rows = new List<(string, string)>
        {
            ("classifier", $"{card.Classifier}: {card.Settings}"),
            ("classes", string.Join(", ", card.Spectra.Select(pair => $"{pair.Key} ({pair.Value} spectra)"))),
            ("groups", card.Groups > 0 ? card.Groups.ToString(CultureInfo.InvariantCulture) : "unknown"),
            ("energy axis", model.Axis.ToString()),
            ("L3 positions", string.Join(", ", card.LinePositionsEv.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:0.0} eV")))),
            ("augmentation", card.Augmentation ?? "none"),
            ("accuracy on its training spectra", card.TrainAccuracy.ToString("0.000", CultureInfo.InvariantCulture)),
            ("trained", string.Create(CultureInfo.InvariantCulture, $"{card.Trained:yyyy-MM-dd}, {card.Program}, seed {card.Seed}")),
        };
        rows.AddRange(card.Inputs.Select(input => ("trained on", $"{input.Name} (SHA-256 {input.Sha256})")));
        rows.AddRange(card.Scores.Select(score => ("scored on", string.Create(CultureInfo.InvariantCulture, $"{score.Set}: {score.Accuracy:0.000} right of {score.Spectra}; {score.Answered:0.000} answered, {score.AccuracyAnswered:0.000} of those right{(score.AxisUncertaintyEv is { } sigma ? $" (axis ± {sigma:0.##} eV)" : "")}"))));
        rows.AddRange(card.Limits.Select(limit => ("limit", limit)));
        return new("Model card", rows);
    }
}
