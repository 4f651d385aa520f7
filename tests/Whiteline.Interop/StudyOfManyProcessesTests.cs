using System.Diagnostics;
using System.Text.Json;
using Whiteline.Search;
using Whiteline.Storage;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>Worker processes on one study in PostgreSQL, some of which are killed.</summary>
public sealed class StudyOfManyProcessesTests
{
    const int Trials = 200, More = 10;

    const string Continue = """
        import json, sys, optuna
        optuna.logging.set_verbosity(optuna.logging.ERROR)
        study = optuna.load_study(study_name="shared", storage=sys.argv[1], sampler=optuna.samplers.TPESampler(seed=1))
        before = [[t.number, t.state.name] for t in study.trials]
        def objective(trial):
            kernel = trial.suggest_categorical("kernel", ["linear", "polynomial", "rbf", "sigmoid", "cosine"])
            c = trial.suggest_float("C", 1e-3, 1e4, log=True)
            return 0.25 if kernel == "rbf" else 0.125
        study.optimize(objective, n_trials=10)
        print(json.dumps({"before": before, "best": study.best_value}))
        """;

    static readonly string Program = Path.Combine(AppContext.BaseDirectory, "whiteline.dll");

    [Fact]
    public async Task Two_of_four_workers_are_killed_and_every_trial_is_done_once()
    {
        using var server = PostgresServer.Start();
        using var folder = new TemporaryFolder();
        var data = folder.File("fe.npz");
        await Finish(Whiteline("simulate", "dataset", "--per-class", "Fe2+=20,Fe3+=20", "--groups", "4", "--out", data, "--quiet"));
        using var storage = RelationalStudyStorage.Open(server.Url);
        Process Worker(int trials = Trials) =>
            Whiteline("search", data, "--storage", server.Url, "--study", "shared", "--trials", $"{trials}", "--folds", "2", "--by-group", "--pruner", "none", "--heartbeat", "1", "--threads", "1", "--json", "--quiet");

        Process[] workers = [.. Enumerable.Range(0, 4).Select(_ => Worker())];
        var study = await Opened(storage);
        while (study.History.Finished.Count < Trials / 4)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            study.Refresh();
        }
        foreach (var worker in workers[..2])
        {
            worker.Kill();
            await worker.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        string[] answers = [await Finish(workers[2]), await Finish(workers[3])];

        study.Refresh();
        var history = study.History;
        Assert.All(answers, answer => Assert.Equal(Trials, JsonDocument.Parse(answer).RootElement.GetProperty("trials").GetInt32()));
        Assert.Equal(Trials, history.Trials.Count(trial => trial.State == TrialState.Complete));
        Assert.Equal(Enumerable.Range(0, history.Trials.Count), history.Trials.Select(trial => trial.Number));
        // All others are those of the dead, and each was taken up once.
        var failed = history.Trials.Where(trial => trial.State != TrialState.Complete).ToArray();
        Assert.All(failed, trial => Assert.Equal(TrialState.Fail, trial.State));
        Assert.Equal(failed.Select(trial => $"{trial.Number}"), history.Trials.Where(trial => trial.SystemRemarks.ContainsKey(Study.RepeatsFailed)).Select(trial => trial.SystemRemarks[Study.RepeatsFailed]).Order(Comparer<string>.Create((a, b) => int.Parse(a).CompareTo(int.Parse(b)))));
        Assert.All(history.Finished, trial => Assert.Single(trial.Values));
        // No two workers drew the same point, which they would have, had they been given the same trial.
        var repeated = history.Finished.Count(trial => trial.SystemRemarks.ContainsKey(Study.Repeats));
        Assert.Equal(Trials - repeated, history.Finished.Select(trial => string.Join(' ', trial.Parameters.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value.Number))).Distinct().Count());

        var theirs = JsonDocument.Parse(await SystemPython.Ask(Continue, server.Url)).RootElement;
        Assert.Equal(history.Trials.Select(trial => $"{trial.Number} {trial.State}".ToUpperInvariant()), theirs.GetProperty("before").EnumerateArray().Select(trial => $"{trial[0]} {trial[1]}"));
        var last = JsonDocument.Parse(await Finish(Worker(Trials + More))).RootElement;
        Assert.Equal(Trials + More, last.GetProperty("trials").GetInt32());
        Assert.Equal(history.Best!.Number, last.GetProperty("best").GetProperty("number").GetInt32());
        Assert.Equal(history.Best.Values[0], theirs.GetProperty("best").GetDouble(), 1e-12);
    }

    // The first worker makes the study.
    static async Task<Study> Opened(RelationalStudyStorage storage)
    {
        while (storage.DirectionsOf("shared") is null) await Task.Delay(20, TestContext.Current.CancellationToken);
        return new(storage, "shared", [Direction.Maximize], new RandomSampler(new(1)));
    }

    static Process Whiteline(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    static async Task<string> Finish(Process process)
    {
        using (process)
        {
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, await error);
            return output;
        }
    }
}
