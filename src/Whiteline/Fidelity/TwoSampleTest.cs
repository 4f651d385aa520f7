using Whiteline.Learning;
using Whiteline.Learning.Svm;
using Whiteline.Spectra;

namespace Whiteline.Fidelity;

/// <summary>
/// Classifier two-sample test (Lopez-Paz and Oquab, ICLR 2017): a classifier is trained to tell two sets apart, and scored by cross-validation. 0.5 for equal
/// distributions. The classifier is a support vector machine with the RBF kernel.
/// </summary>
public static class TwoSampleTest
{
    const int Folds = 5;

    /// <summary>Accuracy on points held out; of the larger set as many points are taken as the smaller has.</summary>
    /// <param name="one">Points, 5 or more.</param>
    /// <param name="other">Points of the same width, 5 or more.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    public static double Accuracy(SpectrumSet one, SpectrumSet other, TrainingContext context)
    {
        var count = Math.Min(one.Count, other.Count);
        var points = one.Parts(count, 1, context.Seed.Branch("two-sample/one"))[0].With(other.Parts(count, 1, context.Seed.Branch("two-sample/other"))[0]);
        // An axis only because classifiers look at spectra; nothing here has an energy.
        var data = new LabeledSpectra(new(0, 1, Math.Max(2, points.Width)), Widened(points), [.. Enumerable.Range(0, 2 * count).Select(i => i < count ? "one" : "other")]);
        var (right, trainer) = (0, new SvmTrainer(new(Probability: false)));
        foreach (var split in Learning.Folds.Stratified(data.Labels, Folds, context.Seed.Branch("two-sample/folds")))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var held = data.Subset(split.Held);
            var probabilities = new double[2 * held.Count];
            trainer.Train(data.Subset(split.Training), context with { Progress = null }).Predict(held.Intensity.Span, probabilities);
            for (var i = 0; i < held.Count; i++)
                if ((probabilities[2 * i] > probabilities[2 * i + 1]) == (held.Labels[i] == "one")) right++;
        }
        return (double)right / data.Count;
    }

    /// <summary>What a set shows besides its samples: white lines, leading components and the powers of its noise, each with mean 0 and variance 1 over both sets.</summary>
    /// <param name="places">Where the lines lie.</param>
    /// <param name="space">Leading components.</param>
    /// <param name="mean">Mean that the noise is a deviation from, shape (channels).</param>
    /// <param name="one">Spectra.</param>
    /// <param name="other">Spectra.</param>
    public static (SpectrumSet One, SpectrumSet Other) Described(LinePlaces places, PrincipalSpace space, double[] mean, SpectrumSet one, SpectrumSet other)
    {
        var rows = Describe(places, space, mean, one).Concat(Describe(places, space, mean, other)).ToArray();
        for (var f = 0; f < rows[0].Length; f++)
        {
            double[] finite = [.. rows.Select(row => row[f]).Where(double.IsFinite)];
            var centre = finite.DefaultIfEmpty(0).Average();
            var spread = Math.Sqrt(finite.Select(value => (value - centre) * (value - centre)).DefaultIfEmpty(0).Average());
            foreach (var row in rows) row[f] = spread > 0 && double.IsFinite(row[f]) ? (row[f] - centre) / spread : 0;
        }
        SpectrumSet Set(IEnumerable<double[]> part) => new([.. part.SelectMany(row => row).Select(value => (float)value)], rows[0].Length);
        return (Set(rows.Take(one.Count)), Set(rows.Skip(one.Count)));
    }

    static IEnumerable<double[]> Describe(LinePlaces places, PrincipalSpace space, double[] mean, SpectrumSet set)
    {
        const int Bands = 8;
        var (lines, scores) = (places.ReadAll(set), space.Project(set));
        for (var i = 0; i < set.Count; i++)
        {
            var deviation = new float[2 * set.Width];
            for (var c = 0; c < set.Width; c++) (deviation[c], deviation[set.Width + c]) = ((float)(set[i][c] - mean[c]), (float)(mean[c] - set[i][c]));
            // Two mirrored rows have the mean 0: their power spectrum is that of the deviation of this spectrum.
            var bands = NoiseSpectrum.Bands(NoiseSpectrum.Of(new(deviation, set.Width)), Bands);
            yield return
            [
                lines[i].L3Ev, lines[i].Ratio, lines[i].WidthEv, Math.Log(lines[i].SignalToNoise), lines[i].Maximum,
                .. scores[i][..space.Dimensions].ToArray().Select(score => (double)score), .. bands.Select(power => Math.Log(power + 1e-30)),
            ];
        }
    }

    static float[] Widened(SpectrumSet points) =>
        points.Width > 1 ? points.Values.ToArray() : [.. points.Values.ToArray().SelectMany(value => new[] { value, 0 })];
}
