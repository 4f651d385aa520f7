using Whiteline.Learning;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Fidelity;

/// <summary>
/// Compares synthetic spectra with measured ones that their generator has not seen, and, in the same way, the training spectra with those: measured against measured, the
/// control. Synthetic spectra are compared in parts as large as the control, since coverage and the like grow with the number of spectra.
/// </summary>
public static class FidelityProof
{
    /// <summary>Spectra of a class that training and held-out part need each to be judged.</summary>
    public const int LeastPerClass = 12;

    const int MostPerClass = 1000;
    const int MostParts = 5;

    /// <summary>Proves every class that has enough spectra in all three sets.</summary>
    /// <param name="training">Measured spectra that the generator learned from.</param>
    /// <param name="heldOut">Measured spectra that it has not seen, on the same axis.</param>
    /// <param name="synthetic">Spectra that it made, on the same axis.</param>
    /// <param name="context">Seed, threads, progress, cancellation. The number of threads changes no result.</param>
    /// <exception cref="BadInputException">The axes differ, or a spectrum given as measured is synthetic.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static FidelityResult Run(LabeledSpectra training, LabeledSpectra heldOut, LabeledSpectra synthetic, TrainingContext context)
    {
        if (!training.Axis.Agrees(heldOut.Axis) || !training.Axis.Agrees(synthetic.Axis)) throw new BadInputException($"The spectra to compare have different energy axes: {training.Axis}; {heldOut.Axis}; {synthetic.Axis}. Bring them onto one.");
        if (training.SyntheticCount + heldOut.SyntheticCount > 0) throw new BadInputException("Synthetic spectra are among those to compare with. Give measured ones.");
        var (proven, leftOut) = (new List<ClassFidelity>(), new List<string>());
        foreach (var label in synthetic.Classes)
        {
            context.Progress?.Report(new("comparing with measured spectra", proven.Count + leftOut.Count, synthetic.Classes.Count) { Detail = label });
            var seed = context.Seed.Branch("fidelity/" + label);
            var (known, unseen, made) = (Some(training, label, seed), Some(heldOut, label, seed), Some(synthetic, label, seed));
            if (Math.Min(Math.Min(known.Count, unseen.Count), made.Count) < LeastPerClass) leftOut.Add(label);
            else proven.Add(Prove(label, training.Axis, known, unseen, made, context with { Seed = seed, Progress = null }));
        }
        return new(proven, leftOut);
    }

    static SpectrumSet Some(LabeledSpectra spectra, string label, Seed seed)
    {
        var all = SpectrumSet.Of(spectra, label);
        return all.Count <= MostPerClass ? all : all.Parts(MostPerClass, 1, seed.Branch("some"))[0];
    }

    static ClassFidelity Prove(string label, EnergyAxis axis, SpectrumSet training, SpectrumSet heldOut, SpectrumSet synthetic, TrainingContext context)
    {
        var size = Math.Min(training.Count, synthetic.Count);
        var reference = new Reference(label, axis, training, heldOut);
        var control = training.Parts(size, 1, context.Seed.Branch("control"))[0];
        var parts = synthetic.Parts(size, MostParts, context.Seed.Branch("parts"));
        var measured = new Dictionary<Measure, double>[parts.Count + 1];
        ParallelWork.For(measured.Length, context.Threads, p => measured[p] = reference.Measure(p == 0 ? control : parts[p - 1], isControl: p == 0, context with { Threads = 1 }), context.Cancellation);
        var values = measured[0].Keys.ToDictionary(
            measure => measure,
            measure => new MeasureValue(measured.Skip(1).Select(part => part[measure]).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average(), measured[0][measure]));
        // Mean and spread grow no better or worse by the number alone: all synthetic spectra tell them best.
        foreach (var (measure, value) in reference.Channels(synthetic)) values[measure] = values[measure] with { Synthetic = value };
        return new(label, training.Count, heldOut.Count, synthetic.Count, size, values);
    }

    /// <summary>The spectra held out, with what is learned of them once.</summary>
    sealed class Reference
    {
        readonly SpectrumSet training, heldOut, scores;
        readonly PrincipalSpace space;
        readonly double[] mean;
        readonly ChannelStatistics channels;
        readonly LinePlaces places;
        readonly LineFeatures[] lines;
        readonly double[] noise;
        readonly double nearest;

        public Reference(string label, EnergyAxis axis, SpectrumSet training, SpectrumSet heldOut)
        {
            (this.training, this.heldOut) = (training, heldOut);
            // Of both, or spectra held out would fill their own components better than any others do.
            var real = training.With(heldOut);
            space = PrincipalSpace.Of(real);
            mean = ChannelStatistics.Of(real).Mean;
            scores = space.Project(heldOut);
            channels = ChannelStatistics.Of(heldOut);
            places = LinePlaces.Find(axis, channels.Mean, label);
            lines = places.ReadAll(heldOut);
            noise = NoiseSpectrum.Of(heldOut);
            nearest = Memorisation.Of(training, heldOut).MedianDistance;
        }

        public Dictionary<Measure, double> Channels(SpectrumSet spectra)
        {
            var (own, within) = (ChannelStatistics.Of(spectra), places.Channels);
            return new()
            {
                [Fidelity.Measure.MeanError] = channels.MeanError(own, within),
                [Fidelity.Measure.SpreadError] = channels.SpreadError(own, within),
                [Fidelity.Measure.SpreadWithin20] = channels.SpreadWithin(own, within, 0.2),
            };
        }

        public Dictionary<Measure, double> Measure(SpectrumSet spectra, bool isControl, TrainingContext context)
        {
            var (its, power, projected) = (places.ReadAll(spectra), NoiseSpectrum.Of(spectra), space.Project(spectra));
            var near = Neighbourhoods.Of(scores, projected);
            var described = TwoSampleTest.Described(places, space, mean, heldOut, spectra);
            double bySpectra = TwoSampleTest.Accuracy(heldOut, spectra, context), byFeatures = TwoSampleTest.Accuracy(described.One, described.Other, context);
            // Training spectra are at no distance from themselves: as a control of memorisation those held out stand for them.
            var memory = Memorisation.Of(training, isControl ? heldOut : spectra);
            DistributionDistance Apart(Func<LineFeatures, double> feature) => DistributionDistance.Of(lines.Select(feature), its.Select(feature));
            return new(Channels(spectra))
            {
                [Fidelity.Measure.L3PositionKs] = Apart(line => line.L3Ev).Ks,
                [Fidelity.Measure.L3PositionEv] = Apart(line => line.L3Ev).Wasserstein,
                [Fidelity.Measure.RatioKs] = Apart(line => line.Ratio).Ks,
                [Fidelity.Measure.WidthKs] = Apart(line => line.WidthEv).Ks,
                [Fidelity.Measure.SignalToNoiseKs] = Apart(line => line.SignalToNoise).Ks,
                [Fidelity.Measure.NoiseSpectrumError] = NoiseSpectrum.Error(noise, power),
                [Fidelity.Measure.NoisePowerRatio] = NoiseSpectrum.UpperRatio(noise, power),
                [Fidelity.Measure.CovarianceError] = ChannelStatistics.CovarianceError(heldOut, spectra),
                [Fidelity.Measure.MeanDiscrepancy] = MeanDiscrepancy.Of(scores, projected),
                [Fidelity.Measure.Precision] = near.Precision,
                [Fidelity.Measure.Recall] = near.Recall,
                [Fidelity.Measure.Density] = near.Density,
                [Fidelity.Measure.Coverage] = near.Coverage,
                [Fidelity.Measure.TwoSampleSpectra] = bySpectra,
                [Fidelity.Measure.TwoSampleFeatures] = byFeatures,
                [Fidelity.Measure.TwoSampleAccuracy] = Math.Max(bySpectra, byFeatures),
                [Fidelity.Measure.Authenticity] = memory.Authenticity,
                [Fidelity.Measure.NearestRatio] = memory.MedianDistance / nearest,
            };
        }
    }
}
