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

    /// <summary>
    /// Adds Gaussian noise to each spectrum where a measurement brings it, before it is aligned and resampled; its standard deviation is drawn uniformly up to a part of
    /// the spectrum's maximum.
    /// </summary>
    public static PreparedSpectra Noisy(PreparedSpectra prepared, double mostSigma, Seed seed)
    {
        var at = Math.Min(prepared.StepsBefore("align"), prepared.StepsBefore("resample"));
        return prepared.With(at, new FittedCopy(prepared.Stage(at).Axis, block =>
        {
            for (var i = 0; i < block.Count; i++)
            {
                var random = seed.Branch("noise", block.First + i).Random();
                GaussianNoise.Add(block[i], random.NextDouble(0, mostSigma), random);
            }
            return block;
        }), replacing: false);
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
