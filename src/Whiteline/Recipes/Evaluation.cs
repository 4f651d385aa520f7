using Whiteline.Learning;
using Whiteline.Learning.Metrics;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Robustness;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

// The file's energy axis is judged once, on the spectra as they are. A shift is then put on top of what was found, so that it reaches the
// classifier, as the drift of single spectra does, instead of being taken off again with the offset of the file. Measured channels from
// beyond the window move into it wherever the source reaches. All steps that look at single spectra, alignment among them, see the shifted
// and noisy spectrum.

/// <summary>Scores a trained model on labelled spectra, as they are and with energy shifts and noise.</summary>
public static class Evaluation
{
    const double AnyExtensionEv = 1000;

    /// <summary>Labels the dataset, then labels it again at every point of every curve.</summary>
    /// <param name="model">The model; it must not have trained on these spectra.</param>
    /// <param name="data">Labelled spectra.</param>
    /// <param name="plan">What to test with.</param>
    /// <param name="context">Name of the file, seed, threads, cancellation. The number of threads changes no result.</param>
    /// <param name="progress">Told of every point.</param>
    /// <exception cref="BadInputException">The plan has a problem, the model knows none of the labels, or was not made for such spectra.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static EvaluationResult Run(TrainedModel model, LabeledSpectra data, EvaluationPlan plan, StepContext context, IProgress<WorkProgress>? progress = null)
    {
        if (plan.Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        if (!data.Classes.Intersect(model.Labels).Any())
            throw BadInputException.In(context.Source, $"its spectra are labelled {string.Join(", ", data.Classes)}, but the model tells {string.Join(", ", model.Labels)} apart", "Give spectra of these classes.");
        var plain = new Prediction(model, data, plan.AxisOffsetEv, context);
        var test = new Test(model with { Recipe = Fixed(model.Recipe, OffsetOf(plain)) }, data, context, new(progress, plan, data.Count));
        IReadOnlyList<Verdict> verdicts = test.Spread(plain.ClassifyAll(context));
        var scores = test.Score(verdicts);
        double[] right = [.. verdicts.Select((verdict, i) => verdict.Label == data.Labels[i] ? 1.0 : 0)];
        return new(
            model.Card.Classifier,
            model.Card.Settings,
            verdicts,
            scores,
            Bootstrap.OfMean(right, data.Groups, context.Seed),
            [.. plan.ShiftsEv.Select(test.Shifted)],
            [.. plan.NoiseMultiples.Select(test.WithMultipliedNoise)],
            [.. plan.GaussianSigmas.Select(sigma => test.WithGaussianNoise(sigma, plan.DrawsFor(data.Count)))],
            [.. plan.PeakCounts.Select(counts => test.AtDose(counts, plan.DrawsFor(data.Count)))],
            [.. plan.BroadeningsEv.Select(test.Broadened)],
            [.. plan.DispersionsEv.Select(test.OnChannelsOf)],
            [.. Warnings(model, data, plain)]);
    }

    static double OffsetOf(Prediction prediction) =>
        prediction.Prepared.Applied.FirstOrDefault(step => step.Name == "energy-calibration")?.Values["offsetEv"]?.GetValue<double>() ?? 0;

    static Recipe Fixed(Recipe recipe, double offsetEv) => recipe.With(new EnergyCalibration(CalibrationMode.Offset, offsetEv));

    static IEnumerable<string> Warnings(TrainedModel model, LabeledSpectra data, Prediction plain)
    {
        foreach (var finding in plain.Findings(data)) yield return finding;
        foreach (var label in data.Classes.Except(model.Labels))
            yield return $"{data.Labels.Count(other => other == label)} spectra are labelled {label}, which the model does not know: they count as wrong.";
    }

    /// <summary>One dataset and one model whose calibration is settled, tested under many conditions.</summary>
    sealed class Test(TrainedModel model, LabeledSpectra data, StepContext context, Points points)
    {
        readonly string[] labels = [.. model.Labels.Union(data.Classes).Order(StringComparer.Ordinal)];
        readonly double offsetEv = model.Recipe.Steps.OfType<EnergyCalibration>().Single().OffsetEv;

        public RobustnessPoint Shifted(double shiftEv)
        {
            var recipe = Extending(Fixed(model.Recipe, offsetEv + shiftEv));
            var scores = Score(Label(recipe));
            return points.Done(new(shiftEv, scores.Accuracy, scores.BalancedAccuracy, ExtendedEv(shiftEv)));
        }

        public RobustnessPoint WithMultipliedNoise(double multiple)
        {
            // The residual exists on the common axis only.
            var before = model.Recipe.Steps.TakeWhile(step => step is not Normalisation).ToArray();
            var scores = Score(Label(new([.. before, new PcaNoise(multiple), .. model.Recipe.Steps.Skip(before.Length)])));
            return points.Done(new(multiple, scores.Accuracy, scores.BalancedAccuracy));
        }

        public RobustnessPoint WithGaussianNoise(double sigma, int draws) =>
            Measured(sigma, sigma > 0 ? draws : 1, draw => new GaussianNoise(sigma, context.Seed.Branch("gaussian noise", draw)));

        public RobustnessPoint AtDose(double peakCounts, int draws) => Measured(peakCounts, draws, draw => new ShotNoise(peakCounts, context.Seed.Branch("dose", draw)));

        public RobustnessPoint Broadened(double fwhmEv) => Measured(fwhmEv, 1, _ => new Broadening(fwhmEv));

        public RobustnessPoint OnChannelsOf(double dispersionEv) => Measured(dispersionEv, 1, _ => new CoarserDispersion(dispersionEv));

        // Where a measurement would bring it: after the background, before the alignment and the resampling.
        RobustnessPoint Measured(double at, int draws, Func<int, IStep> disturb)
        {
            var before = model.Recipe.Steps.TakeWhile(step => step is not (Align or Resample)).ToArray();
            var rest = Extending(model.Recipe).Steps.Skip(before.Length).ToArray();
            var confusion = new ConfusionMatrix(labels);
            for (var draw = 0; draw < draws; draw++)
            {
                var verdicts = Label(new([.. before, disturb(draw), .. rest]));
                for (var i = 0; i < verdicts.Length; i++) confusion.Add(data.Labels[i], verdicts[i].Label);
            }
            var present = Enumerable.Range(0, labels.Length).Where(c => confusion.TrueCount(c) > 0);
            return points.Done(new(at, (double)confusion.Correct / confusion.Total, present.Average(c => (double)confusion[c, c] / confusion.TrueCount(c))));
        }

        public Scores Score(IReadOnlyList<Verdict> verdicts) => Scores.Of(labels, data.Labels, verdicts.SelectMany(verdict => verdict.Probabilities).ToArray());

        /// <summary>Verdicts over the labels of model and dataset together: what the model does not know has probability 0.</summary>
        public Verdict[] Spread(IReadOnlyList<Verdict> verdicts) => [.. verdicts.Select(verdict =>
        {
            var probabilities = new double[labels.Length];
            for (var c = 0; c < model.Labels.Count; c++) probabilities[Array.IndexOf(labels, model.Labels[c])] = verdict.Probabilities[c];
            return new Verdict(labels, probabilities);
        })];

        Verdict[] Label(Recipe recipe) => Spread(new Prediction(model with { Recipe = recipe }, data, null, context).ClassifyAll(context));

        static Recipe Extending(Recipe recipe) => recipe.Steps.OfType<Resample>().FirstOrDefault() is { } resample ? recipe.With(resample with { MostExtensionEv = AnyExtensionEv }) : recipe;

        // An aligned spectrum is moved so that its own L3 stands still, and is never extended.
        double ExtendedEv(double shiftEv)
        {
            if (model.Recipe.Steps.OfType<Align>().Any() || model.Recipe.Steps.OfType<Resample>().FirstOrDefault()?.Target is not { } target) return 0;
            return Math.Round(Resample.MissingEv(data.Axis, target, offsetEv + shiftEv), 6);
        }
    }

    sealed class Points(IProgress<WorkProgress>? progress, EvaluationPlan plan, int spectra)
    {
        readonly int total = plan.ShiftsEv.Count + plan.NoiseMultiples.Count + plan.GaussianSigmas.Count + plan.PeakCounts.Count + plan.BroadeningsEv.Count + plan.DispersionsEv.Count;
        int done;

        public RobustnessPoint Done(RobustnessPoint point)
        {
            progress?.Report(new($"testing on {spectra} spectra", ++done, total));
            return point;
        }
    }
}
