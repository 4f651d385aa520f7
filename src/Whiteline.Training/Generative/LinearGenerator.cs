using System.Numerics.Tensors;
using Whiteline.Learning.Augmentation;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Training.Generative;

/// <summary>Normal spectra with the mean and the covariance of each class: what the networks start from.</summary>
sealed class LinearGenerator(IReadOnlyList<string> classes, int channels, IReadOnlyDictionary<string, (float[] Mean, float[][] Deviations)> moments) : ISpectrumGenerator
{
    public IReadOnlyList<string> Classes => classes;

    public int Channels => channels;

    public static LinearGenerator Of(LabeledSpectra real)
    {
        var moments = new Dictionary<string, (float[], float[][])>(StringComparer.Ordinal);
        foreach (var label in real.Classes)
        {
            float[][] own = [.. Enumerable.Range(0, real.Count).Where(i => real.Labels[i] == label).Select(i => real[i].ToArray())];
            if (own.Length < 2) throw new BadInputException($"The class {label} has {own.Length} spectrum. Give at least 2 to learn from.");
            var mean = new float[real.Axis.Count];
            foreach (var spectrum in own) TensorPrimitives.Add(mean, spectrum, mean);
            TensorPrimitives.Divide(mean, own.Length, mean);
            foreach (var spectrum in own)
            {
                TensorPrimitives.Subtract(spectrum, mean, spectrum);
                TensorPrimitives.Divide(spectrum, MathF.Sqrt(own.Length - 1), spectrum);
            }
            moments[label] = (mean, own);
        }
        return new(real.Classes, real.Axis.Count, moments);
    }

    public void Generate(string label, Seed seed, Span<float> intensity)
    {
        if (!moments.TryGetValue(label, out var own)) throw new ArgumentException($"There is no class {label}.", nameof(label));
        if (intensity.Length % channels != 0) throw new ArgumentException("The length is no multiple of the channels.", nameof(intensity));
        for (var i = 0; i < intensity.Length / channels; i++)
        {
            var spectrum = intensity.Slice(i * channels, channels);
            var random = seed.Branch("spectrum", i).Random();
            own.Mean.CopyTo(spectrum);
            foreach (var deviation in own.Deviations) TensorPrimitives.MultiplyAdd(deviation, (float)random.NextNormal(), spectrum, spectrum);
        }
    }
}
