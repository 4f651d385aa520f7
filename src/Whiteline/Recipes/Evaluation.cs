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
    /// <exception cref="BadInputException">The plan has a problem, the model knows none of the labels, a spectrum is synthetic, or the model was not made for such spectra.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static EvaluationResult Run(TrainedModel model, LabeledSpectra data, EvaluationPlan plan, StepContext context, IProgress<WorkProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(context);
        if (!data.Classes.Intersect(model.Labels).Any())
            throw BadInputException.In(context.Source, $"its spectra are labelled {string.Join(", ", data.Classes)}, but the model tells {string.Join(", ", model.Labels)} apart", "Give spectra of these classes.");
        return Run([new(model, data)], plan, context, progress);
    }

    /// <summary>The same for several models, each with spectra of its own, as the folds of a cross-validation are; all scores are of the spectra together.</summary>
    /// <param name="parts">Models with the spectra that they are asked; at least one.</param>
    /// <param name="plan">What to test with.</param>
    /// <param name="context">As in the other overload.</param>
    /// <param name="progress">Told of every point.</param>
    /// <exception cref="BadInputException">The plan has a problem, or a model was not made for such spectra.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static EvaluationResult Run(IReadOnlyList<TestPart> parts, EvaluationPlan plan, StepContext context, IProgress<WorkProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(context);
        if (plan.Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        string[] labels = [.. parts.SelectMany(part => part.Model.Labels.Union(part.Data.Classes)).Distinct().Order(StringComparer.Ordinal)];
        var plain = parts.Select(part => new Prediction(part.Model, part.Data, plan.Axis, context, plan.ErrorRate)).ToArray();
        // The first part, mostly the only one, has the seed of the run.
        var settled = parts.Select((part, p) => new Settled(part.Model, part.Data, OffsetOf(plain[p]), plan.Axis?.UncertaintyEv, labels, p == 0 ? context : context with { Seed = context.Seed.Branch("part", p) })).ToArray();
        string[] truth = [.. parts.SelectMany(part => part.Data.Labels)];
        var test = new Test(settled, truth, labels, new(progress, plan, truth.Length));
        Verdict[] verdicts = [.. settled.SelectMany((part, p) => part.Spread(plain[p].ClassifyAll(context)))];
        var scores = test.Score(verdicts);
        bool[] right = [.. verdicts.Select((verdict, i) => verdict.Label == truth[i])];
        var draws = plan.DrawsFor(truth.Length);
        return new(
            parts[0].Model.Card.Classifier,
            parts[0].Model.Card.Settings,
            verdicts,
            scores,
            AccuracyInterval.Of(right, parts.All(part => part.Data.Groups is not null) ? [.. parts.SelectMany(part => part.Data.Groups!)] : null, context.Seed),
            [.. plan.ShiftsEv.Select(test.Shifted)],
            [.. plan.NoiseMultiples.Select(test.WithMultipliedNoise)],
            [.. plan.GaussianSigmas.Select(sigma => test.WithGaussianNoise(sigma, draws))],
            [.. plan.PeakCounts.Select(counts => test.AtDose(counts, draws))],
            [.. plan.BroadeningsEv.Select(test.Broadened)],
            [.. plan.DispersionsEv.Select(test.OnChannelsOf)],
            [.. parts.SelectMany((part, p) => Warnings(part.Model, part.Data, plain[p])).Distinct()])
        {
            Answers = Answers.Of(verdicts, truth),
            Sets = plan.ErrorRate is { } rate ? SetScores.Of(verdicts, truth, rate) : null,
        };
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

    static Recipe Extending(Recipe recipe) => recipe.Steps.OfType<Resample>().FirstOrDefault() is { } resample ? recipe.With(resample with { MostExtensionEv = AnyExtensionEv }) : recipe;

    /// <summary>A model and its spectra, whose energy axis is judged.</summary>
    sealed class Settled(TrainedModel model, LabeledSpectra data, double offsetEv, double? uncertaintyEv, string[] labels, StepContext context)
    {
        public Seed Seed => context.Seed;

        public int Count => data.Count;

        /// <summary>The recipe of the model with the features moved.</summary>
        public Recipe Shifted(double shiftEv) => Extending(Fixed(model.Recipe, offsetEv + shiftEv));

        /// <summary>The recipe of the model on the axis as it was judged.</summary>
        public Recipe Recipe => Fixed(model.Recipe, offsetEv);

        public Verdict[] Label(Recipe recipe) => [.. Spread(new Prediction(model with { Recipe = recipe }, data, new(recipe.Steps.OfType<EnergyCalibration>().FirstOrDefault()?.OffsetEv, uncertaintyEv), context).ClassifyAll(context))];

        /// <summary>Verdicts over the labels of models and datasets together: what the model does not know has probability 0.</summary>
        public IEnumerable<Verdict> Spread(IReadOnlyList<Verdict> verdicts) => verdicts.Select(verdict =>
        {
            var probabilities = new double[labels.Length];
            for (var c = 0; c < model.Labels.Count; c++) probabilities[Array.IndexOf(labels, model.Labels[c])] = verdict.Probabilities[c];
            return verdict with { Classes = labels, Probabilities = probabilities };
        });

        // An aligned spectrum is moved so that its own L3 stands still, and is never extended.
        public double ExtendedEv(double shiftEv)
        {
            if (model.Recipe.Steps.OfType<Align>().Any() || model.Recipe.Steps.OfType<Resample>().FirstOrDefault()?.Target is not { } target) return 0;
            return Math.Round(Resample.ContinuedEv(data.Axis, target, offsetEv + shiftEv), 6);
        }
    }

    /// <summary>Models with their spectra, tested under many conditions.</summary>
    sealed class Test(Settled[] parts, string[] truth, string[] labels, Points points)
    {
        public RobustnessPoint Shifted(double shiftEv)
        {
            var scores = Score([.. parts.SelectMany(part => part.Label(part.Shifted(shiftEv)))]);
            return points.Done(new(shiftEv, scores.Accuracy, scores.BalancedAccuracy, parts.Max(part => part.ExtendedEv(shiftEv))));
        }

        public RobustnessPoint WithMultipliedNoise(double multiple)
        {
            var scores = Score([.. parts.SelectMany(part =>
            {
                // The residual exists on the common axis only.
                var before = part.Recipe.Steps.TakeWhile(step => step is not Normalisation).ToArray();
                return part.Label(new([.. before, new PcaNoise(multiple), .. part.Recipe.Steps.Skip(before.Length)]));
            })]);
            return points.Done(new(multiple, scores.Accuracy, scores.BalancedAccuracy));
        }

        public RobustnessPoint WithGaussianNoise(double sigma, int draws) =>
            Measured(sigma, sigma > 0 ? draws : 1, (part, draw) => new GaussianNoise(sigma, part.Seed.Branch("gaussian noise", draw)));

        public RobustnessPoint AtDose(double peakCounts, int draws) => Measured(peakCounts, draws, (part, draw) => new ShotNoise(peakCounts, part.Seed.Branch("dose", draw)));

        public RobustnessPoint Broadened(double fwhmEv) => Measured(fwhmEv, 1, (_, _) => new Broadening(fwhmEv));

        public RobustnessPoint OnChannelsOf(double dispersionEv) => Measured(dispersionEv, 1, (_, _) => new CoarserDispersion(dispersionEv));

        public Scores Score(IReadOnlyList<Verdict> verdicts) => Scores.Of(labels, truth, verdicts.SelectMany(verdict => verdict.Probabilities).ToArray());

        // Where a measurement would bring it: after the background, before the alignment and the resampling.
        RobustnessPoint Measured(double at, int draws, Func<Settled, int, IStep> disturb)
        {
            var confusion = new ConfusionMatrix(labels);
            for (var draw = 0; draw < draws; draw++)
            {
                var first = 0;
                foreach (var part in parts)
                {
                    var recipe = Extending(part.Recipe);
                    var before = recipe.Steps.TakeWhile(step => step is not (Align or Resample)).ToArray();
                    var verdicts = part.Label(new([.. before, disturb(part, draw), .. recipe.Steps.Skip(before.Length)]));
                    for (var i = 0; i < verdicts.Length; i++) confusion.Add(truth[first + i], verdicts[i].Label);
                    first += part.Count;
                }
            }
            var present = Enumerable.Range(0, labels.Length).Where(c => confusion.TrueCount(c) > 0);
            return points.Done(new(at, (double)confusion.Correct / confusion.Total, present.Average(c => (double)confusion[c, c] / confusion.TrueCount(c))));
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
