using System.Text.Json;
using Whiteline.Formats;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

public sealed class CompareTests : IDisposable
{
    const string Plan = """
        {"classifiers": ["svm-linear", "svm-cosine", "nearest-mean", "white-line-ratio"], "focus": ["svm-linear"], "normalisations": ["max", "none"], "trainings": ["plain", "shifted"],
         "folds": 2, "copies": 2, "trainedShiftsEv": [2], "trainingSizes": [4], "shiftsEv": [-2, 0, 2], "noiseMultiples": [1, 3], "gaussianSigmas": [0, 0.1], "peakCounts": [], "broadeningsEv": [], "dispersionsEv": []}
        """;

    static readonly string[] Keys = ["plan", "summary", "findings", "published", "positionOrShape", "normalisation", "byGroup", "combinations", "files"];

    readonly TemporaryFolder folder = new();

    public CompareTests()
    {
        foreach (var (name, seed) in new[] { ("known.npz", "1"), ("other.npz", "2") })
            Assert.Equal(0, Cli().Run("simulate", "dataset", "--per-class", "Mn2+=24,Mn4+=24", "--dose", "300", "--groups", "6", "--seed", seed, "--out", folder.File(name), "--quiet"));
        File.WriteAllText(folder.File("plan.json"), Plan);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_document_has_the_keys_that_scripts_rely_on_and_all_files_are_there()
    {
        var document = Json("--test", folder.File("other.npz"));

        Assert.Equal(Keys, document.EnumerateObject().Select(property => property.Name));
        Assert.True(document.GetProperty("byGroup").GetBoolean());
        Assert.All(document.GetProperty("files").EnumerateArray(), file => Assert.True(File.Exists(file.GetString())));
        Assert.Contains("report.html", document.GetProperty("files")[0].GetString()!, StringComparison.Ordinal);
        var combinations = document.GetProperty("combinations").EnumerateArray().ToArray();
        Assert.Contains(combinations, cell => cell.GetProperty("axis").GetString() == "position only");
        // The window of aligned spectra ends too soon after L2 for a ratio; that is said, and the rest goes on.
        Assert.All(
            combinations.Where(cell => cell.GetProperty("failure").ValueKind != JsonValueKind.Null),
            cell => Assert.Equal(("white-line-ratio", "aligned"), (cell.GetProperty("classifier").GetString(), cell.GetProperty("axis").GetString())));
    }

    [Fact]
    public void What_normalisation_does_is_told_by_embeddings_and_by_accuracies()
    {
        var told = Json().GetProperty("normalisation");

        Assert.Equal(["none", "max", "minmax", "l2", "area"], told.GetProperty("embeddings").EnumerateArray().Select(one => one.GetProperty("normalisation").GetString()));
        Assert.All(told.GetProperty("embeddings").EnumerateArray(), one => Assert.InRange(one.GetProperty("trustworthiness").GetDouble(), 0.5, 1));
        var machine = Assert.Single(told.GetProperty("classifiers").EnumerateArray(), one => one.GetProperty("classifier").GetString() == "svm-linear");
        Assert.Equal(["max", "none"], machine.GetProperty("normalisations").EnumerateArray().Select(one => one.GetProperty("normalisation").GetString()));
        Assert.NotEmpty(told.GetProperty("summary").EnumerateArray());
    }

    [Fact]
    public void A_second_run_takes_what_is_finished_and_says_the_same()
    {
        var first = Json();
        var finished = Directory.GetFiles(folder.File("study"), "*.json", SearchOption.AllDirectories).Where(file => file.Contains("finished", StringComparison.Ordinal)).ToDictionary(file => file, File.GetLastWriteTimeUtc);

        var second = Json();

        Assert.NotEmpty(finished);
        Assert.All(finished, pair => Assert.Equal(pair.Value, File.GetLastWriteTimeUtc(pair.Key)));
        Assert.Equal(first.GetRawText(), second.GetRawText());
    }

    [Fact]
    public void A_class_that_the_tests_lack_is_a_warning()
    {
        var data = LabeledSpectraFile.Read(folder.File("known.npz"));
        var first = data.Groups![0];
        LabeledSpectraFile.Write(folder.File("known.npz"), new(data.Axis, data.Intensity.ToArray(), [.. data.Labels.Select((label, i) => data.Groups[i] == first ? "Mn3+" : label)], data.Groups));
        File.WriteAllText(folder.File("plan.json"), """{"classifiers": ["nearest-mean"], "focus": [], "normalisations": ["max"], "trainings": ["plain"], "alignments": ["none"], "folds": 2, "trainedShiftsEv": [], "trainingSizes": [], "shiftsEv": [], "noiseMultiples": [], "gaussianSigmas": [], "peakCounts": [], "broadeningsEv": [], "dispersionsEv": []}""");
        var cli = Cli();

        Assert.Equal(0, cli.Run("compare", folder.File("known.npz"), "--plan", folder.File("plan.json"), "--out", folder.File("study")));

        Assert.Contains("Class Mn3+ is not in the test part: nothing can be said about it. Give a test file (--test)", cli.Error, StringComparison.Ordinal);
        Assert.Contains("Class Mn3+ is not in the test part", File.ReadAllText(Path.Combine(folder.File("study"), "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_file_that_was_trained_on_and_spectra_without_a_signal_are_warnings()
    {
        var data = LabeledSpectraFile.Read(folder.File("known.npz"));
        var intensity = data.Intensity.ToArray();
        intensity.AsSpan(0, data.Axis.Count).Clear();
        LabeledSpectraFile.Write(folder.File("known.npz"), new(data.Axis, intensity, data.Labels, data.Groups));
        Assert.Equal(0, Cli().Run("dataset", "merge", folder.File("known.npz"), folder.File("other.npz"), "--out", folder.File("both.npz"), "--quiet"));
        File.WriteAllText(folder.File("plan.json"), """{"classifiers": ["nearest-mean"], "focus": [], "normalisations": ["max"], "trainings": ["plain"], "alignments": ["none"], "folds": 2, "trainedShiftsEv": [], "trainingSizes": [], "shiftsEv": [], "noiseMultiples": [], "gaussianSigmas": [], "peakCounts": [], "broadeningsEv": [], "dispersionsEv": []}""");
        var cli = Cli();

        Assert.Equal(0, cli.Run("compare", folder.File("both.npz"), "--test", folder.File("known.npz"), "--plan", folder.File("plan.json"), "--out", folder.File("study")));

        Assert.Contains("Every model trained on spectra that were made or taken from this very file", cli.Error, StringComparison.Ordinal);
        Assert.Contains("made or taken from this very file", File.ReadAllText(Path.Combine(folder.File("study"), "report.html")), StringComparison.Ordinal);
        Assert.Contains("1 spectrum is the same in every channel", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"folds\": 0}", "0 folds")]
    [InlineData("{\"fold\": 3}", "no setting 'fold'")]
    [InlineData("not JSON", "no plan")]
    public void A_plan_without_sense_is_one_line(string plan, string said)
    {
        File.WriteAllText(folder.File("plan.json"), plan);
        var cli = Cli();

        Assert.Equal(2, cli.Run("compare", folder.File("known.npz"), "--plan", folder.File("plan.json"), "--out", folder.File("study")));

        Assert.Contains(said, Assert.Single(cli.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("study")));
    }

    JsonElement Json(params string[] options)
    {
        var cli = Cli();
        Assert.True(cli.Run(["compare", folder.File("known.npz"), "--plan", folder.File("plan.json"), "--out", folder.File("study"), .. options, "--json", "--quiet"]) == 0, cli.Error);
        return JsonDocument.Parse(cli.Output).RootElement;
    }

    static TestCli Cli() => new([.. KnownFormats.Create().Formats]);
}
