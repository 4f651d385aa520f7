using Whiteline.Learning;
using Whiteline.Learning.Metrics;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes.Datasets;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

// Cross-validation (Stone, J. R. Stat. Soc. B 36 (1974) 111) of the whole path from a dataset to a label. All that learns from several
// spectra (recipe, line positions, principal components, copies, classifier) sees the training part of a division only. Steps that treat
// each file as it comes, such as the judgement whether there is a background, are fitted to the held part without its labels, as in use.

/// <summary>A division that has been scored.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Count">Divisions in all.</param>
/// <param name="SoFar">Scores of all spectra held out up to here.</param>
/// <param name="Model">The model of this division.</param>
public sealed record ScoredDivision(int Index, int Count, Scores SoFar, TrainedModel Model);

/// <summary>Scores a training plan on spectra that it did not train on.</summary>
public static class CrossValidation
{
    /// <summary>Trains once for each division, and predicts the part held out.</summary>
    /// <param name="data">Labelled spectra on a trusted energy axis.</param>
    /// <param name="plan">How each model is trained.</param>
    /// <param name="split">How the dataset is divided.</param>
    /// <param name="context">Seed, threads, progress, cancellation. The number of threads changes no result.</param>
    /// <param name="test">Shifts, noise and the like with which the held-out spectra are labelled again, each by the model of its division; null for none.</param>
    /// <param name="scored">Receives every division as it is scored, or null.</param>
    /// <exception cref="BadInputException">A plan has a problem, or the data cannot be divided or trained on; says why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static CrossValidationResult Run(LabeledSpectra data, TrainingPlan plan, SplitPlan split, TrainingContext context, EvaluationPlan? test = null, Action<ScoredDivision>? scored = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(context);
        if (plan.Problems().Concat(test?.Problems() ?? []).FirstOrDefault() is { } problem) throw new BadInputException(problem);
        var splits = split.Divide(data, context.Seed.Branch("cross-validation"));
        Check(data, splits);
        var predictions = new List<HeldOutPrediction>();
        var accuracies = new double[splits.Count];
        var parts = new List<TestPart>();
        for (var fold = 0; fold < splits.Count; fold++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var name = $"fold {fold + 1} of {splits.Count}";
            var inside = context with { Seed = context.Seed.Branch("fold", fold), Progress = FoldProgress.Of(context.Progress, name, fold, splits.Count) };
            var steps = new StepContext($"the spectra held out in {name}", inside.Seed, inside.Threads, inside.Cancellation);
            var part = new TestPart(Train(data.Subset(splits[fold].Training), plan, inside, steps), data.Subset(splits[fold].Held));
            var held = Predict(part, data.Classes, inside, steps);
            if (test is not null) parts.Add(part);
            predictions.AddRange(held.Select((verdict, i) => new HeldOutPrediction(splits[fold].Held[i], fold, verdict.Probabilities)));
            accuracies[fold] = (double)held.Where((verdict, i) => verdict.Label == data.Labels[splits[fold].Held[i]]).Count() / held.Length;
            scored?.Invoke(new(fold, splits.Count, Scores.Of(data.Classes, [.. predictions.Select(one => data.Labels[one.Index])], predictions.SelectMany(one => one.Probabilities).ToArray()), part.Model));
        }
        context.Progress?.Report(new("cross-validating", splits.Count, splits.Count));
        var scores = Scores.Of(data.Classes, [.. predictions.Select(one => data.Labels[one.Index])], predictions.SelectMany(one => one.Probabilities).ToArray());
        // The axis of a dataset is trusted, in the held part as in the training part: so an offset of 0 eV.
        var robustness = test is null ? null : Evaluation.Run(parts, test with { Axis = KnownAxis.AsWritten }, new("the spectra held out", context.Seed, context.Threads, context.Cancellation), context.Progress);
        return new(plan.Trainer.Name, plan.Trainer.ToString() ?? plan.Trainer.Name, split, split.Describe(splits.Count), accuracies, predictions, scores, [.. Warnings(data, split, splits)], robustness);
    }

    // Before the first model is trained: the last fold may be an hour away.
    static void Check(LabeledSpectra data, IReadOnlyList<Split> splits)
    {
        if (data.Classes.Count < 2) throw new BadInputException($"All {data.Count} spectra are labelled {data.Classes[0]}. Cross-validation needs at least two classes.");
        for (var fold = 0; fold < splits.Count; fold++)
            if (splits[fold].Training.Select(i => data.Labels[i]).Distinct(StringComparer.Ordinal).Take(2).ToArray() is { Length: < 2 } only)
                throw new BadInputException($"The training part of fold {fold + 1} of {splits.Count} has only {string.Join("", only)} in it. Give more groups of each class, or split otherwise.");
    }

    static TrainedModel Train(LabeledSpectra training, TrainingPlan plan, TrainingContext context, StepContext steps)
    {
        var model = ModelTraining.Run(training, plan with { Guarded = false }, [], context);
        return plan.Pca is { } pca ? model with { Recipe = WithComponentsOf(training, model.Recipe, pca, steps) } : model;
    }

    static Verdict[] Predict(TestPart part, IReadOnlyList<string> classes, TrainingContext context, StepContext steps)
    {
        var prediction = new Prediction(part.Model, part.Data, KnownAxis.AsWritten, steps);
        var columnOf = part.Model.Labels.Select(label => Array.IndexOf([.. classes], label)).ToArray();
        return [.. prediction.ClassifyAll(steps, context.Progress).Select(verdict =>
        {
            var probabilities = new double[classes.Count];
            for (var c = 0; c < columnOf.Length; c++) probabilities[columnOf[c]] = verdict.Probabilities[c];
            return new Verdict(classes, probabilities);
        })];
    }

    // In use, principal components come from the file to be classified. A held part is too small for that and may be a single spectrum;
    // the components of the training part are applied to it instead.
    static Recipe WithComponentsOf(LabeledSpectra training, Recipe recipe, PcaDenoising pca, StepContext context)
    {
        var before = recipe.With(new EnergyCalibration(CalibrationMode.Offset)).Steps.TakeWhile(step => step is not PcaDenoising).ToArray();
        var components = pca.Fit(new Recipe(before).Prepare(training, context), context);
        return new([.. recipe.Steps.Select(step => step is PcaDenoising ? new FittedBefore(step.Name, components) : step)]);
    }

    static IEnumerable<string> Warnings(LabeledSpectra data, SplitPlan split, IReadOnlyList<Split> splits)
    {
        foreach (var doubt in DatasetReview.Doubts(data)) yield return doubt;
        if (data.Groups is { } groups && !split.ByGroup && groups.Distinct(StringComparer.Ordinal).Count() is var count && count < data.Count)
            yield return count == 1
                ? $"All {data.Count} spectra are from one group: near copies of every held-out spectrum can be in the training part and flatter the scores, and no honest split exists on these spectra. Add spectra of other specimens, images or sources."
                : $"The {data.Count} spectra are from {count} groups, and the split paid no heed to them: near copies of a held-out spectrum can be in the training part and flatter the scores. Split by group.";
        if (data.SyntheticCount is > 0 and var made)
            yield return $"{made} synthetic spectra were left out of training and test parts: they were made from spectra that are held out. To augment each training part by itself, give the measured spectra and --augment.";
        foreach (var label in data.Classes)
            if (splits.Count(one => one.Held.Any(i => data.Labels[i] == label) && !one.Training.Any(i => data.Labels[i] == label)) is > 0 and var lacking)
                yield return $"{lacking} of {splits.Count} training parts had no {label}, but the part held out had: those spectra could not be labelled rightly and have a probability of 0 for it.";
    }

    sealed class FittedBefore(string name, IFittedStep fitted) : IStep
    {
        public string Name => name;

        public IEnumerable<string> Problems() => [];

        public IFittedStep Fit(ISpectra input, StepContext context) => fitted;
    }

    sealed class FoldProgress(IProgress<WorkProgress> outer, string name, int fold, int folds) : IProgress<WorkProgress>
    {
        public static FoldProgress? Of(IProgress<WorkProgress>? outer, string name, int fold, int folds) => outer is null ? null : new(outer, name, fold, folds);

        public void Report(WorkProgress value) => outer.Report(new($"{name}: {value.Stage}", fold, folds));
    }
}
