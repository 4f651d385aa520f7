namespace Whiteline.Learning.Metrics;

/// <summary>How well one class is told from the others. A share of nothing is 0, as scikit-learn has it; an area that is not defined is NaN.</summary>
/// <param name="Label">The class.</param>
/// <param name="Precision">Share of the spectra given this label that are of the class.</param>
/// <param name="Recall">Share of the class's spectra that were given its label.</param>
/// <param name="F1">Harmonic mean of precision and recall.</param>
/// <param name="Support">Spectra of the class.</param>
/// <param name="RocAuc">Area under the receiver operating characteristic, this class against the rest; NaN when one side is empty.</param>
public sealed record ClassScore(string Label, double Precision, double Recall, double F1, int Support, double RocAuc);
