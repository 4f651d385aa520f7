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
    public void A_class_too_small_to_be_judged_does_not_stop_the_proof_of_the_others()
    {
        Assert.Equal(0, Cli().Run("simulate", "dataset", "--per-class", "Mn2+=40,Mn3+=40,Mn4+=3", "--out", folder.File("mn.npz"), "--quiet"));
        var cli = Cli();

        Assert.Equal(0, cli.Run("augment", folder.File("mn.npz"), "--method", "pca", "--per-class", "50", "--out", folder.File("more.npz"), "--json"));

        Assert.Contains("Mn4+ has fewer than 12 measured spectra", cli.Error, StringComparison.Ordinal);
        var document = JsonDocument.Parse(cli.Output).RootElement;
        Assert.Equal(["Mn2+", "Mn3+"], document.GetProperty("perClass").EnumerateArray().Select(one => one.GetProperty("label").GetString()));
        Assert.Equal(47, document.GetProperty("classes").GetProperty("Mn4+").GetProperty("synthetic").GetInt32());
    }

    [Fact]
    public void Where_no_class_can_be_judged_nothing_is_proved_and_no_empty_table_shown()
    {
        Assert.Equal(0, Cli().Run("simulate", "dataset", "--per-class", "Mn2+=10,Mn4+=3", "--out", folder.File("mn.npz"), "--quiet"));
        var cli = Cli();

        Assert.Equal(0, cli.Run("augment", folder.File("mn.npz"), "--method", "pca", "--per-class", "20", "--out", folder.File("more.npz")));

        Assert.Contains("what is made is not proved. Give 24 of a class", cli.Error, StringComparison.Ordinal);
        Assert.Single(cli.Output.TrimEnd().Split('\n'));
        Assert.Equal(27, LabeledSpectraFile.Read(folder.File("more.npz")).SyntheticCount);
    }

    [Fact]
    public void A_rival_of_which_nothing_could_be_measured_is_neither_faithful_nor_not()
    {
        Assert.Equal(0, Cli().Run("simulate", "dataset", "--per-class", "Mn2+=10,Mn4+=8", "--out", folder.File("mn.npz"), "--quiet"));

        var rival = Json("--method", "pca", "--per-class", "20", "--rivals", "mixup", "--report", folder.File("proof")).GetProperty("rivals")[0];

        Assert.Equal("mixup", rival.GetProperty("method").GetString());
        Assert.Equal(JsonValueKind.Null, rival.GetProperty("faithful").ValueKind);
    }

    [Fact]
    public void Held_out_spectra_on_the_same_axis_are_taken_however_it_is_rounded_and_others_refused_by_name()
    {
        var data = LabeledSpectraFile.Read(folder.File("mn.npz"));
        LabeledSpectraFile.Write(folder.File("rounded.npz"), new(data.Axis.ShiftedBy(1e-6), data.Intensity.ToArray(), data.Labels));
        LabeledSpectraFile.Write(folder.File("moved.npz"), new(data.Axis.ShiftedBy(3), data.Intensity.ToArray(), data.Labels));
        Json("--method", "smote", "--per-class", "50", "--held-out", folder.File("rounded.npz"));
        File.Delete(folder.File("more.npz"));
        var cli = Cli();

        Assert.Equal(2, cli.Run("augment", folder.File("mn.npz"), "--method", "smote", "--per-class", "50", "--held-out", folder.File("moved.npz"), "--out", folder.File("more.npz"), "--quiet"));

        Assert.StartsWith($"whiteline: '{folder.File("moved.npz")}': its energy axis is", Assert.Single(cli.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("more.npz")));
    }

    [Theory]
    [InlineData("taken/more.npz", "proof")]
    [InlineData("more.npz", "taken")]
    public void A_place_that_cannot_be_written_is_refused_before_the_work(string output, string report)
    {
        File.WriteAllText(folder.File("taken"), "");
        var cli = Cli();

        Assert.Equal(2, cli.Run("augment", folder.File("mn.npz"), "--method", "pca", "--per-class", "50", "--report", folder.File(report), "--out", folder.File(output)));

        Assert.Contains("is a file", Assert.Single(cli.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("more.npz")));
    }

    [Fact]
    public void Train_refuses_such_a_place_too_before_it_trains()
    {
        File.WriteAllText(folder.File("taken"), "");
        var cli = Cli();

        Assert.Equal(2, cli.Run("train", folder.File("mn.npz"), "--out", folder.File("taken/mn.wlm")));

        Assert.Contains("is a file", Assert.Single(cli.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void Spectra_without_a_signal_and_copies_are_named()
    {
        var data = LabeledSpectraFile.Read(folder.File("mn.npz"));
        var intensity = data.Intensity.ToArray();
        intensity.AsSpan(0, 2 * data.Axis.Count).Clear();
        LabeledSpectraFile.Write(folder.File("mn.npz"), new(data.Axis, intensity, data.Labels, data.Groups));
        var cli = Cli();

        Assert.Equal(0, cli.Run("augment", folder.File("mn.npz"), "--method", "smote", "--per-class", "50", "--no-proof", "--out", folder.File("more.npz")));

        Assert.Contains("2 spectra are the same in every channel", cli.Error, StringComparison.Ordinal);
        Assert.Contains("exact cop", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Dataset_split_leaves_synthetic_spectra_out_and_says_so()
    {
        Json("--method", "mixup", "--per-class", "50", "--no-proof");
        var cli = Cli();

        Assert.Equal(0, cli.Run("dataset", "split", folder.File("more.npz"), "--train", folder.File("a.npz"), "--test", folder.File("b.npz")));

        Assert.Contains("30 synthetic spectra were left out of both parts", cli.Error, StringComparison.Ordinal);
        Assert.Equal(70, LabeledSpectraFile.Read(folder.File("a.npz")).Count + LabeledSpectraFile.Read(folder.File("b.npz")).Count);
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
