using System.Text.Json;
using Whiteline.Search;
using Whiteline.Storage;
using Whiteline.Testing;

namespace Whiteline.Interop;

public sealed class StudiesAgainstOptunaTests : IDisposable
{
    const string Continue = """
        import json, sys, optuna
        optuna.logging.set_verbosity(optuna.logging.ERROR)
        study = optuna.load_study(study_name="shared", storage="sqlite:///" + sys.argv[1], sampler=optuna.samplers.TPESampler(seed=1))
        before = [[t.number, t.state.name, t.params, t.values, {str(k): v for k, v in t.intermediate_values.items()}] for t in study.trials]
        def objective(trial):
            x, y = trial.suggest_float("x", 0.001, 1, log=True), trial.suggest_int("n", 1, 9)
            trial.report(x, 1)
            return x + y + (1 if trial.suggest_categorical("c", ["a", "b", None]) == "a" else 0)
        study.optimize(objective, n_trials=10)
        print(json.dumps({"before": before, "direction": study.direction.name, "best": study.best_value, "count": len(study.trials)}))
        """;

    const string Make = """
        import sys, optuna
        optuna.logging.set_verbosity(optuna.logging.ERROR)
        study = optuna.create_study(study_name="shared", storage="sqlite:///" + sys.argv[1])
        def objective(trial):
            x = trial.suggest_float("x", 0.001, 1, log=True)
            trial.report(float("nan"), 3)
            return float("inf") if trial.number == 2 else x
        study.optimize(objective, n_trials=12)
        study.enqueue_trial({"x": 0.25})
        print("{}")
        """;

    readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public async Task Optuna_reads_and_continues_a_study_of_ours()
    {
        using var storage = RelationalStudyStorage.Open(folder.File("ours.db"));
        var study = new Study(storage, "shared", [Direction.Minimize], new TpeSampler(new(1)));
        study.Run(Objective, new(15));

        var answer = JsonDocument.Parse(await SystemPython.Ask(Continue, folder.File("ours.db"))).RootElement;

        Assert.Equal(25, answer.GetProperty("count").GetInt32());
        Assert.Equal("MINIMIZE", answer.GetProperty("direction").GetString());
        foreach (var (trial, theirs) in study.History.Trials.Zip(answer.GetProperty("before").EnumerateArray()))
        {
            Assert.Equal(trial.Number, theirs[0].GetInt32());
            Assert.Equal("COMPLETE", theirs[1].GetString());
            Assert.Equal(trial.Parameters["x"].Number, theirs[2].GetProperty("x").GetDouble(), 1e-15);
            Assert.Equal(trial.Parameters["c"].Value as string, theirs[2].GetProperty("c").GetString());
            Assert.Equal(trial.Values[0], theirs[3][0].GetDouble(), 1e-15);
            Assert.Equal(trial.Reports[1], theirs[4].GetProperty("1").GetDouble(), 1e-15);
        }
        study.Refresh();
        Assert.Equal(25, study.History.Finished.Count);
        Assert.Equal(answer.GetProperty("best").GetDouble(), study.History.Best!.Values[0], 1e-15);
    }

    [Fact]
    public async Task A_study_of_Optuna_is_read_and_continued()
    {
        await SystemPython.Ask(Make, folder.File("theirs.db"));

        using var storage = RelationalStudyStorage.Open("sqlite:///" + folder.File("theirs.db"));
        var study = new Study(storage, "shared", [Direction.Minimize], new TpeSampler(new(1)));
        Assert.Equal(double.PositiveInfinity, study.History.Trials[2].Values[0]);
        Assert.True(double.IsNaN(study.History.Trials[0].Reports[3]));
        Assert.Equal(new FloatDomain(0.001, 1, Log: true), study.History.Trials[0].Parameters["x"].Domain);

        study.Run(trial => [trial.Real("x", 0.001, 1, log: true)], new(20));

        Assert.Equal(20, study.History.Finished.Count);
        Assert.Equal(Enumerable.Range(0, 20), study.History.Trials.Select(trial => trial.Number));
        // What was put into the queue there is tried here.
        Assert.Equal(0.25, study.History.Trials[12].Values[0]);
    }

    [Fact]
    public void A_trial_of_a_dead_worker_is_repeated_by_another()
    {
        var clock = TimeProvider.System;
        using var dead = RelationalStudyStorage.Open(folder.File("died.db"), clock);
        var left = new Study(dead, "s", [Direction.Minimize], new RandomSampler(new(1))).Ask(5)!;
        left.Real("x", 0, 1);

        using var alive = RelationalStudyStorage.Open(folder.File("died.db"), clock);
        var study = new Study(alive, "s", [Direction.Minimize], new RandomSampler(new(2)));
        study.Run(trial => [trial.Real("x", 0, 1)], new(5) { Beat = TimeSpan.FromSeconds(0.2), Silence = TimeSpan.FromSeconds(1) });

        Assert.Equal(5, study.History.Finished.Count);
        Assert.Equal(TrialState.Fail, study.History.Trials[0].State);
        Assert.Contains(study.History.Finished, trial => trial.HasParametersOf(study.History.Trials[0]));
        // The dead one comes back: its result is not taken twice.
        Assert.False(dead.Finish(study.History.Trials[0], TrialState.Complete, [0]));
    }

    [Fact]
    public async Task Workers_on_one_file_share_the_trials()
    {
        var file = folder.File("shared.db");
        var work = Enumerable.Range(0, 4).Select(worker => Task.Run(() =>
        {
            using var storage = RelationalStudyStorage.Open(file);
            new Study(storage, "s", [Direction.Minimize], new TpeSampler(new(7))).Run(trial => [trial.Real("x", 0, 1)], new(60) { Beat = TimeSpan.FromSeconds(0.2) });
        }));

        await Task.WhenAll(work);

        using var read = RelationalStudyStorage.Open(file);
        var history = new Study(read, "s", [Direction.Minimize], new RandomSampler(new(1))).History;
        Assert.Equal(Enumerable.Range(0, 60), history.Trials.Select(trial => trial.Number));
        Assert.All(history.Trials, trial => Assert.Equal(TrialState.Complete, trial.State));
        Assert.Equal(60, history.Trials.Select(trial => trial.Parameters["x"].Number).Distinct().Count());
    }

    [Theory]
    [InlineData("mysql://x/y", "'mysql' is not known")]
    [InlineData("sqlite://x", "no file is named")]
    [InlineData("postgresql://nobody@127.0.0.1:1/none", "the storage failed")]
    public void A_storage_that_cannot_be_used_gives_one_line(string url, string said) =>
        Assert.Contains(said, Assert.Throws<BadInputException>(() => RelationalStudyStorage.Open(url)).Message, StringComparison.Ordinal);

    static IReadOnlyList<double> Objective(Trial trial)
    {
        var x = trial.Real("x", 0.001, 1, log: true);
        trial.Report(x, 1);
        return [x + trial.Whole("n", 1, 9) + (trial.Choice<string?>("c", "a", "b", null) == "a" ? 1 : 0)];
    }
}
