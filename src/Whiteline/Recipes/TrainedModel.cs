using Whiteline.Learning;
using Whiteline.Learning.Calibration;
using Whiteline.Learning.Novelty;
using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>A classifier with the recipe it was trained with: predictions cannot be made with other preprocessing.</summary>
/// <param name="Recipe">Takes raw spectra to what the classifier learned from; ends on <paramref name="Axis"/>.</param>
/// <param name="Classifier">The trained classifier.</param>
/// <param name="Axis">The energy axis of the prepared spectra.</param>
/// <param name="Card">What the model is.</param>
public sealed record TrainedModel(Recipe Recipe, IClassifier Classifier, EnergyAxis Axis, ModelCard Card)
{
    /// <summary>Tells spectra that are unlike those of the training; null in a model without one.</summary>
    public NoveltyGate? Gate { get; init; }

    /// <summary>Tells the element's white lines from those of others on an axis that puts them in the same place; null in a model of no single L2,3 edge.</summary>
    public ElementGate? ElementGate { get; init; }

    /// <summary>How much doubt of a network is too much; null for other classifiers and in a model without a gate.</summary>
    public DoubtLimits? Doubts { get; init; }

    /// <summary>What makes the classifier's probabilities honest beyond what it does by itself; null for nothing.</summary>
    public IsotonicCalibration? Calibration { get; init; }

    /// <summary>Sets of labels at a stated error rate, by increasing uncertainty of the energy axis; null in a model that did not learn them.</summary>
    public IReadOnlyList<LabelSetsAt>? Sets { get; init; }

    /// <summary>Probabilities of prepared spectra, calibrated.</summary>
    /// <param name="prepared">Shape (n, channels).</param>
    /// <param name="probabilities">Receives shape (n, k).</param>
    public void Predict(ReadOnlySpan<float> prepared, Span<double> probabilities)
    {
        Classifier.Predict(prepared, probabilities);
        Calibration?.Apply(probabilities);
    }

    /// <summary>Whether an error of the energy axis reaches the classifier: an aligned spectrum has none, and a recipe without a calibration takes every axis as it is.</summary>
    public bool PositionCounts => Recipe.Steps.OfType<EnergyCalibration>().Any() && !Recipe.Steps.OfType<Align>().Any();

    /// <summary>Class labels, in ordinal order.</summary>
    public IReadOnlyList<string> Labels => Classifier.Classes;

    /// <summary>The element that all labels name, or null when they name several or none.</summary>
    public string? Element => ElementOf(Labels);

    /// <summary>The element that all labels name, or null when they name several or none.</summary>
    public static string? ElementOf(IEnumerable<string> labels)
    {
        var elements = labels.Select(label => OxidationState.Parse(label)?.Element).Distinct().ToArray();
        return elements is [{ } element] ? element : null;
    }
}
