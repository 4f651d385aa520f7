using System.Text.Json.Nodes;
using Whiteline.Features;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// Stores for each spectrum the shift that brings its own L3 maximum to a common energy; the resample step applies it. The maximum is that
/// of a matched filter, to a part of a channel (<see cref="SmoothedMaximum"/>). Only maxima are believed that leave the
/// window that is kept on the axis, or as much of it as is asked for, so no spectrum, however noisy, wraps round or is continued farther.
/// </summary>
/// <param name="AnchorEv">Energy to which L3 is brought, eV.</param>
/// <param name="Search">Where L3 is looked for, eV.</param>
/// <param name="Keep">Window that must stay covered after the shift: that of the resample step.</param>
/// <param name="SigmaEv">Standard deviation of the matched filter, eV; &gt; 0. The default is that of the sharpest L3, of Mn2+: a wider one is drawn to the shoulder of a line that rises steeply.</param>
/// <param name="MostExtensionEv">The window may reach so many eV beyond the spectrum after the shift; the resample step must be told so too. 0 for not at all.</param>
public sealed record Align(double AnchorEv, EnergyWindow Search, EnergyWindow Keep, double SigmaEv = 0.5, double MostExtensionEv = 0) : IStep
{
    /// <inheritdoc/>
    public string Name => "align";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Search is null || Keep is null) yield return "align needs a window to search and a window to keep.";
        if (!double.IsFinite(AnchorEv)) yield return "align has an anchor that is no number.";
        if (!(SigmaEv is > 0 and <= 10)) yield return FormattableString.Invariant($"align smooths by {SigmaEv} eV; it must be above 0 and at most 10.");
        if (!(MostExtensionEv >= 0)) yield return FormattableString.Invariant($"align lets spectra be continued over {MostExtensionEv} eV; it must be at least 0.");
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context)
    {
        // Keep.From ≥ offset + anchor − L3 and Keep.To ≤ last + anchor − L3, to half a channel or what may be continued.
        var slack = Math.Max(0.5 * input.Axis.DispersionEv, MostExtensionEv);
        var from = Math.Max(Search.FromEv, Math.Max(input.Axis.OffsetEv, input.Axis.OffsetEv + AnchorEv - Keep.FromEv - slack));
        var to = Math.Min(Search.ToEv, Math.Min(input.Axis.LastEv, input.Axis.LastEv + AnchorEv - Keep.ToEv + slack));
        if (!(to - from > 2 * input.Axis.DispersionEv))
            throw new WindowMissingException(
                context.Source,
                FormattableString.Invariant($"its axis covers {input.Axis.OffsetEv:0.##} to {input.Axis.LastEv:0.##} eV, but {Keep} is to be kept with L3 at {AnchorEv:0.##} eV, and L3 is looked for in {Search}"),
                "Acquire a wider range, or train on a narrower window.");
        return new Fitted(this, input.Axis, new(from, to));
    }

    sealed class Fitted(Align step, EnergyAxis axis, EnergyWindow search) : IFittedStep
    {
        public EnergyAxis Axis => axis;

        public AppliedStep Applied { get; } = new(
            step.Name,
            FormattableString.Invariant($"Each spectrum was shifted so that its own L3 maximum (looked for in {search}) lies at {step.AnchorEv:0.##} eV; its position no longer tells the oxidation state."),
            new JsonObject { ["anchorEv"] = step.AnchorEv, ["searchFromEv"] = search.FromEv, ["searchToEv"] = search.ToEv });

        public SpectrumBlock Apply(SpectrumBlock block)
        {
            var shifts = new double[block.Count];
            for (var i = 0; i < shifts.Length; i++) shifts[i] = step.AnchorEv - SmoothedMaximum.In(axis, block[i], search, step.SigmaEv);
            return block with { ShiftsEv = shifts };
        }
    }
}
