using System.Text.Json.Nodes;
using Whiteline.Features;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// Moves each spectrum so that its own L3 maximum lies at one energy. The shift is stored; the resample step applies it, so nothing wraps
/// round. What position said about the oxidation state is given up, and what an axis error did to it as well: right for Mn, whose states
/// differ in shape, wrong for Fe, whose states differ in position almost alone.
/// </summary>
/// <param name="TargetEv">Where L3 is put, eV.</param>
/// <param name="Search">Where L3 is looked for, eV.</param>
public sealed record L3Alignment(double TargetEv, EnergyWindow Search) : IStep
{
    /// <inheritdoc/>
    public string Name => "align-l3";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (!(TargetEv >= Search.FromEv && TargetEv <= Search.ToEv)) yield return $"The alignment's target {TargetEv} eV is outside its search window {Search}.";
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context)
    {
        if (!input.Axis.Covers(Search))
            throw BadInputException.In(
                context.Source,
                $"the axis ({input.Axis}) does not cover {Search}, where L3 is looked for to align the spectra",
                "Give spectra that hold the whole L3 line, calibrate the axis, or train a model without alignment.");
        return new FittedStep(
            input.Axis,
            new(Name, FormattableString.Invariant($"Each spectrum was aligned on its own L3 maximum, put at {TargetEv:0.0} eV: shape decides, not position."), new JsonObject { ["targetEv"] = TargetEv }),
            Align);
    }

    SpectrumBlock Align(SpectrumBlock block)
    {
        for (var i = 0; i < block.Count; i++)
        {
            var search = block.ShiftsEv[i] == 0 ? Search : Search.ShiftedBy(-block.ShiftsEv[i]);
            if (WhiteLine.Locate(block[i], block.Axis, search) is { } found) block.ShiftsEv[i] = TargetEv - found;
        }
        return block;
    }
}
