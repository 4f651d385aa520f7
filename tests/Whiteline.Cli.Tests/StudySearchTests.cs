using System.Text.Json;
using Whiteline.Formats;
using Whiteline.Search;
using Whiteline.Storage;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

public sealed class StudySearchTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly string data;

    public StudySearchTests()
    {
        data = folder.File("fe.npz");
        Assert.Equal(0, Cli().Run("simulate", "dataset", "--per-class", "Fe2+=20,Fe3+=20", "--groups", "4", "--out", data, "--quiet"));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void The_document_names_the_study_and_its_best_trial()
    {
        var document = Search("--trials", "14", "--study", "mine");

        Assert.Equal("mine", document.GetProperty("study").GetString());
        Assert.Equal("tpe", document.GetProperty("sampler").GetString());
        Assert.Equal(14, document.GetProperty("trials").GetInt32());
        Assert.True(document.GetProperty("seconds").GetDouble() > 0);
        var history = History("mine");
        var best = document.GetProperty("best");
        Assert.Equal(history.Finished.Where(trial => trial.State == TrialState.Complete).Max(trial => trial.Values[0]), best.GetProperty("value").GetDouble());
        Assert.Equal(history.Trials[best.GetProperty("number").GetInt32()].Parameters["C"].Number, best.GetProperty("params").GetProperty("C").GetDouble());
        Assert.Equal(10, document.GetProperty("drawnAtRandom").GetInt32());
    }

    [Fact]
    public void The_same_command_goes_on_and_gives_what_one_long_run_gives()
    {
        Search("--trials", "12", "--study", "whole");

        Search("--trials", "7", "--study", "parts");
        Search("--trials", "12", "--study", "parts");

        Assert.Equal(12, History("parts").Trials.Count);
        Assert.Equal(History("whole").Trials.Select(trial => trial.Values[0]), History("parts").Trials.Select(trial => trial.Values[0]));
    }

    [Fact]
    public void A_study_shorter_than_the_random_start_says_so()
    {
        var cli = Cli();

        Assert.Equal(0, cli.Run([.. Words, "--trials", "5"]));

        Assert.Contains("This was random search", cli.Error, StringComparison.Ordinal);
        Assert.Contains("This was random search", cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_holds_report_figures_space_and_the_model_of_the_best_trial()
    {
        var found = folder.File("found");

        Assert.Equal(0, Cli().Run("search", data, "--trials", "12", "--folds", "2", "--sampler", "random", "--pruner", "none", "--out", found, "--quiet"));

        string[] expected = ["best.wlm", "history.png", "parallel.svg", "report.html", "slices.png", "space.json", "study.db", "trials.csv"];
        Assert.All(expected, name => Assert.True(File.Exists(Path.Combine(found, name)), name));
        Assert.Equal(13, File.ReadLines(Path.Combine(found, "trials.csv")).Count());
        Assert.Equal(0, Cli().Run("classify", Path.Combine(found, "best.wlm"), data, "--quiet"));
        // What was written is a space that can be given back.
        Assert.Equal(0, Cli().Run("search", data, "--trials", "2", "--folds", "2", "--space", Path.Combine(found, "space.json"), "--storage", Storage, "--quiet"));
    }

    [Fact]
    public void A_file_gives_the_space_and_repeated_points_are_answered_from_memory()
    {
        File.WriteAllText(folder.File("space.json"), """{"parameters": [{"name": "kernel", "choices": ["linear", "cosine"]}, {"name": "C", "choices": [1.0, 10]}]}""");

        Search("--trials", "6", "--study", "small", "--sampler", "random", "--pruner", "none", "--space", folder.File("space.json"));
        Search("--trials", "12", "--study", "small", "--sampler", "random", "--pruner", "none", "--space", folder.File("space.json"));

        var history = History("small");
        Assert.All(history.Trials, trial => Assert.Contains(trial.Parameters["kernel"].Value, new object[] { "linear", "cosine" }));
        Assert.InRange(history.Trials.Count(trial => !trial.SystemRemarks.ContainsKey(Study.Repeats)), 1, 4);
    }

    [Fact]
    public void A_grid_that_is_kept_visits_every_point()
    {
        var document = Search("--grid", "kernel=rbf,cosine", "--grid", "C=1,10", "--grid", "gamma=0.01,1", "--study", "grid", "--sampler", "grid");

        // The cosine kernel has no γ: 2 C × (2 γ + 1).
        Assert.Equal(6, document.GetProperty("trials").GetInt32());
        Assert.Equal(6, History("grid").Trials.Select(trial => string.Join(' ', trial.Parameters.Select(one => one.Value.Value))).Distinct().Count());
    }

    [Fact]
    public void Two_objectives_give_a_front_that_nothing_beats()
    {
        var front = Search("--trials", "12", "--study", "two", "--objectives", "accuracy,cost").GetProperty("paretoFront").EnumerateArray().Select(trial => trial.GetProperty("values")).ToArray();

        Assert.NotEmpty(front);
        Assert.All(History("two").Trials, trial => Assert.DoesNotContain(front, point => trial.Values[0] > point[0].GetDouble() && trial.Values[1] < point[1].GetDouble()));
    }

    [Fact]
    public void Where_cost_alone_is_made_small_no_trial_is_given_up()
    {
        var document = Search("--trials", "12", "--study", "cheap", "--objectives", "cost", "--out", folder.File("cheap"));

        Assert.Equal((12, 0), (document.GetProperty("complete").GetInt32(), document.GetProperty("pruned").GetInt32()));
        Assert.Equal(History("cheap").Trials.Min(trial => trial.Values[0]), document.GetProperty("best").GetProperty("value").GetDouble());
        Assert.DoesNotContain("median", File.ReadAllText(Path.Combine(folder.File("cheap"), "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_spectra_of_one_group_no_split_by_group_is_advised()
    {
        var many = LabeledSpectraFile.Read(data);
        LabeledSpectraFile.Write(folder.File("one.npz"), new(many.Axis, many.Intensity.ToArray(), many.Labels, [.. many.Labels.Select(_ => "particle")]));
        var cli = Cli();

        Assert.Equal(0, cli.Run("search", folder.File("one.npz"), "--folds", "2", "--trials", "1", "--storage", Storage));

        Assert.Contains("no honest split exists", cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--by-group", cli.Error, StringComparison.Ordinal);
        Assert.Contains("of 1 trial:", cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_search_says_how_to_go_on_and_loses_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        Search("--trials", "3", "--study", "stopped");
        cancellation.Cancel();
        var cli = Cli(cancellation.Token);

        Assert.Equal(130, cli.Run([.. Words, "--trials", "9", "--study", "stopped"]));

        Assert.Contains("Stopped with 3 of 9 trials done", cli.Error, StringComparison.Ordinal);
        Assert.Contains("the same command goes on", cli.Error, StringComparison.Ordinal);
        Assert.Equal(9, Search("--trials", "9", "--study", "stopped").GetProperty("trials").GetInt32());
    }

    [Fact]
    public void A_cancelled_search_reports_what_it_has()
    {
        using var cancellation = new CancellationTokenSource();
        var found = folder.File("found");
        string[] words = ["search", data, "--folds", "2", "--sampler", "random", "--out", found, "--quiet", "--trials"];
        Assert.Equal(0, Cli().Run([.. words, "2"]));
        File.Delete(Path.Combine(found, "report.html"));
        cancellation.Cancel();

        Assert.Equal(130, Cli(cancellation.Token).Run([.. words, "9"]));

        Assert.True(File.Exists(Path.Combine(found, "report.html")));
    }

    [Fact]
    public void A_study_that_was_begun_with_other_settings_is_not_mixed_with_these()
    {
        Search("--trials", "2", "--study", "mine");
        var cli = Cli();

        Assert.Equal(2, cli.Run([.. Words, "--trials", "4", "--study", "mine", "--normalize", "l2"]));

        Assert.Contains("begun with other settings", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_that_was_begun_with_another_space_is_not_mixed_with_this_one_and_its_files_stay()
    {
        var found = folder.File("found");
        string[] words = [.. Words, "--study", "mine", "--out", found, "--sampler", "random"];
        Assert.Equal(0, Cli().Run([.. words, "--trials", "2", "--grid", "C=1,2"]));
        var space = File.ReadAllText(Path.Combine(found, "space.json"));
        var cli = Cli();

        Assert.Equal(2, cli.Run([.. words, "--trials", "4"]));

        Assert.Contains("begun with other space", cli.Error, StringComparison.Ordinal);
        Assert.Equal(space, File.ReadAllText(Path.Combine(found, "space.json")));
    }

    [Fact]
    public void Searches_without_a_name_have_a_study_for_each_space_and_sampler_and_the_same_command_goes_on()
    {
        string[][] searches = [["--sampler", "random", "--grid", "C=1,2"], ["--sampler", "random", "--grid", "C=1,3"], ["--sampler", "random"], ["--sampler", "tpe"]];

        var names = searches.Select(options => Search(["--trials", "2", .. options]).GetProperty("study").GetString()).ToList();
        var again = Search(["--trials", "3", .. searches[0]]);

        Assert.Equal(4, names.Distinct().Count());
        Assert.Equal(names[0], again.GetProperty("study").GetString());
        Assert.Equal(3, again.GetProperty("trials").GetInt32());
    }

    [Theory]
    [InlineData("'lgoC' is no parameter", "--space", "unknown.json")]
    [InlineData("foo.json': The parameter 'kernel' cannot be 'foo'. Use one of: linear", "--space", "foo.json")]
    [InlineData("--grid: The parameter 'normalize' cannot be 'foo'. Use one of: none, max", "--grid", "normalize=max,foo")]
    [InlineData("--grid: The parameter 'C' cannot be 'a'. It takes a number", "--grid", "C=a", "--trials", "2")]
    [InlineData("--grid: The parameter 'kernel' cannot be 'custom'", "--grid", "kernel=custom", "--trials", "2")]
    [InlineData("--copies says how many", "--copies", "3", "--trials", "2")]
    [InlineData("'speed' is no objective", "--objectives", "speed")]
    [InlineData("search without a pruner", "--objectives", "accuracy,cost", "--pruner", "median")]
    [InlineData("With cost as the one objective", "--objectives", "cost", "--pruner", "asha")]
    [InlineData("'accuracy,accuracy' names accuracy more than once", "--objectives", "accuracy,accuracy")]
    [InlineData("'mysql' is not known", "--storage", "mysql://host/x")]
    [InlineData("--sampler grid needs the values", "--model", "mlp", "--sampler", "grid")]
    [InlineData("--preset and --network name one architecture", "--model", "joint", "--preset", "cnn")]
    [InlineData("it cannot be read", "--space", "absent.json")]
    [InlineData("9 folds", "--by-group", "--folds", "9")]
    public void What_makes_no_sense_is_refused_in_one_line(string said, params string[] options)
    {
        File.WriteAllText(folder.File("unknown.json"), """{"parameters": [{"name": "lgoC", "low": 1, "high": 2}]}""");
        File.WriteAllText(folder.File("foo.json"), """{"parameters": [{"name": "kernel", "choices": ["foo"]}]}""");
        var cli = Cli();

        Assert.Equal(2, cli.Run(["search", data, "--out", folder.File("refused"), .. options.Select(option => option.EndsWith(".json", StringComparison.Ordinal) ? folder.File(option) : option)]));

        Assert.Contains(said, cli.Error, StringComparison.Ordinal);
        Assert.Empty(cli.Output);
        Assert.False(Directory.Exists(folder.File("refused")));
    }

    string Storage => "sqlite:///" + folder.File("studies.db");

    string[] Words => ["search", data, "--folds", "2", "--storage", Storage];

    JsonElement Search(params string[] options)
    {
        var cli = Cli();
        Assert.True(cli.Run([.. Words, .. options, "--quiet", "--json"]) == 0, cli.Error);
        return JsonDocument.Parse(cli.Output).RootElement;
    }

    StudyHistory History(string study)
    {
        using var storage = RelationalStudyStorage.Open(Storage);
        return new Study(storage, study, storage.DirectionsOf(study)!, new RandomSampler(new(1))).History;
    }

    static TestCli Cli(CancellationToken cancellation = default) => new([.. KnownFormats.Create().Formats]) { Cancellation = cancellation };
}
