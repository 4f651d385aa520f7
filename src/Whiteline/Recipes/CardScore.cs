namespace Whiteline.Recipes;

/// <summary>How a model did on labelled spectra that it has not seen, as its card tells.</summary>
/// <param name="Set">Name of the file.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="Spectra">How many there are.</param>
/// <param name="Accuracy">Share of right labels, those of spectra that the model abstains on counted too.</param>
/// <param name="Answered">Share of the spectra that the model does not abstain on.</param>
/// <param name="AccuracyAnswered">Share of right labels among those; NaN is written as 0 when there are none.</param>
/// <param name="AxisUncertaintyEv">Declared standard deviation of the axis' error, eV; null for an axis judged by the edge.</param>
public sealed record CardScore(string Set, string Sha256, int Spectra, double Accuracy, double Answered, double AccuracyAnswered, double? AxisUncertaintyEv = null);
