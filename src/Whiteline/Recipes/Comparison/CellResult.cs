namespace Whiteline.Recipes.Comparison;

/// <summary>Cross-validated accuracy under one kind of split.</summary>
/// <param name="Accuracy">Share of right labels.</param>
/// <param name="BalancedAccuracy">Mean recall of the classes.</param>
/// <param name="FoldStd">Standard deviation of the folds' accuracies.</param>
/// <param name="Ece">Expected calibration error.</param>
/// <param name="Wrong">Indices of the spectra that were labelled wrongly, for paired comparisons.</param>
public sealed record SplitScore(double Accuracy, double BalancedAccuracy, double FoldStd, double Ece, IReadOnlyList<int> Wrong);

/// <summary>What one combination of a comparison scored.</summary>
/// <param name="Cell">The combination.</param>
/// <param name="Plain">By a stratified split, near copies on both sides.</param>
/// <param name="Grouped">With whole groups held out; null where groups are unknown.</param>
/// <param name="Test">Accuracy of one model on the test spectra, unaltered; of several small training sets the mean.</param>
/// <param name="TestLow">Lower end of its 95 % interval; the least of several.</param>
/// <param name="TestHigh">Upper end of it; the most of several.</param>
/// <param name="ShiftCurve">On the test spectra, by energy shift.</param>
/// <param name="NoiseCurve">By multiple of the PCA noise.</param>
/// <param name="GaussianCurve">By Gaussian noise.</param>
/// <param name="DoseCurve">By electrons at the peak.</param>
/// <param name="ResolutionCurve">By broadening.</param>
/// <param name="DispersionCurve">By channel width.</param>
/// <param name="Seconds">What the cell took.</param>
/// <param name="Failure">Why the cell could not be run; null when it was.</param>
public sealed record CellResult(
    ComparisonCell Cell,
    SplitScore? Plain,
    SplitScore? Grouped,
    double Test,
    double TestLow,
    double TestHigh,
    IReadOnlyList<RobustnessPoint> ShiftCurve,
    IReadOnlyList<RobustnessPoint> NoiseCurve,
    IReadOnlyList<RobustnessPoint> GaussianCurve,
    IReadOnlyList<RobustnessPoint> DoseCurve,
    IReadOnlyList<RobustnessPoint> ResolutionCurve,
    IReadOnlyList<RobustnessPoint> DispersionCurve,
    double Seconds,
    string? Failure = null)
{
    /// <summary>Indices of the test spectra that were labelled wrongly, for paired comparisons.</summary>
    public IReadOnlyList<int> TestWrong { get; init; } = [];

    /// <summary>A cell without scores, and why.</summary>
    public static CellResult Failed(ComparisonCell cell, string? failure) => new(cell, null, null, double.NaN, double.NaN, double.NaN, [], [], [], [], [], [], 0, failure);

    /// <summary>The score to trust: with groups held out where they are known.</summary>
    public SplitScore? Honest => Grouped ?? Plain;

    /// <summary>Mean accuracy over shifts of at most so many eV.</summary>
    public double MeanWithin(double shiftEv) => ShiftCurve.Where(point => Math.Abs(point.At) <= shiftEv).Select(point => point.Accuracy).DefaultIfEmpty(double.NaN).Average();
}
