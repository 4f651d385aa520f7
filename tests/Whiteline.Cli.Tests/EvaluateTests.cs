using System.Text.Json;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

public sealed class EvaluateTests : IDisposable
{
    static readonly string[] Keys =
    [
        "model", "byGroup", "accuracy", "accuracyStd", "accuracyInterval", "accuracyIntervalMethod", "balancedAccuracy", "macroF1", "matthewsCorrelation", "cohenKappa", "labels", "confusion", "logLoss", "perClass",
        "shiftCurve", "noiseCurve", "gaussianCurve", "doseCurve", "resolutionCurve", "dispersionCurve", "calibration",
        "answered", "accuracyAnswered", "abstained", "undecided", "riskCurve", "sets", "axis", "warnings", "files",
    ];

    readonly TemporaryFolder folder = new();

    public EvaluateTests()
    {
        foreach (var (name, seed) in new[] { ("known.npz", "1"), ("unseen.npz", "2") })
            Assert.Equal(0, Cli().Run("simulate", "dataset", "--per-class", "Mn2+=20,Mn3+=20", "--groups", "5", "--seed", seed, "--out", folder.File(name), "--quiet"));
        Assert.Equal(0, Cli().Run("train", folder.File("known.npz"), "--out", folder.File("mn.wlm"), "--quiet"));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_document_has_the_keys_that_scripts_rely_on()
    {
        var scores = Json("unseen.npz", "--shifts", "-1:1:0.5", "--noise", "1:3:1", "--gaussian", "0:0.1:0.05", "--draws", "2", "--doses", "20,100", "--resolutions", "1", "--dispersions", "0.1,0.5");

        Assert.Equal(Keys, scores.EnumerateObject().Select(property => property.Name));
        Assert.Equal([-1, -0.5, 0, 0.5, 1], Column(scores, "shiftCurve", "shift"));
        Assert.Equal([1, 2, 3], Column(scores, "noiseCurve", "multiple"));
        Assert.Equal([0, 0.05, 0.1], Column(scores, "gaussianCurve", "sigma"));
        Assert.Equal([20, 100], Column(scores, "doseCurve", "peakCounts"));
        Assert.Equal([1], Column(scores, "resolutionCurve", "fwhmEv"));
        Assert.Equal([0.1, 0.5], Column(scores, "dispersionCurve", "dispersionEv"));
        var plain = scores.GetProperty("accuracy").GetDouble();
        Assert.Equal((plain, plain), (Column(scores, "noiseCurve", "accuracy")[0], Column(scores, "gaussianCurve", "accuracy")[0]));
        var calibration = scores.GetProperty("calibration");
        Assert.Equal(40, calibration.GetProperty("bins").EnumerateArray().Sum(bin => bin.GetProperty("count").GetInt32()));
        Assert.InRange(calibration.GetProperty("brier").GetDouble(), 0, 2);
    }

    [Fact]
    public void Curves_that_were_not_asked_for_are_empty() =>
        Assert.All(["shiftCurve", "noiseCurve", "gaussianCurve", "doseCurve", "resolutionCurve", "dispersionCurve"], key => Assert.Equal(0, Json("unseen.npz").GetProperty(key).GetArrayLength()));

    [Fact]
    public void Files_hold_the_figures_and_the_tables()
    {
        var files = Json("unseen.npz", "--shifts", "-1:1:1", "--out", folder.File("scores")).GetProperty("files").EnumerateArray().Select(file => Path.GetFileName(file.GetString()!));

        Assert.Equal(["calibration.png", "calibration.svg", "confusion.png", "confusion.svg", "curves.csv", "predictions.csv", "risk.csv", "risk.png", "risk.svg", "shift-curve.png", "shift-curve.svg"], files.Order(StringComparer.Ordinal));
        Assert.Equal(4, File.ReadAllLines(Path.Combine(folder.File("scores"), "curves.csv")).Length);
        Assert.Equal(41, File.ReadAllLines(Path.Combine(folder.File("scores"), "predictions.csv")).Length);
    }

    [Fact]
    public void Scores_on_the_training_file_are_called_flattering()
    {
        var cli = Cli();

        Assert.Equal(0, cli.Run("evaluate", folder.File("mn.wlm"), folder.File("known.npz")));

        Assert.Contains("trained on this very file", cli.Error, StringComparison.Ordinal);
        Assert.Contains("95 % within", cli.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("augmented.npz", "known.npz", "made or taken from this very file")]
    [InlineData("merged.npz", "known.npz", "made or taken from this very file")]
    [InlineData("known.npz", "merged.npz", "trained on 'known.npz' and 'other.npz', from which spectra of this file were made or taken")]
    [InlineData("known.npz", "half.npz", "trained on 'known.npz', from which spectra of this file were made or taken")]
    [InlineData("half.npz", "known.npz", "made or taken from this very file")]
    [InlineData("half.npz", "rest.npz", null)]
    [InlineData("merged.npz", "unseen.npz", null)]
    public void Scores_on_what_the_training_spectra_were_made_from_are_called_flattering(string trained, string tested, string? warning)
    {
        Done("augment", folder.File("known.npz"), "--method", "classical", "--per-class", "30", "--synthetic-only", "--out", folder.File("bare.npz"));
        Done("dataset", "merge", folder.File("bare.npz"), folder.File("bare.npz"), "--out", folder.File("augmented.npz"));
        Done("simulate", "dataset", "--per-class", "Mn2+=20,Mn3+=20", "--seed", "3", "--out", folder.File("other.npz"));
        Done("dataset", "merge", folder.File("known.npz"), folder.File("other.npz"), "--out", folder.File("merged.npz"));
        Done("dataset", "split", folder.File("known.npz"), "--train", folder.File("half.npz"), "--test", folder.File("rest.npz"));
        Done("train", folder.File(trained), folder.File("other.npz"), "--out", folder.File("mn.wlm"));
        var cli = Cli();

        Assert.Equal(0, cli.Run("evaluate", folder.File("mn.wlm"), folder.File(tested)));

        if (warning is null) Assert.DoesNotContain("flatter it", cli.Error, StringComparison.Ordinal);
        else Assert.Contains(warning, cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--shifts", "5:-5:1")]
    [InlineData("--shifts", "-5:5")]
    [InlineData("--noise", "-2:5:1")]
    [InlineData("--gaussian", "-0.1:0.1:0.1")]
    [InlineData("--doses", "0")]
    [InlineData("--dispersions", "25")]
    public void A_sweep_without_sense_is_bad_input(string option, string value)
    {
        var cli = Cli();

        Assert.Equal(2, cli.Run("evaluate", folder.File("mn.wlm"), folder.File("unseen.npz"), option, value));

        Assert.Single(cli.Error.TrimEnd().Split('\n'));
    }

    static double[] Column(JsonElement document, string curve, string key) => [.. document.GetProperty(curve).EnumerateArray().Select(point => point.GetProperty(key).GetDouble())];

    JsonElement Json(string dataset, params string[] options)
    {
        var cli = Cli();
        Assert.True(cli.Run(["evaluate", folder.File("mn.wlm"), folder.File(dataset), .. options, "--json", "--quiet"]) == 0, cli.Error);
        return JsonDocument.Parse(cli.Output).RootElement;
    }

    static void Done(params string[] arguments)
    {
        var cli = Cli();
        Assert.True(cli.Run([.. arguments, "--quiet"]) == 0, cli.Error);
    }

    static TestCli Cli() => new([.. KnownFormats.Create().Formats]);
}
