using System.Text.Json;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

public sealed class SearchTests : IDisposable
{
    static readonly string[] Keys = ["study", "sampler", "trials", "best", "seconds", "split", "points", "files"];

    readonly TemporaryFolder folder = new();

    public SearchTests() => Assert.Equal(0, Cli().Run(
        "simulate", "dataset", "--per-class", "Fe2+=24,Fe3+=24", "--groups", "4", "--out", folder.File("fe.npz"), "--quiet"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_point_of_the_grid_is_scored_and_the_best_is_named()
    {
        var cli = Cli();

        Assert.Equal(0, cli.Run("search", folder.File("fe.npz"), "--sampler", "grid", "--grid", "kernel=rbf,cosine", "--grid", "C=0.001,1,100", "--grid", "gamma=0.01,1", "--by-group", "--folds", "4", "--json"));

        var document = JsonDocument.Parse(cli.Output).RootElement;
        Assert.Equal(Keys, document.EnumerateObject().Select(property => property.Name));
        // The cosine kernel has no γ: 3 C × (2 γ + 1).
        Assert.Equal(9, document.GetProperty("trials").GetInt32());
        var best = document.GetProperty("best");
        Assert.Equal(document.GetProperty("points").EnumerateArray().Max(point => point.GetProperty("value").GetDouble()), best.GetProperty("value").GetDouble());
        Assert.True(best.GetProperty("params").TryGetProperty("C", out _));
        Assert.StartsWith("group 4-fold", document.GetProperty("split").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_holds_a_heat_map_per_kernel_a_table_and_a_model_that_classifies()
    {
        Assert.Equal(0, Cli().Run("search", folder.File("fe.npz"), "--grid", "kernel=rbf,linear", "--grid", "C=0.1,10", "--folds", "4", "--out", folder.File("found"), "--quiet"));

        Assert.Equal(
            ["best.wlm", "grid-linear.png", "grid-linear.svg", "grid-rbf.png", "grid-rbf.svg", "grid.csv"],
            Directory.EnumerateFiles(folder.File("found")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(5, File.ReadLines(Path.Combine(folder.File("found"), "grid.csv")).Count());
        Assert.Equal(0, Cli().Run("classify", Path.Combine(folder.File("found"), "best.wlm"), folder.File("fe.npz"), "--quiet"));
    }

    [Theory]
    [InlineData("'gama'", "--grid", "gama=1")]
    [InlineData("C is given twice", "--grid", "C=1", "--grid", "C=2")]
    [InlineData("--grid kernel: 'sine' is no kernel", "--grid", "kernel=sine")]
    [InlineData("--grid C: 'a' is not a number", "--grid", "C=a")]
    [InlineData("gamma has no meaning for the kernel linear", "--grid", "gamma=1,2", "--kernel", "linear")]
    [InlineData("--degree has no meaning for the kernel rbf", "--grid", "C=1,2", "--degree", "2")]
    [InlineData("'0' is not a number above 0", "--grid", "C=0")]
    public void What_the_grid_cannot_do_is_refused_in_one_line(string said, params string[] options)
    {
        var cli = Cli();

        Assert.Equal(2, cli.Run(["search", folder.File("fe.npz"), .. options]));

        Assert.Contains(said, cli.Error, StringComparison.Ordinal);
        Assert.Empty(cli.Output);
    }

    static TestCli Cli() => new([.. KnownFormats.Create().Formats]);
}
