using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Robustness;

/// <summary>Adds white Gaussian noise to every spectrum, channel by channel: a test step, which no model carries.</summary>
/// <param name="Sigma">Standard deviation, a part of the spectrum's own maximum; ≥ 0.</param>
/// <param name="Seed">Randomness; each spectrum has a branch of its own.</param>
public sealed record GaussianNoise(double Sigma, Seed Seed) : IStep
{
    /// <inheritdoc/>
    public string Name => "gaussian-noise";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (!(Sigma is >= 0 and <= 100)) yield return FormattableString.Invariant($"The Gaussian noise is {Sigma} of the peak; it must be between 0 and 100.");
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context) => new Fitted(this, input.Axis);

    /// <summary>Adds noise to one spectrum in place.</summary>
    /// <param name="spectrum">Shape (channels).</param>
    /// <param name="sigma">Standard deviation, a part of the maximum.</param>
    /// <param name="random">Randomness.</param>
    public static void Add(Span<float> spectrum, double sigma, RandomSource random)
    {
        var scale = sigma * Math.Max(0, TensorPrimitives.Max<float>(spectrum));
        for (var c = 0; c < spectrum.Length; c++) spectrum[c] += (float)(scale * random.NextNormal());
    }

    sealed class Fitted(GaussianNoise step, EnergyAxis axis) : IFittedStep
    {
        public EnergyAxis Axis => axis;

        public AppliedStep Applied { get; } = new(step.Name, FormattableString.Invariant($"Gaussian noise of {100 * step.Sigma:0.##} % of the peak was added."), new JsonObject { ["sigma"] = step.Sigma });

        public SpectrumBlock Apply(SpectrumBlock block)
        {
            for (var i = 0; i < block.Count; i++) Add(block[i], step.Sigma, step.Seed.Branch("noise", block.First + i).Random());
            return block;
        }
    }
}
