using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>Steps that exist in training only: they make altered copies of the spectra, inside the recipe, where real errors would act.</summary>
static class TrainingSteps
{
    /// <summary>Moves each spectrum by its own shift just before it is resampled, so that measured channels move into the window wherever the source reaches.</summary>
    public static PreparedSpectra Displaced(PreparedSpectra prepared, ISpectra raw, double[] shiftsEv)
    {
        var at = IndexOf(prepared, "resample");
        var axis = at > 0 ? prepared.Steps[at - 1].Axis : raw.Axis;
        return Inserted(prepared, raw, at, new FittedCopy(axis, block =>
        {
            for (var i = 0; i < block.Count; i++) block.ShiftsEv[i] += shiftsEv[block.First + i];
            return block;
        }));
    }

    /// <summary>Adds Gaussian noise, its standard deviation a part of each spectrum's maximum, just before the normalisation.</summary>
    public static PreparedSpectra Noisy(PreparedSpectra prepared, ISpectra raw, double sigma, Seed seed)
    {
        var at = IndexOf(prepared, "normalise");
        var axis = at > 0 ? prepared.Steps[at - 1].Axis : raw.Axis;
        return Inserted(prepared, raw, at, new FittedCopy(axis, block =>
        {
            for (var i = 0; i < block.Count; i++)
            {
                var random = seed.Branch("noise", block.First + i).Random();
                var spectrum = block[i];
                var scale = sigma * Math.Max(0, TensorPrimitives.Max<float>(spectrum));
                for (var c = 0; c < spectrum.Length; c++) spectrum[c] += (float)(scale * random.NextNormal());
            }
            return block;
        }));
    }

    static PreparedSpectra Inserted(PreparedSpectra prepared, ISpectra raw, int at, FittedCopy step) =>
        new(raw, [.. prepared.Steps.Take(at), step, .. prepared.Steps.Skip(at)]);

    static int IndexOf(PreparedSpectra prepared, string step)
    {
        for (var i = 0; i < prepared.Steps.Count; i++) if (prepared.Steps[i].Applied.Name == step) return i;
        return prepared.Steps.Count;
    }

    sealed class FittedCopy(EnergyAxis axis, Func<SpectrumBlock, SpectrumBlock> apply) : IFittedStep
    {
        public EnergyAxis Axis => axis;

        public AppliedStep Applied { get; } = new("augmentation", "Copies of the training spectra were altered.", new JsonObject());

        public SpectrumBlock Apply(SpectrumBlock block) => apply(block);
    }
}
