using System.Numerics.Tensors;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Learning.Augmentation;

/// <summary>
/// Mixup (Zhang, Cissé, Dauphin and Lopez-Paz, ICLR 2018) within a class: λ of one spectrum and 1 − λ of another, λ from a symmetric beta distribution. A mean of two
/// spectra has less noise than either.
/// </summary>
/// <param name="Alpha">α of the beta distribution, above 0 and at most 1; small values stay near one of the two.</param>
public sealed record MixupAugmentation(double Alpha = 0.4) : IGeneratorTrainer
{
    /// <inheritdoc/>
    public string Name => "mixup";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (!(Alpha is > 0 and <= 1)) yield return FormattableString.Invariant($"α of mixup is {Alpha}; it must be above 0 and at most 1.");
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"mixtures of two spectra of a class, α = {Alpha:0.##}");

    /// <inheritdoc/>
    public ISpectrumGenerator Train(LabeledSpectra real, TrainingContext context)
    {
        if (Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        return PerClassGenerator.Learn(real, 2, Name, context, own => (random, spectrum) =>
        {
            var one = random.NextInt32(own.Count);
            var other = (one + 1 + random.NextInt32(own.Count - 1)) % own.Count;
            TensorPrimitives.Lerp(own[other], own[one], (float)Share(random), spectrum);
        });
    }

    // Jöhnk, Metrika 8, 5 (1964): exact for α ≤ 1. With a small α both powers may be too small for a double; their ratio is then all or nothing.
    double Share(RandomSource random)
    {
        while (true)
        {
            double x = Math.Pow(random.NextDouble(), 1 / Alpha), y = Math.Pow(random.NextDouble(), 1 / Alpha);
            if (x + y <= 1) return x + y > 0 ? x / (x + y) : random.NextInt32(2);
        }
    }
}
