using System.Text.Json.Nodes;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Robustness;

/// <summary>
/// Records the spectra on wider channels, each the mean of the channels that it covers; a finer dispersion than that of the spectra leaves them as they are. A test
/// step, which no model carries.
/// </summary>
/// <param name="DispersionEv">Channel width, eV; &gt; 0.</param>
public sealed record CoarserDispersion(double DispersionEv) : IStep
{
    /// <inheritdoc/>
    public string Name => "coarser-dispersion";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (!(DispersionEv is > 0 and <= 20)) yield return FormattableString.Invariant($"The dispersion is {DispersionEv} eV a channel; it must be above 0 and at most 20 eV.");
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context)
    {
        var axis = input.Axis;
        if (DispersionEv <= axis.DispersionEv) return new Fitted(this, axis);
        // The edges of the first and last channel lie where those of the source do, or inside.
        var count = (int)Math.Floor(axis.Count * axis.DispersionEv / DispersionEv + 1e-9);
        if (count < 8) throw BadInputException.In(context.Source, FormattableString.Invariant($"{axis} holds {count} channels of {DispersionEv} eV"), "Ask for a finer dispersion.");
        return new Fitted(this, new(axis.OffsetEv + (DispersionEv - axis.DispersionEv) / 2, DispersionEv, count));
    }

    sealed class Fitted(CoarserDispersion step, EnergyAxis axis) : IFittedStep
    {
        public EnergyAxis Axis => axis;

        public AppliedStep Applied { get; } = new(step.Name, FormattableString.Invariant($"The spectra were recorded with {step.DispersionEv:0.###} eV a channel."), new JsonObject { ["dispersionEv"] = step.DispersionEv });

        public SpectrumBlock Apply(SpectrumBlock block)
        {
            if (axis == block.Axis) return block;
            var result = new float[block.Count * axis.Count];
            var ratio = axis.DispersionEv / block.Axis.DispersionEv;
            var first = block.Axis.ChannelAt(axis.OffsetEv);
            for (var i = 0; i < block.Count; i++) Interpolation.Resample(block[i], first, ratio, result.AsSpan(i * axis.Count, axis.Count));
            return block with { Axis = axis, Intensity = result };
        }
    }
}
