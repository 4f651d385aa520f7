using Whiteline.Learning.Metrics;

namespace Whiteline.Recipes;

/// <summary>One prediction of a spectrum by a model that did not train on it.</summary>
/// <param name="Index">Index of the spectrum in the dataset.</param>
/// <param name="Fold">Number of the division, from 0.</param>
/// <param name="Probabilities">Shape (k), in the order of the classes of the whole dataset; 0 for a class that the training part lacked.</param>
public sealed record HeldOutPrediction(int Index, int Fold, IReadOnlyList<double> Probabilities);

/// <summary>What cross-validation found.</summary>
/// <param name="Model">Name of the classifier, such as <c>svm</c>.</param>
/// <param name="Settings">The classifier with its hyperparameters.</param>
/// <param name="Plan">How the dataset was divided.</param>
/// <param name="Split">The division in words.</param>
/// <param name="FoldAccuracies">Accuracy on the held part of each division.</param>
/// <param name="Predictions">By division, then by index. Each spectrum is there once, but with random divisions as often as it was held out.</param>
/// <param name="Scores">Of all <paramref name="Predictions"/> together.</param>
/// <param name="Warnings">Sentences that a reader of the scores must know.</param>
/// <param name="Robustness">The curves that were asked for, over all held-out spectra; null for none.</param>
public sealed record CrossValidationResult(
    string Model,
    string Settings,
    SplitPlan Plan,
    string Split,
    IReadOnlyList<double> FoldAccuracies,
    IReadOnlyList<HeldOutPrediction> Predictions,
    Scores Scores,
    IReadOnlyList<string> Warnings,
    EvaluationResult? Robustness = null)
{
    /// <summary>Classes of the whole dataset, in ordinal order.</summary>
    public IReadOnlyList<string> Labels => Scores.Confusion.Labels;

    /// <summary>True when no group was on both sides of a division.</summary>
    public bool ByGroup => Plan.ByGroup;

    /// <summary>Standard deviation of the accuracies of the divisions, of which there are k: the root of the mean squared distance from their mean.</summary>
    public double AccuracyStd
    {
        get
        {
            var mean = FoldAccuracies.Average();
            return Math.Sqrt(FoldAccuracies.Average(accuracy => (accuracy - mean) * (accuracy - mean)));
        }
    }
}
