using System.Text.Json;
using Whiteline.Formats;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

public sealed class AugmentTests : IDisposable
{
    static readonly string[] Keys =
        ["method", "out", "real", "synthetic", "classes", "metrics", "demands", "perClass", "rivals", "utility", "sizes", "recommended", "recommendation", "seconds", "files"];

    readonly TemporaryFolder folder = new();

    public AugmentTests() => Assert.Equal(0, Cli().Run("simulate", "dataset", "--per-class", "Mn2+=40,Mn4+=30", "--groups", "6", "--out", folder.File("mn.npz"), "--quiet"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Classes_are_filled_up_and_every_synthetic_spectrum_is_marked()
    {
        var document = Json("--method", "pca", "--per-class", "50");

        Assert.Equal(Keys, document.EnumerateObject().Select(property => property.Name));
        Assert.Equal((70, 30), (document.GetProperty("real").GetInt32(), document.GetProperty("synthetic").GetInt32()));
        Assert.Equal((10, 20), (document.GetProperty("classes").GetProperty("Mn2+").GetProperty("synthetic").GetInt32(), document.GetProperty("classes").GetProperty("Mn4+").GetProperty("synthetic").GetInt32()));
        var coverage = document.GetProperty("metrics").GetProperty("coverage");
        Assert.InRange(coverage.GetProperty("synthetic").GetDouble(), 0, 1);
        Assert.InRange(coverage.GetProperty("control").GetDouble(), 0, 1);
        var written = LabeledSpectraFile.Read(folder.File("more.npz"));
        Assert.Equal((100, 30), (written.Count, written.SyntheticCount));
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(i >= 70, written.IsSynthetic(i)));
        var made = JsonDocument.Parse(written.Provenance!).RootElement.GetProperty("synthetic");
        Assert.Equal(("pca", 0), (made.GetProperty("method").GetString(), made.GetProperty("seed").GetInt32()));
        Assert.Equal(64, made.GetProperty("from")[0].GetProperty("sha256").GetString()!.Length);
    }

    [Theory]
    [InlineData("70 measured and 30 synthetic spectra by smote;")]
    [InlineData("100 synthetic spectra by smote, made from 70 measured ones;", "--synthetic-only")]
    public void The_last_line_says_what_is_in_the_file(string said, params string[] only)
    {
        var cli = Cli();

        Assert.Equal(0, cli.Run(["augment", folder.File("mn.npz"), "--method", "smote", "--per-class", "50", "--no-proof", "--out", folder.File("more.npz"), .. only]));
        Assert.Contains($"{folder.File("more.npz")}: {said}", cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_writes_the_same_file()
    {
        Json("--method", "smote", "--per-class", "60", "--no-proof");
        var first = File.ReadAllBytes(folder.File("more.npz"));
        Json("--method", "smote", "--per-class", "60", "--no-proof");

        Assert.Equal(first, File.ReadAllBytes(folder.File("more.npz")));
        Assert.Equal(JsonValueKind.Null, Json("--method", "smote", "--per-class", "60", "--no-proof").GetProperty("metrics").ValueKind);
    }

    [Fact]
    public void The_report_compares_rivals_and_says_which_to_use()
    {
        var document = Json("--method", "pca", "--per-class", "60", "--synthetic-only", "--rivals", "mixup,classical", "--utility", "svm", "--sizes", "5", "--report", folder.File("proof"));

        Assert.Equal(["mixup", "classical"], document.GetProperty("rivals").EnumerateArray().Select(rival => rival.GetProperty("method").GetString()));
        Assert.Equal(3, document.GetProperty("utility").GetArrayLength());
        Assert.Equal(4, document.GetProperty("sizes").GetArrayLength());
        Assert.True(document.GetProperty("recommendation").GetArrayLength() >= 4);
        var files = document.GetProperty("files").EnumerateArray().Select(file => Path.GetFileName(file.GetString()!)).ToArray();
        Assert.Equal("report.html", files[0]);
        Assert.Contains("gallery-Mn2+.png", files);
        Assert.Contains("sizes-svm.svg", files);
        Assert.Equal(120, LabeledSpectraFile.Read(folder.File("more.npz")).SyntheticCount);
    }

    [Fact]
    public void Evaluate_leaves_synthetic_spectra_out_and_says_so()
    {
        Json("--method", "mixup", "--per-class", "50", "--no-proof");
        Assert.Equal(0, Cli().Run("train", folder.File("more.npz"), "--out", folder.File("mn.wlm"), "--quiet"));
        var cli = Cli();

        Assert.Equal(0, cli.Run("evaluate", folder.File("mn.wlm"), folder.File("more.npz"), "--json"));

        Assert.Contains("30 synthetic spectra were left out", cli.Error, StringComparison.Ordinal);
        Assert.Equal(70, JsonDocument.Parse(cli.Output).RootElement.GetProperty("confusion").EnumerateArray().SelectMany(row => row.EnumerateArray()).Sum(count => count.GetInt32()));
    }

    [Fact]
    public void Crossval_augments_inside_each_training_part()
    {
        var cli = Cli();

        Assert.Equal(0, cli.Run("crossval", folder.File("mn.npz"), "--by-group", "--folds", "3", "--augment", "pca", "--augment-per-class", "60", "--json", "--quiet"));

        Assert.Equal(70, JsonDocument.Parse(cli.Output).RootElement.GetProperty("confusion").EnumerateArray().SelectMany(row => row.EnumerateArray()).Sum(count => count.GetInt32()));
    }

    [Theory]
    [InlineData("--method", "gann", "--per-class", "50")]
    [InlineData("--method", "pca", "--per-class", "1")]
    [InlineData("--method", "pca", "--per-class", "50", "--no-proof", "--report", "proof")]
    [InlineData("--method", "pca", "--per-class", "50", "--sizes", "5")]
    [InlineData("--method", "pca", "--per-class", "50", "--rivals", "magic")]
    [InlineData("--per-class", "50")]
    public void What_makes_no_sense_is_bad_input(params string[] options)
    {
        var cli = Cli();

        Assert.Equal(2, cli.Run(["augment", folder.File("mn.npz"), "--out", folder.File("more.npz"), .. options]));

        Assert.Single(cli.Error.TrimEnd().Split('\n'));
        Assert.False(File.Exists(folder.File("more.npz")));
    }

    JsonElement Json(params string[] options)
    {
        var cli = Cli();
        Assert.True(cli.Run(["augment", folder.File("mn.npz"), "--out", folder.File("more.npz"), .. options, "--json", "--quiet"]) == 0, cli.Error);
        return JsonDocument.Parse(cli.Output).RootElement;
    }

    static TestCli Cli() => new([.. KnownFormats.Create().Formats]);
}
