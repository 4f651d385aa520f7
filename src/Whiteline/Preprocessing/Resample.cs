using System.Text.Json.Nodes;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// Brings every spectrum to one common axis and applies the shifts stored so far, in one interpolation (see
/// <see cref="Interpolation"/>). Nothing wraps round and nothing is invented: a target that a spectrum does not cover is an error, unless
/// the step is told how far it may continue a spectrum.
/// </summary>
/// <param name="Target">The common axis.</param>
/// <param name="MostExtensionEv">Over so many eV beyond either end a spectrum may be continued with the value of its last channel; 0 for none.</param>
public sealed record Resample(EnergyAxis Target, double MostExtensionEv = 0) : IStep
{
    /// <summary>
    /// A spectrum that ends this share of a classifier's window short of it is still classified. The window of an edge reaches farther beyond its lines: the labels of the measured Mn and Fe
    /// spectra stay as they are while so much is cut off and continued, and change beyond.
    /// </summary>
    public const double MostMissingShare = 0.15;

    /// <inheritdoc/>
    public string Name => "resample";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Target is null) yield return "resample has no target axis.";
        if (!(MostExtensionEv >= 0)) yield return FormattableString.Invariant($"resample continues spectra over {MostExtensionEv} eV; it must be at least 0.");
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context)
    {
        if (context.OwnShifts) return new Fitted(this, input.Axis, context.Source, 0);
        var shift = input.ShiftEv(0);
        Check(input.Axis, shift, context.Source);
        return new Fitted(this, input.Axis, context.Source, ContinuedEv(input.Axis, Target, shift));
    }

    /// <summary>How far the target reaches beyond spectra on an axis, at the end where it is more, eV; half a channel is nothing.</summary>
    public static double MissingEv(EnergyAxis axis, EnergyAxis target, double shiftEv)
    {
        var missing = Math.Max(axis.OffsetEv + shiftEv - target.OffsetEv, target.LastEv - (axis.LastEv + shiftEv));
        return missing > 0.501 * Math.Max(axis.DispersionEv, target.DispersionEv) ? missing : 0;
    }

    /// <summary>
    /// Over how much of the target spectra are told to be continued, eV: 0 where they end a channel or less short of it. A window as wide as a file's axis misses it by as much once either is
    /// calibrated, and nothing is lost by it.
    /// </summary>
    internal static double ContinuedEv(EnergyAxis axis, EnergyAxis target, double shiftEv) =>
        MissingEv(axis, target, shiftEv) is var missing && missing > 1.001 * Math.Max(axis.DispersionEv, target.DispersionEv) ? missing : 0;

    void Check(EnergyAxis axis, double shiftEv, string source)
    {
        // A shift that was found against the very limit misses it by rounding.
        if (MissingEv(axis, Target, shiftEv) <= MostExtensionEv + 1e-6) return;
        throw Misses(axis, Target, shiftEv, source);
    }

    /// <summary>The error of spectra that do not reach over a target.</summary>
    internal static WindowMissingException Misses(EnergyAxis axis, EnergyAxis target, double shiftEv, string source) =>
        new(
            source,
            FormattableString.Invariant($"its axis covers {axis.OffsetEv + shiftEv:0.##} to {axis.LastEv + shiftEv:0.##} eV, but {target.OffsetEv:0.##} to {target.LastEv:0.##} eV is needed"),
            "Acquire a wider range, or train on a narrower window.");

    sealed class Fitted(Resample step, EnergyAxis input, string source, double continuedEv) : IFittedStep
    {
        public EnergyAxis Axis => step.Target;

        public AppliedStep Applied { get; } = new(
            step.Name,
            FormattableString.Invariant($"The spectra were resampled once, with their energy shifts, to {step.Target} by {(step.Target.DispersionEv > 1.0001 * input.DispersionEv ? "averaging over each new channel" : "cubic convolution")}{(continuedEv > 0 ? FormattableString.Invariant($"; they end {continuedEv:0.##} eV short of it, where their last value was continued") : "")}."),
            new JsonObject { ["offsetEv"] = step.Target.OffsetEv, ["dispersionEv"] = step.Target.DispersionEv, ["channels"] = step.Target.Count, ["extendedEv"] = continuedEv });

        public SpectrumBlock Apply(SpectrumBlock block)
        {
            var result = new float[block.Count * Axis.Count];
            for (var i = 0; i < block.Count; i++)
            {
                var to = result.AsSpan(i * Axis.Count, Axis.Count);
                step.Check(input, block.ShiftsEv[i], source);
                if (MissingEv(input, Axis, block.ShiftsEv[i]) > 0) ExtendedResampling.Apply(block.Axis, block[i], Axis, block.ShiftsEv[i], to);
                else Interpolation.Resample(block[i], block.Axis.ChannelAt(Axis.OffsetEv - block.ShiftsEv[i]), Axis.DispersionEv / block.Axis.DispersionEv, to);
            }
            return block with { Axis = Axis, Intensity = result, ShiftsEv = new double[block.Count] };
        }
    }
}
