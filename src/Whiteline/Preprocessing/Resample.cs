using System.Text.Json.Nodes;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// Brings every spectrum to one common axis and applies the shifts stored so far, in one interpolation (see
/// <see cref="Interpolation"/>). Nothing wraps round and nothing is invented: a target that a spectrum does not cover is an error, unless
/// the step is told to extend.
/// </summary>
/// <param name="Target">The common axis.</param>
/// <param name="Extends">Beyond its ends a spectrum keeps the value of its last channel: for tests of energy shifts, where measured channels end.</param>
public sealed record Resample(EnergyAxis Target, bool Extends = false) : IStep
{
    /// <inheritdoc/>
    public string Name => "resample";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Target is null) yield return "resample has no target axis.";
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context)
    {
        var fitted = new Fitted(this, input.Axis, context.Source);
        fitted.Check(input.ShiftEv(0));
        return fitted;
    }

    sealed class Fitted(Resample step, EnergyAxis input, string source) : IFittedStep
    {
        public EnergyAxis Axis => step.Target;

        public AppliedStep Applied { get; } = new(
            step.Name,
            FormattableString.Invariant($"The spectra were resampled once, with their energy shifts, to {step.Target} by {(step.Target.DispersionEv > 1.0001 * input.DispersionEv ? "averaging over each new channel" : "cubic convolution")}."),
            new JsonObject { ["offsetEv"] = step.Target.OffsetEv, ["dispersionEv"] = step.Target.DispersionEv, ["channels"] = step.Target.Count });

        public SpectrumBlock Apply(SpectrumBlock block)
        {
            if (step.Extends) return ExtendedResampling.Apply(block, Axis, null);
            var result = new float[block.Count * Axis.Count];
            for (var i = 0; i < block.Count; i++)
            {
                Check(block.ShiftsEv[i]);
                Interpolation.Resample(
                    block[i],
                    block.Axis.ChannelAt(Axis.OffsetEv - block.ShiftsEv[i]),
                    Axis.DispersionEv / block.Axis.DispersionEv,
                    result.AsSpan(i * Axis.Count, Axis.Count));
            }
            return block with { Axis = Axis, Intensity = result, ShiftsEv = new double[block.Count] };
        }

        public void Check(double shiftEv)
        {
            if (step.Extends) return;
            var tolerance = 0.501 * Math.Max(input.DispersionEv, Axis.DispersionEv);
            if (Axis.OffsetEv >= input.OffsetEv + shiftEv - tolerance && Axis.LastEv <= input.LastEv + shiftEv + tolerance) return;
            throw BadInputException.In(
                source,
                FormattableString.Invariant($"its axis covers {input.OffsetEv + shiftEv:0.##} to {input.LastEv + shiftEv:0.##} eV, but {Axis.OffsetEv:0.##} to {Axis.LastEv:0.##} eV is needed"),
                "Acquire a wider range, or train on a narrower window.");
        }
    }
}
