using System.Numerics.Tensors;
using Whiteline.Numerics;

namespace Whiteline.Training.Generative;

/// <summary>Clean spectra of a variational autoencoder's decoder, in plain C#.</summary>
/// <param name="model">All classes.</param>
/// <param name="parents">Spectra of each class whose kind of noise may be taken.</param>
/// <param name="input">Standardises latent numbers.</param>
/// <param name="code">Size of the code.</param>
/// <param name="tensors">Arrays of the network.</param>
sealed class DecodedSpectra(SpectrumModel model, int[][] parents, GeneratorInput input, int code, NamedTensors tensors) : ICleanSpectra
{
    const int Candidates = 3;

    public CleanDraw Draw(int label, int turn, RandomSource random, Span<float> clean)
    {
        var own = model.Classes[label];
        var values = new float[code + model.Classes.Count];
        for (var k = 0; k < code; k++) values[k] = (float)random.NextNormal();
        values[code + label] = 1;
        var numbers = tensors.Dense("output.numbers", tensors.Dense("decoder.1", tensors.Dense("decoder.0", values, bend: true), bend: true), bend: false);
        for (var k = 0; k < numbers.Length; k++) numbers[k] += (float)(VaeNetwork.Width(tensors["width.bias"][k]) * random.NextNormal());
        var latent = input.Latent(label, numbers);
        own.Basis.Write(latent.AsSpan(0, own.Basis.Components.Length), clean);
        // The kind of noise of a real spectrum that is much like it.
        var near = parents[label].OrderBy(i => Distance(own, own.Latents[i], latent)).Take(Candidates).ToArray();
        return ClassModel.Draw(near[random.NextInt32(near.Length)], latent);
    }

    static double Distance(ClassModel own, float[] a, float[] b)
    {
        var difference = new float[a.Length];
        TensorPrimitives.Subtract(a, b, difference);
        TensorPrimitives.Multiply(difference, own.Units, difference);
        return TensorPrimitives.SumOfSquares<float>(difference);
    }
}
