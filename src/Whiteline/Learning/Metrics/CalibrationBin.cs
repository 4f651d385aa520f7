namespace Whiteline.Learning.Metrics;

/// <summary>The spectra whose confidence lies in one interval: a bar of the reliability diagram.</summary>
/// <param name="From">Lower end of the interval, not in it (but 0 is in the first).</param>
/// <param name="To">Upper end, in it.</param>
/// <param name="Count">Spectra in the interval.</param>
/// <param name="Confidence">Their mean confidence; NaN when there is none.</param>
/// <param name="Accuracy">The share of them whose label is right; NaN when there is none.</param>
public sealed record CalibrationBin(double From, double To, int Count, double Confidence, double Accuracy);
