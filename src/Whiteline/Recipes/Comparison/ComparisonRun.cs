using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Whiteline.Learning;
using Whiteline.Learning.Augmentation;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes.Datasets;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Comparison;

/// <summary>
/// Runs a comparative study: every cell is cross-validated by a plain split and, where groups are known, by whole groups; then one model is trained
/// and tested on other spectra, as they are, shifted and noisy. Without test spectra a share of the groups is set aside first, and takes no part in
/// anything else. Synthetic spectra of either file are left out: <see cref="TrainingData.Generated"/> and <see cref="TrainingData.Synthetic"/> make them from the training spectra.
/// </summary>
/// <param name="Plan">What to run.</param>
/// <param name="Network">Makes the trainer of a network from its name and a number of epochs.</param>
public sealed record ComparisonRun(ComparisonPlan Plan, Func<string, int, ITrainer> Network)
{
    /// <summary>Makes the trainer of a generator from its name; without it those that need no network.</summary>
    public Func<string, IGeneratorTrainer> Generator { get; init; } = name =>
        ManagedGenerators.Of(name) ?? throw new BadInputException($"The plan makes spectra by '{name}'; known are {string.Join(", ", ManagedGenerators.Names)}.");

    const int TestFolds = 4;
    const int BatchSize = 64;

    // A few spectra may be lucky ones: a training size is tried so many times.
    const int SizeDraws = 3;

    /// <summary>Runs all cells that are not finished yet.</summary>
    /// <param name="training">The spectra to learn from.</param>
    /// <param name="test">Spectra of another source, or null.</param>
    /// <param name="folder">Where finished cells are kept.</param>
    /// <param name="context">Seed, threads, progress, cancellation.</param>
    /// <exception cref="BadInputException">The plan has a problem or suits no spectra.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; finished cells are kept.</exception>
    public ComparisonResult Run(LabeledSpectra training, LabeledSpectra? test, string folder, TrainingContext context)
    {
        if (Plan.Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        (training, test) = (training.WithoutSynthetic(), test?.WithoutSynthetic());
        var hash = HashOf(training, test, context.Seed);
        var (known, asked, testWords, warnings) = Divide(Reduced(training, Plan.MostPerClass, context.Seed.Branch("comparison/reduced")), test, context.Seed);
        var cells = ComparisonCell.Of(Plan, known);
        var store = new CellStore(folder, hash);
        var results = new List<CellResult>();
        var generator = new RememberingGeneratorTrainer(() => Generator(Plan.Generator));
        foreach (var cell in cells)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Progress?.Report(new("comparing", results.Count, cells.Count) { Detail = cell.Key });
            var result = store.Find(cell);
            if (result is null) store.Keep(result = RunCell(cell, generator, known, asked, context with { Progress = null }));
            results.Add(result);
        }
        context.Progress?.Report(new("comparing", cells.Count, cells.Count));
        var found = new ComparisonResult(Plan, known, asked, testWords, results, context.Seed) { Warnings = warnings };
        return found with { Normalisation = NormalisationEffect.Of(found, context) };
    }

    CellResult RunCell(ComparisonCell cell, RememberingGeneratorTrainer generator, LabeledSpectra known, LabeledSpectra asked, TrainingContext context)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var trainer = StudyClassifiers.Managed(cell.Classifier) ?? Network(cell.Classifier, EpochsOf(cell, known));
            var plan = cell.Plan(Plan, known, trainer, generator);
            var result = cell.PerClass is { } size ? OnFew(cell, plan, known, asked, size, context) : cell.IsWhole && !cell.IsGenerated ? Whole(cell, plan, known, asked, context) : Tested(cell, plan, known, asked, context);
            return result with { Seconds = clock.Elapsed.TotalSeconds };
        }
        catch (BadInputException failure)
        {
            // One method that these spectra do not suit is a result, too.
            return CellResult.Failed(cell, failure.Message) with { Seconds = clock.Elapsed.TotalSeconds };
        }
    }

    int EpochsOf(ComparisonCell cell, LabeledSpectra known)
    {
        var spectra = cell.PerClass is { } size ? size * known.Classes.Count : known.Count;
        return Math.Clamp(Plan.NetworkSteps * BatchSize / spectra, 20, 400);
    }

    CellResult Whole(ComparisonCell cell, TrainingPlan plan, LabeledSpectra known, LabeledSpectra asked, TrainingContext context)
    {
        var grouped = known.Groups is { } groups && groups.Distinct(StringComparer.Ordinal).Count() is var count and > 1
            ? Score(CrossValidation.Run(known, plan, new(SplitKind.ByGroup, Math.Min(Plan.Folds, count)), context), known)
            : null;
        // By how much near copies flatter networks is shown once, not at the price of every one of their trainings twice.
        var plain = grouped is null || !StudyClassifiers.IsNetwork(cell.Classifier) || cell.IsPlain(Plan)
            ? Score(CrossValidation.Run(known, plan, new(SplitKind.Stratified, Plan.Folds), context), known)
            : null;
        return Tested(cell, plan, known, asked, context) with { Plain = plain, Grouped = grouped };
    }

    CellResult Tested(ComparisonCell cell, TrainingPlan plan, LabeledSpectra known, LabeledSpectra asked, TrainingContext context)
    {
        var tested = Evaluation.Run(ModelTraining.Run(known, plan with { Guarded = false }, [], context), asked, Plan.Test(), Asked(context));
        return new(
            cell, null, null, tested.Scores.Accuracy, tested.Uncertainty.Low, tested.Uncertainty.High,
            tested.ShiftCurve, tested.NoiseCurve, tested.GaussianCurve, tested.DoseCurve, tested.ResolutionCurve, tested.DispersionCurve, 0)
        {
            TestWrong = [.. Enumerable.Range(0, asked.Count).Where(i => tested.Verdicts[i].Label != asked.Labels[i])],
        };
    }

    static CellResult OnFew(ComparisonCell cell, TrainingPlan plan, LabeledSpectra known, LabeledSpectra asked, int size, TrainingContext context)
    {
        var accuracies = Enumerable.Range(0, SizeDraws).Select(draw =>
        {
            var few = Reduced(known, size, context.Seed.Branch($"comparison/few/{size}", draw));
            return Evaluation.Run(ModelTraining.Run(few, plan with { Guarded = false }, [], context), asked, new(), Asked(context)).Scores.Accuracy;
        }).ToArray();
        return CellResult.Failed(cell, null) with { Test = accuracies.Average(), TestLow = accuracies.Min(), TestHigh = accuracies.Max() };
    }

    static StepContext Asked(TrainingContext context) => new("the test spectra", context.Seed, context.Threads, context.Cancellation);

    static SplitScore Score(CrossValidationResult result, LabeledSpectra data) => new(
        result.Scores.Accuracy,
        result.Scores.BalancedAccuracy,
        result.AccuracyStd,
        result.Scores.Ece,
        [.. result.Predictions.Where(one => new Verdict(result.Labels, one.Probabilities).Label != data.Labels[one.Index]).Select(one => one.Index).Order()]);

    static LabeledSpectra Reduced(LabeledSpectra data, int mostPerClass, Seed seed)
    {
        if (data.Classes.All(label => data.Labels.Count(other => other == label) <= mostPerClass)) return data;
        var random = seed.Random();
        var kept = new List<int>();
        foreach (var label in data.Classes)
        {
            int[] members = [.. Enumerable.Range(0, data.Count).Where(i => data.Labels[i] == label)];
            random.Shuffle<int>(members);
            kept.AddRange(members.Take(mostPerClass));
        }
        return data.Subset([.. kept.Order()]);
    }

    static (LabeledSpectra Known, LabeledSpectra Asked, string Words, IReadOnlyList<string> Warnings) Divide(LabeledSpectra data, LabeledSpectra? test, Seed seed)
    {
        if (test is not null) return (data, test, "the test file", [.. Unknown(data, test)]);
        var branch = seed.Branch("comparison/test");
        var byGroup = data.Groups is not null && data.Groups.Distinct(StringComparer.Ordinal).Count() >= 2 * TestFolds;
        var split = byGroup ? DatasetSplit.ByGroup(data, 1.0 / TestFolds, branch) : Folds.Stratified(data.Labels, TestFolds, branch)[0];
        var (known, asked) = (data.Subset(split.Training), data.Subset(split.Held));
        if (known.Classes.Count < data.Classes.Count) throw new BadInputException("Setting a quarter of the groups aside for the tests leaves a class without spectra. Give a test file.");
        return (known, asked, byGroup ? "a quarter of the groups, set aside" : "a quarter of the spectra, set aside whatever their group",
            [.. DatasetSplit.Warnings(data, split, "Give a test file (--test), or try another --seed.")]);
    }

    static IEnumerable<string> Unknown(LabeledSpectra known, LabeledSpectra asked) =>
        asked.Classes.Except(known.Classes).Select(label => $"{asked.Labels.Count(other => other == label)} of {asked.Count} spectra of the test file are labelled {label}, which no spectrum to learn from is: they count as wrong.");

    string HashOf(LabeledSpectra training, LabeledSpectra? test, Seed seed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"3/{seed.Value}/{Plan.ToJson()}"));
        foreach (var data in new[] { training, test })
        {
            if (data is null) continue;
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(data.Intensity.Span));
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"/{data.Axis.OffsetEv}/{data.Axis.DispersionEv}/{string.Join('\n', data.Labels)}/{string.Join('\n', data.Groups ?? [])}")));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
