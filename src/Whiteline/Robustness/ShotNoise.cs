using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Robustness;

/// <summary>
/// Counts every spectrum anew at a lower dose: its maximum is scaled to so many electrons, and each channel is drawn from the Poisson distribution. What noise the
/// spectrum holds already stays in it; negative intensities count nothing. A test step, which no model carries.
/// </summary>
/// <param name="PeakCounts">Electrons in the channel of the maximum; &gt; 0.</param>
/// <param name="Seed">Randomness; each spectrum has a branch of its own.</param>
public sealed record ShotNoise(double PeakCounts, Seed Seed) : IStep
{
    /// <inheritdoc/>
    public string Name => "shot-noise";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (!(PeakCounts is > 0 and <= 1e9)) yield return FormattableString.Invariant($"The dose is {PeakCounts} electrons at the peak; it must be above 0 and at most 1e9.");
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context) => new Fitted(this, input.Axis);

    sealed class Fitted(ShotNoise step, EnergyAxis axis) : IFittedStep
    {
        public EnergyAxis Axis => axis;

        public AppliedStep Applied { get; } = new(step.Name, FormattableString.Invariant($"Every spectrum was counted anew with {step.PeakCounts:G4} electrons at its peak."), new JsonObject { ["peakCounts"] = step.PeakCounts });

        public SpectrumBlock Apply(SpectrumBlock block)
        {
            for (var i = 0; i < block.Count; i++)
            {
                var spectrum = block[i];
                if (!(TensorPrimitives.Max<float>(spectrum) is > 0 and var peak)) continue;
                var random = step.Seed.Branch("shots", block.First + i).Random();
                var scale = step.PeakCounts / peak;
                for (var c = 0; c < spectrum.Length; c++) spectrum[c] = (float)(PoissonSampler.Next(spectrum[c] * scale, random) / scale);
            }
            return block;
        }
    }
}
