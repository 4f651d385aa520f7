using System.Numerics.Tensors;

namespace Whiteline.Learning.Svm;

/// <summary>
/// A support vector machine that sees every spectrum twice, as it is and denoised by the training spectra nearest to it; its kernel is the mean of the two (<see cref="LocalDenoising"/>).
/// A machine of one view holds that view's half of the decision values.
/// </summary>
public sealed class TwoViewClassifier : IClassifier, IExplainable
{
    /// <summary>Creates the classifier.</summary>
    /// <param name="view">The second view.</param>
    /// <param name="own">The half that sees spectra as they are; its offsets and sigmoids are those of the whole.</param>
    /// <param name="denoised">The half that sees them denoised; its offsets are 0.</param>
    /// <exception cref="BadInputException">The halves do not fit together.</exception>
    public TwoViewClassifier(DenoisedView view, SvmClassifier own, SvmClassifier denoised)
    {
        if (own.Channels != denoised.Channels || own.Channels != view.Local.Channels || own.Scheme != denoised.Scheme || own.Functions.Count != denoised.Functions.Count || !own.Classes.SequenceEqual(denoised.Classes))
            throw new BadInputException("The support vector machine is damaged: its two views do not fit together. Train the model again.");
        (View, Own, Denoised) = (view, own, denoised);
    }

    /// <summary>The second view.</summary>
    public DenoisedView View { get; }

    /// <summary>The half that sees spectra as they are.</summary>
    public SvmClassifier Own { get; }

    /// <summary>The half that sees them denoised.</summary>
    public SvmClassifier Denoised { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes => Own.Classes;

    /// <inheritdoc/>
    public int Channels => Own.Channels;

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> intensity, Span<double> probabilities)
    {
        var (functions, k) = (Own.Functions.Count, Classes.Count);
        var n = PredictionRows.Count(intensity.Length, Channels, probabilities.Length, k);
        var (decisions, second) = (new double[n * functions], new double[n * functions]);
        // The neighbours of a spectrum without numbers cannot be looked for.
        var finite = PredictionRows.Finite(intensity, Channels);
        Own.Decide(finite, decisions);
        Denoised.Decide(View.Of(finite), second);
        TensorPrimitives.Add(decisions, second, decisions);
        for (var i = 0; i < n; i++) Own.Couple(decisions.AsSpan(i * functions, functions), probabilities.Slice(i * k, k));
        PredictionRows.LeaveUnknown(intensity, Channels, probabilities, k);
    }

    /// <inheritdoc/>
    /// <remarks>The evidence is that of both halves. Neighbourhoods change at once from one spectrum to the next; the gradient is that within one.</remarks>
    public void Explain(ReadOnlySpan<float> spectrum, int classIndex, Span<double> sensitivity)
    {
        SvmExplanation.Gradient(Own, spectrum, classIndex, sensitivity);
        var denoised = new double[Channels];
        SvmExplanation.Gradient(Denoised, View.Of(spectrum), classIndex, denoised);
        var followed = View.Local.Along(spectrum, Array.ConvertAll(denoised, value => (float)value));
        for (var c = 0; c < followed.Length; c++) sensitivity[c] += View.Scale * followed[c];
    }
}
