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
        return prepared.With(at, new FittedCopy(prepared.Stage(at).Axis, block => AddNoise(block, sigma, seed)), replacing: false);
    }

    static SpectrumBlock Displace(SpectrumBlock block, EnergyAxis target, double[] shiftsEv)
    {
        var margin = (int)Math.Ceiling(shiftsEv.Max(Math.Abs) / block.Axis.DispersionEv) + 2;
        var padded = new float[block.Axis.Count + 2 * margin];
        var result = new float[block.Count * target.Count];
        for (var i = 0; i < block.Count; i++)
        {
            var spectrum = block[i];
            padded.AsSpan(0, margin).Fill(spectrum[0]);
            spectrum.CopyTo(padded.AsSpan(margin));
            padded.AsSpan(margin + spectrum.Length).Fill(spectrum[^1]);
            var first = block.Axis.ChannelAt(target.OffsetEv - block.ShiftsEv[i] - shiftsEv[block.First + i]) + margin;
            Interpolation.Resample(padded, first, target.DispersionEv / block.Axis.DispersionEv, result.AsSpan(i * target.Count, target.Count));
        }
        return block with { Axis = target, Intensity = result, ShiftsEv = new double[block.Count] };
    }

    static SpectrumBlock AddNoise(SpectrumBlock block, double sigma, Seed seed)
    {
        for (var i = 0; i < block.Count; i++)
        {
            var random = seed.Branch("noise", block.First + i).Random();
            var spectrum = block[i];
            var scale = sigma * Math.Max(0, TensorPrimitives.Max<float>(spectrum));
            for (var c = 0; c < spectrum.Length; c++) spectrum[c] += (float)(scale * random.NextNormal());
        }
        return block;
    }

    sealed class FittedCopy(EnergyAxis axis, Func<SpectrumBlock, SpectrumBlock> apply) : IFittedStep
    {
        public EnergyAxis Axis => axis;

        public AppliedStep Applied { get; } = new("augmentation", "Copies of the training spectra were altered.", new JsonObject());

        public SpectrumBlock Apply(SpectrumBlock block) => apply(block);
    }
}
