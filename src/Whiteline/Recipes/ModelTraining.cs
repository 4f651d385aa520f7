using Whiteline.Learning;
using Whiteline.Learning.Novelty;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>
/// Trains a model: synthetic spectra are made from the data where the plan asks for them, the recipe is built for the data, copies are made inside it, and
/// the classifier learns from all.
/// </summary>
public static class ModelTraining
{
    /// <summary>Trains.</summary>
    /// <param name="data">Labelled spectra on a trusted energy axis.</param>
    /// <param name="plan">How.</param>
    /// <param name="inputs">The files that the data came from, for the card.</param>
    /// <param name="context">Seed, threads, progress, cancellation.</param>
    /// <exception cref="BadInputException">The plan has a problem, or the data cannot be trained on; says why.</exception>
    public static TrainedModel Run(LabeledSpectra data, TrainingPlan plan, IReadOnlyList<InputFile> inputs, TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(context);
        if (plan.Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        if (data.Count < 2) throw new BadInputException("There is only one training spectrum. A classifier needs spectra of at least two classes.");
        if (data.Classes.Count < 2) throw new BadInputException($"All {data.Count} training spectra are labelled {data.Classes[0]}. A classifier needs at least two classes.");
        if (plan.Pca?.Rank is { } rank && rank >= Math.Min(data.Count, data.Axis.Count))
            throw new BadInputException($"PCA with {rank} components (--pca) keeps all that {data.Count} training spectra of {data.Axis.Count} channels hold: nothing would be denoised. Give fewer components, or auto.");
        var steps = new StepContext("the training spectra", context.Seed, context.Threads, context.Cancellation);
        var (given, build) = (data, RecipeBuilder.For(data, plan));
        if (plan.Generate is { } generate) data = generate.Fill(given, context);
        context.Progress?.Report(new("preparing the training spectra", 0, data.Count));
        var prepared = build.TrainingRecipe.Prepare(data, steps);
        var (augmented, augmentation) = Augment(data, prepared, plan, context.Seed);
        context.Progress?.Report(new($"training on {augmented.Count} spectra", 0, 0));
        var classifier = plan.Trainer.Train(augmented, context with { Versions = augmented.Count / data.Count });
        var originals = augmented.Subset([.. Enumerable.Range(0, given.Count)]);
        var card = new ModelCard
        {
            Program = RunRecord.ThisProgram,
            Classifier = plan.Trainer.Name,
            Settings = plan.Trainer.ToString() ?? plan.Trainer.Name,
            Trained = DateTimeOffset.UtcNow,
            Inputs = inputs,
            Sources = ProvenanceText.Sources(given.Provenance),
            Spectra = given.Classes.ToDictionary(label => label, label => given.Labels.Count(other => other == label)),
            Groups = given.Groups?.Distinct().Count() ?? 0,
            Augmentation = augmentation,
            Calibration = plan.Calibration == ProbabilityCalibration.Isotonic ? $"isotonic, on groups held out, over {plan.Trainer.Calibration}" : plan.Trainer.Calibration,
            TrainAccuracy = Accuracy(classifier, originals),
            Seed = context.Seed.Value,
            DispersionEv = data.Axis.DispersionEv,
            LinePositionsEv = build.LinePositionsEv,
            Limits = [.. build.Limits, .. plan.Trainer.Cautions(originals)],
        };
        var mixtures = plan.Guarded ? Mixtures.Prepared(given, build.TrainingRecipe, context.Seed, steps) : null;
        return new(build.ModelRecipe, classifier, prepared.Axis, card)
        {
            Gate = plan.Guarded ? NoveltyGate.Fit(augmented, LinesOf(build, plan), context.Seed, mixtures) : null,
            ElementGate = plan.Guarded ? ElementGates.For(build.TrainingRecipe, prepared.Axis, LinesOf(build, plan), augmented, mixtures, context) : null,
            Doubts = plan.Guarded ? DoubtLimits.Fit(classifier, augmented) : null,
            Calibration = plan.Calibration == ProbabilityCalibration.Isotonic ? CalibrationTraining.Run(given, plan, context) : null,
            Sets = plan.LabelSets ? LabelSetTraining.Run(data, plan, context) : null,
        };
    }

    // A spectrum that is replaced by a line at its position has no shape to be looked at apart from it.
    static double[] LinesOf(RecipeBuilder build, TrainingPlan plan) => plan.Align == Alignment.PositionOnly ? [] : Lines.Of(build.ModelRecipe, build.LinePositionsEv);

    static (LabeledSpectra Spectra, string? Said) Augment(LabeledSpectra data, PreparedSpectra prepared, TrainingPlan plan, Seed seed)
    {
        var sets = new List<PreparedSpectra> { prepared };
        var said = new List<string>();
        for (var copy = 0; copy < plan.Copies && plan.Alters; copy++)
        {
            var branch = seed.Branch("augmentation", copy);
            // The noise first: it stands before the alignment, the displacement in the place of the resampling.
            var altered = plan.NoiseAugment > 0 ? TrainingSteps.Noisy(prepared, plan.NoiseAugment, branch) : prepared;
            if (plan.ShiftAugmentEv > 0)
            {
                var random = branch.Branch("shift").Random();
                altered = TrainingSteps.Displaced(altered, [.. Enumerable.Range(0, data.Count).Select(_ => random.NextDouble(-plan.ShiftAugmentEv, plan.ShiftAugmentEv))]);
            }
            sets.Add(altered);
        }
        var made = data.SyntheticCount > 0 ? $"{data.SyntheticCount} synthetic spectra{(plan.Generate is { } generate ? $" by {generate.Generator.Name}" : "")}" : null;
        if (plan.ShiftAugmentEv > 0) said.Add(FormattableString.Invariant($"shifted by up to ±{plan.ShiftAugmentEv:0.##} eV"));
        if (plan.NoiseAugment > 0) said.Add(FormattableString.Invariant($"with Gaussian noise of up to {100 * plan.NoiseAugment:0.#} % of the maximum"));
        var size = data.Count * prepared.Axis.Count;
        var intensity = new float[sets.Count * size];
        for (var s = 0; s < sets.Count; s++) sets[s].Read(0, data.Count, intensity.AsSpan(s * size, size));
        // A copy stays in the group of its original, so that no inner fold tests on a near copy of what it trained on.
        var groups = data.Groups ?? [.. Enumerable.Range(0, data.Count).Select(i => $"{i}")];
        var joined = new LabeledSpectra(
            prepared.Axis,
            intensity,
            [.. sets.SelectMany(_ => data.Labels)],
            sets.Count > 1 || data.Groups is not null ? [.. sets.SelectMany(_ => groups)] : null)
        {
            Synthetic = data.Synthetic is null ? null : [.. sets.SelectMany(_ => data.Synthetic)],
        };
        var copies = said.Count > 0 ? $"{plan.Copies} copies per spectrum, {string.Join(", ", said)}" : null;
        return (joined, made is not null && copies is not null ? $"{made}; {copies}" : made ?? copies);
    }

    static double Accuracy(IClassifier classifier, LabeledSpectra spectra)
    {
        var probabilities = new double[spectra.Count * classifier.Classes.Count];
        classifier.Predict(spectra.Intensity.Span, probabilities);
        var correct = 0;
        for (var i = 0; i < spectra.Count; i++)
            if (new Verdict(classifier.Classes, probabilities[(i * classifier.Classes.Count)..((i + 1) * classifier.Classes.Count)]).Label == spectra.Labels[i]) correct++;
        return (double)correct / spectra.Count;
    }
}
