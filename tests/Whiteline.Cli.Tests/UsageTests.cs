using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("'inof' is not a command of 'whiteline'. Did you mean info?", "inof", "a.dm3")]
    [InlineData("--jsno is not an option of 'whiteline info'. Did you mean --json?", "info", "a.dm3", "--jsno")]
    [InlineData("Required argument 'FILE' missing", "info")]
    [InlineData("'b' is one argument too many for 'whiteline info'", "info", "a", "b")]
    [InlineData("'whiteline' needs a command. Use one of: demo,")]
    [InlineData("'tcsh' is not a shell that has a completion script", "completion", "tcsh")]
    public void A_usage_error_is_one_line_and_exits_with_2(string said, params string[] arguments)
    {
        var cli = new TestCli();

        Assert.Equal(2, cli.Run(arguments));
        Assert.Empty(cli.Output);
        var line = Assert.Single(cli.Error.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("whiteline: ", line, StringComparison.Ordinal);
        Assert.Contains(said, line, StringComparison.Ordinal);
        Assert.EndsWith("--help'.", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--thrads is not an option of 'whiteline classify'. Did you mean --threads?", "classify", "--element", "Mn", "a.npz", "--thrads=2")]
    [InlineData("--foo is not an option of 'whiteline map'", "map", "a.wlm", "a.hspy", "--foo", "--out", "m")]
    [InlineData("--indx is not an option of 'whiteline explain'. Did you mean --index?", "explain", "a.wlm", "a.hspy", "--indx", "3", "--out", "x")]
    [InlineData("--otu is not an option of 'whiteline train'. Did you mean --out?", "train", "a.npz", "--otu", "x")]
    [InlineData("--fold is not an option of 'whiteline crossval'. Did you mean --folds?", "crossval", "a.npz", "--fold", "3")]
    [InlineData("--trails is not an option of 'whiteline search'. Did you mean --trials?", "search", "a.npz", "--trails", "3")]
    [InlineData("--foo is not an option of 'whiteline dataset merge'", "dataset", "merge", "a.npz", "--foo", "--out", "b.npz")]
    [InlineData("--jsno is not an option of 'whiteline info'. Did you mean --json?", "info", "--jsno", "a.dm3")]
    [InlineData("--singal is not an option of 'whiteline map'. Did you mean --signal?", "map", "a.wlm", "a.hspy", "--out", "--singal")]
    [InlineData("-x is not an option of 'whiteline convert'", "convert", "a.npz", "-x")]
    public void A_mistyped_option_is_taken_for_no_file(string said, params string[] arguments)
    {
        var cli = new TestCli();

        Assert.Equal(2, cli.Run(arguments));
        Assert.StartsWith($"whiteline: {said}", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'--foo': it cannot be opened", "info", "--", "--foo")]
    [InlineData("'a.wlm': it cannot be opened", "evaluate", "a.wlm", "a.npz", "--shifts", "-5:5:0.5")]
    [InlineData("'./--foo': it cannot be opened", "info", "./--foo")]
    public void What_only_looks_like_an_option_is_none(string said, params string[] arguments)
    {
        var cli = new TestCli();

        Assert.Equal(2, cli.Run(arguments));
        Assert.Contains(said, cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seed", "-1")]
    [InlineData("--seed", "1.5")]
    [InlineData("--threads", "0")]
    [InlineData("--threads", "many")]
    public void A_bad_value_is_named_with_its_option(string option, string value)
    {
        var cli = new TestCli(_ => { });

        Assert.Equal(2, cli.Run("probe", option, value));
        Assert.Contains($"{option}: '{value}' is not a whole number from", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("map", "a.wlm", "a.hspy")]
    [InlineData("classify", "--element", "Mn", "a.npz")]
    [InlineData("evaluate", "a.wlm", "a.npz")]
    [InlineData("explain", "a.wlm", "a.npz")]
    [InlineData("crossval", "a.npz")]
    [InlineData("compare", "a.npz")]
    [InlineData("search", "a.npz")]
    [InlineData("embed", "a.npz")]
    [InlineData("dataset", "cluster", "a.hspy")]
    [InlineData("make-models")]
    [InlineData("demo")]
    public void A_folder_that_is_a_file_is_refused_before_the_work(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("taken");
        File.WriteAllText(file, "kept");
        var cli = new TestCli();

        Assert.Equal(2, cli.Run([.. arguments, "--out", file]));
        Assert.Contains($"'{file}' is a file. Name a folder", cli.Error, StringComparison.Ordinal);
        Assert.Equal("kept", File.ReadAllText(file));

        var inside = new TestCli();
        Assert.Equal(2, inside.Run([.. arguments, "--out", Path.Combine(file, "deeper")]));
        Assert.Contains($"'{Path.Combine(file, "deeper")}': it cannot be written ('{file}' is a file.)", Assert.Single(inside.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train", "a.npz", "--model", "cnn", "--out", "a.wlm")]
    [InlineData("crossval", "a.npz", "--model", "mlp")]
    [InlineData("augment", "a.npz", "--method", "gan", "--per-class", "9", "--out", "b.npz")]
    public void A_checkpoint_folder_that_cannot_be_written_is_refused_before_the_work(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("taken");
        File.WriteAllText(file, "kept");

        foreach (var (place, said) in new[] { (file, "is a file. Name a folder"), (Path.Combine(file, "deeper"), "it cannot be written") })
        {
            var cli = new TestCli();
            Assert.Equal(2, cli.Run([.. arguments, "--checkpoint", place]));
            Assert.StartsWith($"whiteline: --checkpoint: '{place}'", Assert.Single(cli.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
            Assert.Contains(said, cli.Error, StringComparison.Ordinal);
        }
        Assert.Equal("kept", File.ReadAllText(file));
    }

    [Fact]
    public void Seed_and_threads_reach_the_command()
    {
        (ulong, int) given = default, absent = default;

        new TestCli(run => given = (run.Seed.Value, run.Threads)).Run("probe", "--seed", "18446744073709551615", "--threads=3");
        new TestCli(run => absent = (run.Seed.Value, run.Threads)).Run("probe");

        Assert.Equal((ulong.MaxValue, 3), given);
        Assert.Equal((0UL, Environment.ProcessorCount), absent);
    }

    [Fact]
    public void The_command_line_of_a_run_record_names_no_folder()
    {
        var line = "";
        var file = new Argument<string[]>("FILE");
        var cli = new TestCli(new FormatCatalog(), common => [new CliCommand("probe", "x", "y") { file, common.Seed }.Runs(run => line = run.CommandLine)]);

        cli.Run("probe", "--seed=7", "/home/me/my map.dm3", "maps/", "sqlite:///home/study.db");

        Assert.Equal("whiteline probe --seed 7 \"my map.dm3\" maps sqlite:///home/study.db", line);
    }

    [Fact]
    public void A_name_that_starts_with_an_at_sign_is_a_file()
    {
        var cli = new TestCli();

        Assert.Equal(2, cli.Run("info", "@map.dm3"));
        Assert.StartsWith("whiteline: '@map.dm3': it cannot be opened.", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_is_a_line_that_starts_with_a_number()
    {
        var cli = new TestCli();

        Assert.Equal(0, cli.Run("--version"));
        Assert.Matches(@"^\d+\.\d+\.\d+", cli.Output);
    }

    [Fact]
    public void The_help_of_every_command_shows_an_example_of_it()
    {
        foreach (var path in HelpPages.All)
        {
            var cli = new TestCli();

            Assert.Equal(0, cli.Run([.. path, "--help"]));
            Assert.Matches($@"Examples?:\s+.*whiteline {string.Join(' ', path)}", cli.Output);
        }
    }

    [Fact]
    public void The_help_shows_no_command_that_is_not_for_users()
    {
        var cli = new TestCli();

        Assert.Equal(0, cli.Run("--help"));
        Assert.Contains("whiteline make-models --out models", cli.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("train-worker", cli.Output, StringComparison.Ordinal);
    }
}
