using System.Numerics.Tensors;
using Whiteline.Numerics;

namespace Whiteline.Training.Generative;

/// <summary>
/// Clean spectra of an adversarially trained generator. Its corrections are taken about their mean: what a hundred spectra say of their mean is surer than what a critic has
/// learned of it from them.
/// </summary>
sealed class AdversarialSpectra : ICleanSpectra
{
    const int Draws = 128;

    readonly SpectrumModel model;
    readonly IReadOnlyList<LatentPrior> priors;
    readonly GeneratorInput input;
    readonly GeneratorPass pass;
    readonly (float[] Latents, float[] Spectrum)[] drift;

    /// <param name="model">All classes.</param>
    /// <param name="priors">Where latent numbers are drawn, class by class.</param>
    /// <param name="input">What enters the network.</param>
    /// <param name="tensors">Arrays of the network.</param>
    /// <param name="seed">Decides what the mean of the corrections is taken over.</param>
    public AdversarialSpectra(SpectrumModel model, IReadOnlyList<LatentPrior> priors, GeneratorInput input, NamedTensors tensors, Seed seed)
    {
        (this.model, this.priors, this.input, pass) = (model, priors, input, new(input.Shape, tensors));
        drift = [.. Enumerable.Range(0, priors.Count).Select(label => Drift(label, seed.Branch("class", label)))];
    }

    public CleanDraw Draw(int label, int turn, RandomSource random, Span<float> clean)
    {
        var own = model.Classes[label];
        var (parent, padded, correction, spectrum) = Corrections(label, turn, random);
        TensorPrimitives.Subtract(correction, drift[label].Latents, correction);
        TensorPrimitives.Subtract(spectrum, drift[label].Spectrum, spectrum);
        for (var k = 0; k < padded.Length; k++) padded[k] += GeneratorInput.CorrectionUnit * input.Spreads[label][k] * correction[k];
        own.Basis.Write(padded.AsSpan(0, own.Basis.Components.Length), clean);
        TensorPrimitives.MultiplyAdd(spectrum, input.SpectrumUnits[label], clean, clean);
        return ClassModel.Draw(parent, padded);
    }

    (float[] Latents, float[] Spectrum) Drift(int label, Seed seed)
    {
        var (latents, mean) = (new float[input.Shape.Latents], new float[model.Channels]);
        for (var i = 0; i < Draws; i++)
        {
            var (_, _, correction, spectrum) = Corrections(label, i, seed.Branch("drift", i).Random());
            TensorPrimitives.MultiplyAdd(correction, 1f / Draws, latents, latents);
            TensorPrimitives.MultiplyAdd(spectrum, 1f / Draws, mean, mean);
        }
        return (latents, mean);
    }

    (int Parent, float[] Padded, float[] Correction, float[] Spectrum) Corrections(int label, int turn, RandomSource random)
    {
        var shape = input.Shape;
        Span<float> latent = new float[model.Classes[label].Size], values = new float[shape.Inputs];
        float[] padded = new float[shape.Latents], correction = new float[shape.Latents], spectrum = new float[model.Channels];
        var parent = priors[label].Draw(turn, random, latent);
        GeneratorInput.Pad(latent, padded);
        input.Write(label, padded, random, values);
        pass.Forward(values, correction, spectrum);
        return (parent, padded, correction, spectrum);
    }
}
