using System.Diagnostics;
using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Learning;
using Whiteline.Numerics;
using Whiteline.Provenance;
using Whiteline.Recipes;
using Whiteline.Recipes.Tuning;
using Whiteline.Reports.Studies;
using Whiteline.Search;
using Whiteline.Spectra;
using Whiteline.Storage;

namespace Whiteline.Cli.Commands;

/// <summary>One worker of a study: chooses points, scores them, and reports what all workers have found.</summary>
static class StudySearch
{
    const int Shown = 10, EpochsOfASearch = 20, FoldsForNetworks = 5;

    /// <summary>Works until the study has enough trials, and prints and writes what came of it.</summary>
    public static void Run(CommandRun run, string[] files, Lazy<LabeledSpectra> spectra, string? folder, StudyOptions options, IReadOnlyList<string> grid, TrainingOptions training, SplitOptions splitOptions)
    {
        var clock = Stopwatch.StartNew();
        var basis = training.Basis(run, EpochsOfASearch);
        var split = Split(run, basis, options, splitOptions);
        var data = spectra.Value;
        var space = options.Space(run, basis.Model, training.Kernel(run), data, grid);
        if (SpaceCheck.Problem(space, basis, data) is { } problem) throw new BadInputException($"{options.SpaceSource(run)}: {problem}");
        training.RefuseUnused(run, KernelsOf(space), [.. space.Parameters.Select(parameter => parameter.Name)]);
        var sampler = options.Sampler(run, grid, space, run.Seed.Branch("search"));
        var objectives = options.Objectives(run);
        var context = new TrainingContext(run.Seed, run.Threads, run.Progress, run.Cancellation);
        var search = new ModelSearch(data, basis, split, objectives, context);
        var identity = new StudyIdentity(data, basis, space, sampler, split, objectives, run.Seed.Value);
        var name = options.Name(run) ?? $"{Path.GetFileNameWithoutExtension(files[0])}-{basis.Model}-{identity.Short}";
        var folds = split.Divide(data, run.Seed.Branch("cross-validation")).Count;
        var pruner = options.Pruner(run, sampler, basis.Model == "svm" ? folds : basis.Training.Epochs ?? EpochsOfASearch);
        var location = options.Storage(run, folder);
        // Only now: what is refused before the first trial leaves no folder behind.
        if (folder is not null && !options.IsStorageGiven(run)) Directory.CreateDirectory(folder);
        using var storage = RelationalStudyStorage.Open(location);
        var study = new Study(storage, name, search.Directions, sampler, pruner);
        identity.Claim(study);
        if (folder is not null) AtomicFile.WriteText(Path.Combine(folder, "space.json"), SearchSpaceJson.Write(space) + "\n");
        var wanted = options.Trials(run, sampler);
        var (beat, silence) = options.Heartbeat(run);
        var title = $"Search on {string.Join(", ", files.Select(Path.GetFileName))}";
        try
        {
            study.Run(search.Score, new(wanted, run.Cancellation) { Space = space, Beat = beat, Silence = silence, Changed = now => run.Progress.Report(Progress(now, wanted)) });
        }
        catch (OperationCanceledException)
        {
            study.Refresh();
            run.Warn($"Stopped with {study.History.Finished.Count} of {StudyReport.Trials(wanted)} done. They are kept in {storage.Location} as study '{name}'; the same command goes on with them.");
            if (folder is not null && study.History.Best is not null) StudyFiles.Write(folder, Report(), title);
            throw;
        }
        var history = study.History;
        if (history.Best is not { } best) throw new BadInputException($"No trial of the study '{name}' came to an end. Give more trials (--trials), or search without a pruner (--pruner none).");
        var result = Report();
        var written = folder is null ? [] : StudyFiles.Write(folder, result, title);
        if (folder is not null)
        {
            var path = Path.Combine(folder, "best.wlm");
            ModelFile.Write(path, search.Train(best.Parameters, basis.Model == "svm" ? basis.Training : training.Training(run), [.. files.Select(InputFile.Of)]));
            written = [.. written, Path.Combine(folder, "space.json"), path];
        }
        if (data.Groups is { } groups && !split.ByGroup)
            run.Warn(groups.Distinct(StringComparer.Ordinal).Count() == 1
                ? "All spectra are from one group: near copies flatter the scores, and no honest split exists on these spectra. Add spectra of other specimens, images or sources."
                : "The dataset has groups, and spectra of one group were on both sides: near copies flatter the scores. Search with --by-group.");
        if (result.WasRandom) run.Warn(result.RandomWords);
        Print(run, result, best, storage.Location, written, clock.Elapsed.TotalSeconds);

        StudyReport Report() => new(study.History, sampler.Name, pruner.Name, [.. objectives.Select(Words)], basis.Model, split.Describe(folds), ParameterImportance.Of(study.History, run.Seed));
    }

    static string[] KernelsOf(SearchSpace space) => [.. space.Parameters.Where(parameter => parameter.Name == "kernel").SelectMany(parameter => (parameter.Domain as CategoricalDomain)?.Choices ?? []).OfType<string>()];

    static SplitPlan Split(CommandRun run, TuningBasis basis, StudyOptions options, SplitOptions splitOptions)
    {
        var split = splitOptions.Plan(run);
        // A network costs a thousand times what a machine costs: one fold of five is what a search can afford.
        if (basis.Model == "svm") return split with { Scored = options.Scored(run) };
        var folds = splitOptions.AreFoldsGiven(run) || split.Kind is SplitKind.LeaveOneGroupOut or SplitKind.Shuffle ? split.Folds : FoldsForNetworks;
        return split with { Folds = folds, Scored = options.Scored(run) ?? 1 };
    }

    static WorkProgress Progress(Study study, int wanted)
    {
        var best = study.History.Best;
        return new("searching", study.History.Finished.Count, wanted) { Detail = best is null ? null : string.Create(CultureInfo.InvariantCulture, $"best {best.Values[0]:0.0000} (trial {best.Number})") };
    }

    static void Print(CommandRun run, StudyReport result, TrialRecord best, string location, IReadOnlyList<string> written, double seconds)
    {
        var history = result.History;
        run.Print(
            new
            {
                study = history.Name,
                sampler = result.Sampler,
                trials = history.Finished.Count,
                best = new { number = best.Number, value = best.Values[0], values = best.Values, @params = Params(best) },
                seconds,
                model = result.Model,
                split = result.Split,
                objectives = result.Objectives,
                complete = history.Trials.Count(trial => trial.State == TrialState.Complete),
                pruned = history.Trials.Count(trial => trial.State == TrialState.Pruned),
                failed = history.Trials.Count(trial => trial.State == TrialState.Fail),
                drawnAtRandom = result.Random,
                paretoFront = history.Directions.Count > 1 ? history.ParetoFront().Select(trial => new { number = trial.Number, values = trial.Values, @params = Params(trial) }) : null,
                importance = result.Importance.ToDictionary(one => one.Parameter, one => one.Share),
                storage = location,
                files = written,
            },
            page =>
            {
                var front = history.Directions.Count > 1;
                page.Table(
                    ["trial", .. result.Objectives, "parameters"],
                    (front ? history.ParetoFront() : history.Trials.Where(trial => trial.State == TrialState.Complete)).OrderBy(trial => history.Loss(trial.Values[0])).Take(Shown).Select(trial => (IReadOnlyList<string>)
                    [
                        trial.Number.ToString(CultureInfo.InvariantCulture),
                        .. trial.Values.Select(value => value.ToString(Math.Abs(value) >= 100 ? "N0" : "0.0000", CultureInfo.InvariantCulture)),
                        StudyReport.Words(trial),
                    ]));
                page.Line($"split: {result.Split}");
                foreach (var line in result.Summary()) page.Line(line);
                page.Line(FormattableString.Invariant($"study '{history.Name}' in {location}; {seconds:0.0} s"));
                foreach (var file in written) page.Line(file);
            });
    }

    static Dictionary<string, object?> Params(TrialRecord trial) => trial.Parameters.ToDictionary(one => one.Key, one => one.Value.Value, StringComparer.Ordinal);

    static string Words(TuningObjective objective) => objective switch { TuningObjective.Cost => "cost", TuningObjective.BalancedAccuracy => "balanced accuracy", _ => "accuracy" };
}
