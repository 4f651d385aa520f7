using System.Text.Json;
using Whiteline.Formats;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

public sealed class CrossvalTests : IDisposable
{
    static readonly string[] Keys =
    [
        "model", "folds", "byGroup", "accuracy", "accuracyStd", "balancedAccuracy", "macroF1", "matthewsCorrelation", "cohenKappa", "labels", "confusion", "foldAccuracies",
        "split", "logLoss", "brier", "ece", "perClass",
        "shiftCurve", "noiseCurve", "gaussianCurve", "doseCurve", "resolutionCurve", "dispersionCurve",
    ];

    readonly TemporaryFolder folder = new();

    public CrossvalTests() => Assert.Equal(0, Cli().Run(
        "simulate", "dataset", "--per-class", "Fe2+=24,Fe3+=16", "--groups", "4", "--out", folder.File("fe.npz"), "--quiet"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_document_has_the_keys_that_scripts_rely_on()
    {
        var scores = Json("--by-group", "--folds", "4");

        Assert.Equal(Keys, scores.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("svm", 4, true), (scores.GetProperty("model").GetString(), scores.GetProperty("folds").GetInt32(), scores.GetProperty("byGroup").GetBoolean()));
        var confusion = scores.GetProperty("confusion").EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetInt32()).ToArray()).ToArray();
        Assert.Equal([24, 16], confusion.Select(row => row.Sum()));
        Assert.Equal((confusion[0][0] + confusion[1][1]) / 40.0, scores.GetProperty("accuracy").GetDouble(), 1e-12);
        Assert.Equal(4, scores.GetProperty("foldAccuracies").GetArrayLength());
    }

    [Fact]
    public void Curves_are_of_the_held_out_spectra_and_start_from_their_score()
    {
        var scores = Json("--by-group", "--folds", "4", "--shifts", "-3:3:3", "--gaussian", "0:0.1:0.1", "--draws", "1");

        var shifts = scores.GetProperty("shiftCurve").EnumerateArray().ToArray();
        Assert.Equal([-3, 0, 3], shifts.Select(point => point.GetProperty("shift").GetDouble()));
        Assert.Equal(scores.GetProperty("accuracy").GetDouble(), shifts[1].GetProperty("accuracy").GetDouble(), 1e-12);
        Assert.Equal(scores.GetProperty("balancedAccuracy").GetDouble(), scores.GetProperty("gaussianCurve")[0].GetProperty("balancedAccuracy").GetDouble(), 1e-12);
        Assert.True(shifts[0].GetProperty("accuracy").GetDouble() < shifts[1].GetProperty("accuracy").GetDouble());
    }

    [Fact]
    public void Groups_are_joined_by_the_beginning_of_their_names()
    {
        // "Fe2+ specimen 1" to "Fe3+ specimen 4".
        Assert.Equal(8, Json("--leave-one-group-out").GetProperty("folds").GetInt32());
        var cli = Cli();
        Assert.Equal(2, cli.Run("crossval", folder.File("fe.npz"), "--leave-one-group-out", "--group-before", " "));
        Assert.Contains("fold 1 of 2 has only Fe", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, false, "stratified 10-fold")]
    [InlineData(8, true, "leave one group out: 8 groups", "--leave-one-group-out")]
    [InlineData(3, false, "3 random stratified divisions with 65 % of each class", "--shuffle", "3")]
    [InlineData(2, false, "2 random stratified divisions with 40 % of each class", "--shuffle", "2", "--training-share", "0.4")]
    public void The_document_says_how_it_was_split(int folds, bool byGroup, string words, params string[] options)
    {
        var scores = Json(options);

        Assert.Equal((folds, byGroup), (scores.GetProperty("folds").GetInt32(), scores.GetProperty("byGroup").GetBoolean()));
        Assert.StartsWith(words, scores.GetProperty("split").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_warns_when_groups_are_known_and_not_heeded()
    {
        var cli = Cli();

        Assert.Equal(0, cli.Run("crossval", folder.File("fe.npz"), "--folds", "2"));

        Assert.Contains("split: stratified 2-fold", cli.Output, StringComparison.Ordinal);
        Assert.Contains("near copies", cli.Error, StringComparison.Ordinal);
        Assert.Contains("--by-group", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_does_not_warn_when_groups_are_held_out()
    {
        var cli = Cli();

        Assert.Equal(0, cli.Run("crossval", folder.File("fe.npz"), "--folds", "2", "--by-group"));

        Assert.DoesNotContain("warning", cli.Error, StringComparison.Ordinal);
        Assert.Contains("Fe3+", cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_hold_the_figure_and_one_prediction_a_spectrum()
    {
        Json("--by-group", "--folds", "4", "--out", folder.File("scores"));

        var rows = File.ReadAllLines(Path.Combine(folder.File("scores"), "predictions.csv"));
        Assert.Equal("spectrum,group,label,predicted,fold,P(Fe2+),P(Fe3+)", rows[0]);
        Assert.Equal(Enumerable.Range(0, 40), rows[1..].Select(row => int.Parse(row.Split(',')[0], null)).Order());
        Assert.All(rows[1..], row => Assert.Equal(1, row.Split(',')[5..].Sum(cell => double.Parse(cell, null)), 1e-8));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(Path.Combine(folder.File("scores"), "confusion.png"))[..4]);
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(folder.File("scores"), "confusion.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_by_group_of_data_without_groups_is_bad_input()
    {
        var data = LabeledSpectraFile.Read(folder.File("fe.npz"));
        LabeledSpectraFile.Write(folder.File("none.npz"), new(data.Axis, data.Intensity.ToArray(), data.Labels));
        var cli = Cli();

        Assert.Equal(2, cli.Run("crossval", folder.File("none.npz"), "--by-group"));

        Assert.Contains("which group", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--by-group", "--shuffle", "3")]
    [InlineData("--folds", "3", "--shuffle", "3")]
    [InlineData("--folds", "3", "--leave-one-group-out")]
    [InlineData("--training-share", "0.5")]
    [InlineData("--shuffle", "3", "--training-share", "1")]
    public void Options_that_contradict_each_other_are_refused(params string[] options)
    {
        var cli = Cli();

        Assert.Equal(2, cli.Run(["crossval", folder.File("fe.npz"), .. options]));

        Assert.Contains(options.Contains("1") ? "between 0 and 1" : options[0], cli.Error, StringComparison.Ordinal);
    }

    JsonElement Json(params string[] options)
    {
        var cli = Cli();
        Assert.True(cli.Run(["crossval", folder.File("fe.npz"), .. options, "--json", "--quiet"]) == 0, cli.Error);
        return JsonDocument.Parse(cli.Output).RootElement;
    }

    static TestCli Cli() => new([.. KnownFormats.Create().Formats]);
}
