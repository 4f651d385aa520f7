using Whiteline.Learning;
using Whiteline.Learning.Metrics;

namespace Whiteline.Recipes;

/// <summary>One point of a robustness curve.</summary>
/// <param name="At">The condition: shift in eV, multiple of the noise, standard deviation as a part of the peak, electrons, or width in eV.</param>
/// <param name="Accuracy">Share of right labels, over all draws.</param>
/// <param name="BalancedAccuracy">Mean recall of the classes.</param>
/// <param name="ExtendedEv">Width of the model's window that no measured channel reached and that was filled with the last value, eV.</param>
public sealed record RobustnessPoint(double At, double Accuracy, double BalancedAccuracy, double ExtendedEv = 0);

/// <summary>How a model does on a labelled dataset.</summary>
/// <param name="Model">Name of the classifier, such as <c>svm</c>.</param>
/// <param name="Settings">The classifier with its hyperparameters.</param>
/// <param name="Verdicts">One a spectrum, over the labels of the model and of the dataset together.</param>
/// <param name="Scores">Of all spectra.</param>
/// <param name="Uncertainty">Of the accuracy; groups count where the dataset has them.</param>
/// <param name="ShiftCurve">By energy shift.</param>
/// <param name="NoiseCurve">By multiple of the noise that the spectra hold.</param>
/// <param name="GaussianCurve">By Gaussian noise.</param>
/// <param name="DoseCurve">By electrons at the peak.</param>
/// <param name="ResolutionCurve">By broadening, eV.</param>
/// <param name="DispersionCurve">By channel width, eV.</param>
/// <param name="Warnings">Sentences that a reader of the scores must know.</param>
public sealed record EvaluationResult(
    string Model,
    string Settings,
    IReadOnlyList<Verdict> Verdicts,
    Scores Scores,
    AccuracyInterval Uncertainty,
    IReadOnlyList<RobustnessPoint> ShiftCurve,
    IReadOnlyList<RobustnessPoint> NoiseCurve,
    IReadOnlyList<RobustnessPoint> GaussianCurve,
    IReadOnlyList<RobustnessPoint> DoseCurve,
    IReadOnlyList<RobustnessPoint> ResolutionCurve,
    IReadOnlyList<RobustnessPoint> DispersionCurve,
    IReadOnlyList<string> Warnings)
{
    /// <summary>What the model abstained on, and how the rest did.</summary>
    public required Answers Answers { get; init; }

    /// <summary>How the sets of labels did at the error rate that was asked for; null when none was.</summary>
    public SetScores? Sets { get; init; }
}
