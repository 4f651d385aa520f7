using System.Numerics.Tensors;
using Whiteline.Numerics;

namespace Whiteline.Training.Generative;

/// <summary>Puts together what enters a generator network.</summary>
sealed class GeneratorInput
{
    const float LeastSpread = 1e-6f;

    /// <summary>Corrections of latent numbers in units of their spread, for one unit of output.</summary>
    public const float CorrectionUnit = 0.3f;

    const float SpectrumUnit = 0.1f;

    readonly float[][] means;
    readonly int[] sizes;

    public GeneratorInput(SpectrumModel model, int latent, int width)
    {
        Shape = new(model.Classes.Count, model.Classes.Max(own => own.Basis.Components.Length), latent, model.Channels, width);
        SpectrumUnits = [.. model.Classes.Select(own => SpectrumUnit * Math.Max(LeastSpread, Math.Abs(TensorPrimitives.MaxMagnitude<float>(own.Basis.Mean))))];
        sizes = [.. model.Classes.Select(own => own.Size)];
        means = [.. model.Classes.Select(own => Padded(own, k => own.Latents.Average(numbers => numbers[k])))];
        Spreads =
        [
            .. model.Classes.Select(own => Padded(own, k =>
            {
                var mean = own.Latents.Average(numbers => (double)numbers[k]);
                return Math.Max(LeastSpread, (float)Math.Sqrt(own.Latents.Average(numbers => Math.Pow(numbers[k] - mean, 2))));
            })),
        ];
    }

    /// <summary>Sizes.</summary>
    public GeneratorShape Shape { get; }

    /// <summary>Corrections of the clean spectra of each class for one unit of output: a tenth of their height.</summary>
    public float[] SpectrumUnits { get; }

    /// <summary>Standard deviations of the latent numbers of each class, padded; 0 where a class has no such number.</summary>
    public float[][] Spreads { get; }

    /// <summary>Latent numbers with zeros after the coordinates, so that shift and noise level stand at the same place in every class.</summary>
    public static void Pad(ReadOnlySpan<float> latent, Span<float> padded)
    {
        padded.Clear();
        latent[..^2].CopyTo(padded);
        latent[^2..].CopyTo(padded[^2..]);
    }

    /// <summary>Latent numbers of a class, in units of their spread about their mean.</summary>
    /// <param name="label">Index of the class.</param>
    /// <param name="padded">Latent numbers, padded.</param>
    /// <param name="standardised">Receives the same shape; 0 where the class has no such number.</param>
    public void Standardise(int label, ReadOnlySpan<float> padded, Span<float> standardised)
    {
        TensorPrimitives.Subtract(padded, means[label], standardised);
        for (var k = 0; k < standardised.Length; k++) standardised[k] = Spreads[label][k] > 0 ? standardised[k] / Spreads[label][k] : 0;
    }

    /// <summary>The way back from <see cref="Standardise"/>, without the padding.</summary>
    public float[] Latent(int label, ReadOnlySpan<float> standardised)
    {
        var padded = new float[Shape.Latents];
        TensorPrimitives.MultiplyAdd(standardised, Spreads[label], means[label], padded);
        return [.. padded.AsSpan(0, sizes[label] - 2), .. padded.AsSpan(Shape.Components)];
    }

    /// <summary>Writes the values that enter.</summary>
    /// <param name="label">Index of the class.</param>
    /// <param name="padded">Latent numbers, padded.</param>
    /// <param name="random">Source of the noise.</param>
    /// <param name="values">Receives shape (<see cref="GeneratorShape.Inputs"/>).</param>
    public void Write(int label, ReadOnlySpan<float> padded, RandomSource random, Span<float> values)
    {
        values.Clear();
        Standardise(label, padded, values[..Shape.Latents]);
        for (var k = 0; k < Shape.Latent; k++) values[Shape.Latents + k] = (float)random.NextNormal();
        values[Shape.Latents + Shape.Latent + label] = 1;
    }

    float[] Padded(ClassModel own, Func<int, float> value)
    {
        var padded = new float[Shape.Latents];
        Pad([.. Enumerable.Range(0, own.Size).Select(value)], padded);
        return padded;
    }
}
