using System.Text.Json.Nodes;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Robustness;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>Steps that exist in training only: they make altered copies of the spectra, inside the recipe, where real errors would act.</summary>
static class TrainingSteps
{
    /// <summary>
    /// Moves each spectrum by its own shift as it is resampled, so that measured channels move into the window wherever the source reaches;
    /// beyond its ends the source keeps the value of its last channel.
    /// </summary>
    public static PreparedSpectra Displaced(PreparedSpectra prepared, double[] shiftsEv)
    {
        var at = prepared.StepsBefore("resample");
        var target = prepared.Stage(at + 1).Axis;
        return prepared.With(at, new FittedCopy(target, block => Displace(block, target, shiftsEv)), replacing: true);
    }

    /// <summary>Adds Gaussian noise, its standard deviation a part of each spectrum's maximum, just before the normalisation.</summary>
    public static PreparedSpectra Noisy(PreparedSpectra prepared, double sigma, Seed seed)
    {
        var at = prepared.StepsBefore("normalisation");
        return prepared.With(at, new FittedCopy(prepared.Stage(at).Axis, block => GaussianNoise.Add(block, sigma, seed)), replacing: false);
    }

    static SpectrumBlock Displace(SpectrumBlock block, EnergyAxis target, double[] shiftsEv)
    {
        var result = new float[block.Count * target.Count];
        for (var i = 0; i < block.Count; i++)
            ExtendedResampling.Apply(block.Axis, block[i], target, block.ShiftsEv[i] + shiftsEv[block.First + i], result.AsSpan(i * target.Count, target.Count));
        return block with { Axis = target, Intensity = result, ShiftsEv = new double[block.Count] };
    }

    sealed class FittedCopy(EnergyAxis axis, Func<SpectrumBlock, SpectrumBlock> apply) : IFittedStep
    {
        public EnergyAxis Axis => axis;

        public AppliedStep Applied { get; } = new("augmentation", "Copies of the training spectra were altered.", new JsonObject());

        public SpectrumBlock Apply(SpectrumBlock block) => apply(block);
    }
}
