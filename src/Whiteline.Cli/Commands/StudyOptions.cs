using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Numerics;
using Whiteline.Recipes.Tuning;
using Whiteline.Search;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary>The options of a study: how points are chosen, given up, scored and kept.</summary>
sealed class StudyOptions
{
    const int DefaultTrials = 50;
    const int SilentBeats = 6;

    // The first epochs and folds tell little.
    const int WarmupSteps = 3;

    readonly Option<string?> sampler = Values.Choice("--sampler", "How points are chosen: tree-structured Parzen estimator, at random, or every point of a grid. Without it: grid with --grid, otherwise tpe.", null, "tpe", "random", "grid");
    readonly Option<int?> trials = Values.Option<int?>("--trials", "Points that the study is to have, those of all workers together. Without it: 50, or all of a grid.", "N", text => Values.Integer(text, 1, 1_000_000));
    readonly Option<string?> storage = new("--storage") { Description = "Where the study is kept: sqlite:///FILE or, for many machines, postgresql://USER@HOST/DATABASE; Optuna reads and continues it. Without it: study.db in --out, or whiteline-studies.db here.", HelpName = "URL" };
    readonly Option<string?> name = new("--study") { Description = "The study's name; workers that give the same one share it. Without it: from the dataset, the model, the space, the sampler and all settings, so that the same command goes on with it.", HelpName = "NAME" };
    readonly Option<string?> pruner = Values.Choice("--pruner", "When a point is given up early. Without it: median, and none for a grid, several objectives or cost alone.", null, "none", "median", "asha", "hyperband");
    readonly Option<string?> space = new("--space") { Description = "The search space from a JSON file; the space.json of an earlier search shows one. Without it: the model's own.", HelpName = "FILE" };
    readonly Option<IReadOnlyList<TuningObjective>?> objectives = Values.Option<IReadOnlyList<TuningObjective>?>("--objectives", "What is made best: accuracy, balanced-accuracy, cost (multiplications for one spectrum); several give a Pareto front. Without it: accuracy.", "NAME,…", Objectives);
    readonly Option<int?> scored = Values.Option<int?>("--score-folds", "Score each point on so many of the folds only. Without it: all for svm, one of five for networks.", "N", text => Values.Integer(text, 1, 100_000));
    readonly Option<int> startup = Values.Option("--startup-trials", "Points drawn at random before the Parzen estimator chooses.", "N", text => Values.Integer(text, 1, 1_000_000), () => 10);
    readonly Option<bool> multivariate = new("--multivariate") { Description = "Let the Parzen estimator choose parameters together that occur together." };
    readonly Option<double> heartbeat = Values.Option("--heartbeat", "Say so often that this worker is alive, seconds; one that is silent six times as long is taken for dead, and its point is done again.", "SECONDS", text => Values.Number(text, 0.1, 3600), () => 15);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(CliCommand command)
    {
        foreach (var option in new Option[] { sampler, trials, storage, name, pruner, space, objectives, scored, startup, multivariate, heartbeat }) command.Add(option);
    }

    /// <summary>True when the search is a grid of support vector machines on spectra that need no study: nothing is to be shared, kept or learnt from several spectra.</summary>
    public bool IsSharedGrid(CommandRun run, TrainingOptions training, IReadOnlyList<string> grid) =>
        SamplerName(run, grid) == "grid" && training.Model(run) == "svm" && !training.IsLearntInside(run)
        && !new Option[] { trials, storage, name, pruner, space, objectives, scored }.Any(run.IsGiven)
        && grid.All(text => !TuningParameters.OfSpectra.Contains(text.Split('=')[0], StringComparer.OrdinalIgnoreCase));

    /// <summary>The search space.</summary>
    /// <exception cref="BadInputException">The file cannot be read or has a problem, or options contradict each other.</exception>
    public SearchSpace Space(CommandRun run, string model, string kernel, LabeledSpectra data, IReadOnlyList<string> grid)
    {
        var file = run.Value(space);
        if (file is not null && grid.Count > 0) throw new BadInputException("--space and --grid contradict each other. Leave one out.");
        if (file is null) return grid.Count > 0 || SamplerName(run, grid) == "grid" ? GridOption.Space(grid, model, kernel) : TuningSpaces.Of(model, data);
        string json;
        try
        {
            const int longest = 1 << 20;
            if (new FileInfo(file) is { Exists: true, Length: > longest }) throw BadInputException.In(file, "it is larger than any search space", "Check the name.");
            json = File.ReadAllText(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw BadInputException.In(file, "it cannot be read", "Check the name and the permissions.", failure);
        }
        var read = SearchSpaceJson.Read(json, file);
        var names = TuningParameters.Of(model);
        foreach (var parameter in read.Parameters.Where(parameter => !names.Contains(parameter.Name)))
            throw BadInputException.In(file, $"'{parameter.Name}' is no parameter of --model {model}", $"{Nearest.Hint(parameter.Name, names)}See the list in the guide, docs/search.md.");
        return read;
    }

    /// <summary>Where the user wrote the space, for messages.</summary>
    public string SpaceSource(CommandRun run) => run.Value(space) is { } file ? $"'{file}'" : "--grid";

    /// <summary>What is made best.</summary>
    public IReadOnlyList<TuningObjective> Objectives(CommandRun run) => run.Value(objectives) ?? [TuningObjective.Accuracy];

    /// <summary>How points are chosen.</summary>
    public ISampler Sampler(CommandRun run, IReadOnlyList<string> grid, SearchSpace space, Seed seed) => SamplerName(run, grid) switch
    {
        "grid" => new GridSampler(space),
        "random" => new RandomSampler(seed),
        _ => new TpeSampler(seed, run.Value(startup), Multivariate: run.Value(multivariate)),
    };

    /// <summary>When points are given up.</summary>
    /// <param name="run">The run.</param>
    /// <param name="by">How they are chosen.</param>
    /// <param name="longest">Steps of a point that is not given up: epochs of a network, folds of a machine.</param>
    /// <exception cref="BadInputException">One was asked for where nothing can be given up.</exception>
    public IPruner Pruner(CommandRun run, ISampler by, int longest)
    {
        var wanted = Objectives(run);
        if (!ModelSearch.CanPrune(wanted) && run.Value(pruner) is not (null or "none"))
            throw new BadInputException(wanted.Count > 1
                ? "With several objectives no report tells whether a trial is worse; search without a pruner (leave out --pruner)."
                : "With cost as the one objective no report tells whether a trial is worse, since epochs and folds report accuracies; search without a pruner (leave out --pruner).");
        return (run.Value(pruner) ?? (by is GridSampler || !ModelSearch.CanPrune(wanted) ? "none" : "median")) switch
        {
            "median" => new MedianPruner(WarmupSteps: WarmupSteps),
            "asha" => new SuccessiveHalvingPruner(FirstStep: 1),
            "hyperband" => new HyperbandPruner(FirstStep: 1, LastStep: longest),
            _ => new NoPruner(),
        };
    }

    /// <summary>How many points the study is to have.</summary>
    public int Trials(CommandRun run, ISampler by) => Math.Min(run.Value(trials) ?? by.Trials ?? DefaultTrials, by.Trials ?? int.MaxValue);

    /// <summary>Folds of each point that are scored; null for all.</summary>
    public int? Scored(CommandRun run) => run.Value(scored);

    /// <summary>The address of the storage.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">The folder of the results, or null.</param>
    public string Storage(CommandRun run, string? folder) => run.Value(storage) ?? (folder is null ? "whiteline-studies.db" : Path.Combine(folder, "study.db"));

    /// <summary>Whether the user says where the study is kept.</summary>
    public bool IsStorageGiven(CommandRun run) => run.IsGiven(storage);

    /// <summary>The study's name, or null.</summary>
    public string? Name(CommandRun run) => run.Value(name);

    /// <summary>How a worker says that it is alive.</summary>
    public (TimeSpan Beat, TimeSpan Silence) Heartbeat(CommandRun run) => (TimeSpan.FromSeconds(run.Value(heartbeat)), TimeSpan.FromSeconds(SilentBeats * run.Value(heartbeat)));

    string SamplerName(CommandRun run, IReadOnlyList<string> grid) => run.Value(sampler) ?? (grid.Count > 0 ? "grid" : "tpe");

    static IReadOnlyList<TuningObjective> Objectives(string text)
    {
        var words = text.Split(',');
        TuningObjective[] objectives =
        [
            .. words.Select(word => word switch
            {
                "accuracy" => TuningObjective.Accuracy,
                "balanced-accuracy" => TuningObjective.BalancedAccuracy,
                "cost" => TuningObjective.Cost,
                _ => throw new BadInputException($"'{word}' is no objective. Give accuracy, balanced-accuracy, cost, or several of them separated by commas."),
            }),
        ];
        return words.CountBy(word => word).FirstOrDefault(pair => pair.Value > 1) is { Key: { } twice } ? throw new BadInputException($"'{text}' names {twice} more than once. Give each objective once.") : objectives;
    }
}
