using Whiteline.Features;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Learning.Augmentation;

/// <summary>
/// Classical augmentation: a measured spectrum, moved along the axis, broadened, multiplied and with more noise, each by lot. What lies beyond the ends of
/// a moved spectrum is its last value.
/// </summary>
/// <param name="ShiftEv">Largest shift, eV; ≥ 0. Drawn evenly to both sides.</param>
/// <param name="BroadeningEv">Largest broadening (FWHM of a Gaussian), eV; ≥ 0.</param>
/// <param name="Gain">Largest change of the intensity, a part of it; from 0 to below 1.</param>
/// <param name="Noise">Largest standard deviation of the noise added, in multiples of the noise that the spectrum has; ≥ 0.</param>
public sealed record ClassicalAugmentation(double ShiftEv = 0.3, double BroadeningEv = 0.3, double Gain = 0.05, double Noise = 0.5) : IGeneratorTrainer
{
    // FWHM / σ of a Gaussian.
    static readonly double Widths = 2 * Math.Sqrt(2 * Math.Log(2));

    /// <inheritdoc/>
    public string Name => "classical";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (!(ShiftEv is >= 0 and <= 20)) yield return FormattableString.Invariant($"The largest shift is {ShiftEv} eV; it must be between 0 and 20 eV.");
        if (!(BroadeningEv is >= 0 and <= 20)) yield return FormattableString.Invariant($"The largest broadening is {BroadeningEv} eV; it must be between 0 and 20 eV.");
        if (!(Gain is >= 0 and < 1)) yield return FormattableString.Invariant($"The largest change of intensity is {Gain}; it must be at least 0 and below 1.");
        if (!(Noise is >= 0 and <= 100)) yield return FormattableString.Invariant($"The largest noise is {Noise} of what the spectrum has; it must be between 0 and 100.");
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"copies shifted by up to ±{ShiftEv:0.##} eV, broadened by up to {BroadeningEv:0.##} eV, intensity ±{100 * Gain:0.#} %, noise up to {Noise:0.##} of their own added");

    /// <inheritdoc/>
    public ISpectrumGenerator Train(LabeledSpectra real, TrainingContext context)
    {
        if (Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        return PerClassGenerator.Learn(real, 1, Name, context, own =>
        {
            var grid = InterpolatedGrid.Find(own, out var isOnGrid);
            return (random, spectrum) =>
            {
                var parent = random.NextInt32(own.Count);
                Alter(own, own[parent], random, spectrum);
                if (isOnGrid[parent]) grid!.Apply(spectrum);
            };
        });
    }

    void Alter(LabeledSpectra own, ReadOnlySpan<float> parent, RandomSource random, Span<float> spectrum)
    {
        var shift = random.NextDouble(-ShiftEv, ShiftEv) / own.Axis.DispersionEv;
        var kernel = SmoothedMaximum.Kernel(random.NextDouble(0, BroadeningEv) / Widths / own.Axis.DispersionEv);
        var gain = 1 + random.NextDouble(-Gain, Gain);
        var sigma = random.NextDouble(0, Noise) * NoiseLevel.Of(parent);
        var broad = new double[parent.Length];
        for (var c = 0; c < broad.Length; c++) broad[c] = SmoothedMaximum.Smoothed(parent, c, kernel);
        for (var c = 0; c < broad.Length; c++)
        {
            var at = Math.Clamp(c - shift, 0, broad.Length - 1);
            var k = Math.Min((int)at, broad.Length - 2);
            spectrum[c] = (float)(gain * (broad[k] + (at - k) * (broad[k + 1] - broad[k])) + sigma * random.NextNormal());
        }
    }
}
