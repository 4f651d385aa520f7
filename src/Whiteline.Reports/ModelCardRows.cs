using System.Globalization;
using Whiteline.Recipes;

namespace Whiteline.Reports;

/// <summary>Writes a model's card for a reader.</summary>
public static class ModelCardRows
{
    /// <summary>The card of a model as a table.</summary>
    public static ModelCardView Of(TrainedModel model)
    {
        var card = model.Card;
        var rows = new List<(string, string)>
        {
            ("classifier", card.Settings.StartsWith($"{card.Classifier}: ", StringComparison.Ordinal) ? card.Settings : $"{card.Classifier}: {card.Settings}"),
            ("classes", string.Join(", ", card.Spectra.Select(pair => $"{pair.Key} ({pair.Value} spectra)"))),
            ("groups", card.Groups > 0 ? card.Groups.ToString(CultureInfo.InvariantCulture) : "unknown"),
            ("energy axis", model.Axis.ToString()),
            ("L3 positions", card.LinePositionsEv.Count == 0 ? "none known" : string.Join(", ", card.LinePositionsEv.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:0.0} eV")))),
            ("augmentation", card.Augmentation ?? "none"),
            ("probabilities", card.Calibration ?? "as the classifier gives them"),
            ("accuracy on its training spectra", card.TrainAccuracy.ToString("0.000", CultureInfo.InvariantCulture)),
            ("trained", string.Create(CultureInfo.InvariantCulture, $"{card.Trained:yyyy-MM-dd}, {card.Program}, seed {card.Seed}")),
        };
        rows.AddRange(card.Inputs.Select(input => ("trained on", $"{input.Name} (SHA-256 {input.Sha256})")));
        rows.AddRange(card.Scores.Select(score => ("scored on", string.Create(CultureInfo.InvariantCulture, $"{score.Set}: {score.Accuracy:0.000} right of {score.Spectra}; {score.Answered:0.000} answered, {score.AccuracyAnswered:0.000} of those right{(score.AxisUncertaintyEv is { } sigma ? $" (axis ± {sigma:0.##} eV)" : "")}"))));
        if (card.MostDispersionEv is { } widest) rows.Add(("channels", string.Create(CultureInfo.InvariantCulture, $"up to {widest:0.##} eV wide")));
        rows.AddRange(card.Curves.Select(curve => ($"accuracy by {curve.Condition}", string.Join("; ", curve.At.Zip(curve.Accuracy, (at, accuracy) => string.Create(CultureInfo.InvariantCulture, $"{at:0.##}: {accuracy:0.00}"))))));
        rows.AddRange(card.KnownFailures.Select(failure => ("known failure", failure)));
        rows.AddRange(card.Limits.Select(limit => ("limit", limit)));
        return new("Model card", rows);
    }
}
