using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>A fitted step as a function of a block.</summary>
sealed class FittedStep(EnergyAxis axis, AppliedStep applied, Func<SpectrumBlock, SpectrumBlock> apply) : IFittedStep
{
    public EnergyAxis Axis => axis;

    public AppliedStep Applied => applied;

    public SpectrumBlock Apply(SpectrumBlock block) => apply(block);
}
