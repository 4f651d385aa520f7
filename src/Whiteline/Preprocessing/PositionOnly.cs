using System.Text.Json.Nodes;
using Whiteline.Features;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// Replaces every spectrum by a Gaussian line of one height and width at its maximum, found to a part of a channel (<see cref="SmoothedMaximum"/>): all shape is gone, the
/// position on the energy axis is left. A classifier that is as good on these lines reads positions, whatever it seems to see.
/// </summary>
/// <param name="SigmaEv">Standard deviation of the line and of the smoothing that finds the maximum, eV.</param>
public sealed record PositionOnly(double SigmaEv = 0.5) : IStep
{
    /// <inheritdoc/>
    public string Name => "position-only";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (!(SigmaEv is > 0 and <= 10)) yield return FormattableString.Invariant($"position-only has a line of {SigmaEv} eV; it must be above 0 and at most 10.");
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context) => new Fitted(this, input.Axis);

    sealed class Fitted(PositionOnly step, EnergyAxis axis) : IFittedStep
    {
        readonly EnergyWindow search = new(axis.OffsetEv, axis.LastEv);

        public EnergyAxis Axis => axis;

        public AppliedStep Applied { get; } = new(
            step.Name,
            "Each spectrum was replaced by a line at its maximum: only its position tells the oxidation state.",
            new JsonObject { ["sigmaEv"] = step.SigmaEv });

        public SpectrumBlock Apply(SpectrumBlock block)
        {
            for (var i = 0; i < block.Count; i++)
            {
                var at = SmoothedMaximum.In(axis, block[i], search, step.SigmaEv);
                var spectrum = block[i];
                for (var c = 0; c < spectrum.Length; c++)
                {
                    var distance = (axis.EnergyAt(c) - at) / step.SigmaEv;
                    spectrum[c] = (float)Math.Exp(-0.5 * distance * distance);
                }
            }
            return block;
        }
    }
}
