using Whiteline.Fidelity;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Generation;

/// <summary>A way to make spectra, put to the proof.</summary>
/// <param name="Method">Its name, such as <c>gan</c>.</param>
/// <param name="Settings">Its settings in words.</param>
/// <param name="Fidelity">How the spectra compare with measured ones.</param>
/// <param name="Synthetic">The spectra that were judged.</param>
/// <param name="Seconds">What training and making took.</param>
public sealed record MethodProof(string Method, string Settings, FidelityResult Fidelity, LabeledSpectra Synthetic, double Seconds);

/// <summary>A classifier trained on measured and on synthetic spectra.</summary>
/// <param name="Method">How the synthetic spectra were made, from the training part alone.</param>
/// <param name="Classifier">The classifier.</param>
/// <param name="TestedOn">What it was tested on, in words.</param>
/// <param name="Tested">Measured spectra tested on.</param>
/// <param name="Real">Accuracy after training on the measured spectra.</param>
/// <param name="Synthetic">After training on synthetic spectra alone.</param>
/// <param name="Both">After training on both.</param>
/// <param name="RealOnSynthetic">Accuracy of the classifier trained on measured spectra, on synthetic ones.</param>
public sealed record UtilityScore(string Method, string Classifier, string TestedOn, int Tested, double Real, double Synthetic, double Both, double RealOnSynthetic);

/// <summary>Accuracy after training on few measured spectra, filled up with synthetic ones.</summary>
/// <param name="Method">How they were made; <see cref="NoMethod"/> for none.</param>
/// <param name="Classifier">The classifier.</param>
/// <param name="Measured">Measured spectra of a class.</param>
/// <param name="Accuracy">Mean over several draws of these.</param>
/// <param name="Low">The least of the draws.</param>
/// <param name="High">The most of them.</param>
public sealed record SizePoint(string Method, string Classifier, int Measured, double Accuracy, double Low, double High)
{
    /// <summary>Name of training on the measured spectra alone.</summary>
    public const string NoMethod = "none";
}

/// <summary>What the proof of one or several methods found.</summary>
/// <param name="Training">Measured spectra that the methods learned from for their fidelity.</param>
/// <param name="HeldOut">Measured spectra that they were compared with.</param>
/// <param name="Methods">The methods, the asked one first.</param>
/// <param name="Utility">Training on synthetic spectra; empty when it was not asked for.</param>
/// <param name="Sizes">Accuracy by number of measured spectra; empty when it was not asked for.</param>
public sealed record AugmentationResult(
    LabeledSpectra Training, LabeledSpectra HeldOut, IReadOnlyList<MethodProof> Methods, IReadOnlyList<UtilityScore> Utility, IReadOnlyList<SizePoint> Sizes);
