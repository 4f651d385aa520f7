using System.Numerics.Tensors;
using Whiteline.Numerics;

namespace Whiteline.Training.Generative;

/// <summary>Clean spectra of an adversarially trained generator.</summary>
/// <param name="model">All classes.</param>
/// <param name="priors">Where latent numbers are drawn, class by class.</param>
/// <param name="input">What enters the network.</param>
/// <param name="tensors">Arrays of the network.</param>
sealed class AdversarialSpectra(SpectrumModel model, IReadOnlyList<LatentPrior> priors, GeneratorInput input, NamedTensors tensors) : ICleanSpectra
{
    readonly GeneratorPass pass = new(input.Shape, tensors);

    public CleanDraw Draw(int label, int turn, RandomSource random, Span<float> clean)
    {
        var (shape, own) = (input.Shape, model.Classes[label]);
        Span<float> latent = new float[own.Size], padded = new float[shape.Latents], values = new float[shape.Inputs], correction = new float[shape.Latents];
        var parent = priors[label].Draw(turn, random, latent);
        GeneratorInput.Pad(latent, padded);
        input.Write(label, padded, random, values);
        var spectrum = new float[model.Channels];
        pass.Forward(values, correction, spectrum);
        for (var k = 0; k < padded.Length; k++) padded[k] += GeneratorInput.CorrectionUnit * input.Spreads[label][k] * correction[k];
        own.Basis.Write(padded[..own.Basis.Components.Length], clean);
        TensorPrimitives.MultiplyAdd(spectrum, input.SpectrumUnits[label], clean, clean);
        return ClassModel.Draw(parent, padded);
    }
}
