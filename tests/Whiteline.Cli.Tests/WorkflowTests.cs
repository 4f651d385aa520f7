using System.Text.Json;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

/// <summary>Whole ways through the program, on small phantoms, with all formats.</summary>
public sealed class WorkflowTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Simulated_spectra_train_a_model_that_classifies_others()
    {
        Run("simulate", "dataset", "--per-class", "30", "--dose", "400", "--out", folder.File("a.npz"));
        Run("simulate", "dataset", "--per-class", "20", "--dose", "400", "--seed", "9", "--out", folder.File("b.csv"));

        var trained = Run("train", folder.File("a.npz"), "--model", "svm", "--out", folder.File("m.wlm"));
        var classified = Run("classify", folder.File("m.wlm"), folder.File("b.csv"));

        Assert.Equal(["Mn2+", "Mn3+", "Mn4+"], trained.GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
        Assert.Equal(90, trained.GetProperty("spectra").GetInt32());
        Assert.InRange(trained.GetProperty("trainAccuracy").GetDouble(), 0.95, 1);
        var spectra = classified.GetProperty("spectra").EnumerateArray().ToArray();
        Assert.Equal(60, spectra.Length);
        Assert.InRange(spectra.Take(20).Count(spectrum => spectrum.GetProperty("label").GetString() == "Mn2+"), 18, 20);
        Assert.All(spectra, spectrum => Assert.Equal(
            spectrum.GetProperty("confidence").GetDouble(),
            spectrum.GetProperty("probabilities").EnumerateObject().Max(pair => pair.Value.GetDouble())));
    }

    [Theory]
    [InlineData("cube.hspy")]
    [InlineData("cube.npz")]
    public void An_image_is_mapped_with_its_report(string name)
    {
        Run("simulate", "dataset", "--per-class", "Fe2+=60,Fe2.67+=60", "--groups", "20", "--out", folder.File("fe.npz"));
        Run("simulate", "image", "--size", "24", "--out", folder.File(name), "--truth", folder.File("truth.npz"));
        Run("train", folder.File("fe.npz"), "--out", folder.File("m.wlm"));

        var map = Run("map", folder.File("m.wlm"), folder.File(name), "--out", folder.File("map"));

        Assert.Equal((24, 24), (map.GetProperty("rows").GetInt32(), map.GetProperty("columns").GetInt32()));
        var counts = map.GetProperty("counts").EnumerateObject().Sum(pair => pair.Value.GetInt32());
        Assert.Equal(24 * 24, counts + map.GetProperty("masked").GetInt32());
        Assert.InRange(map.GetProperty("masked").GetInt32(), 200, 400);
        Assert.InRange(map.GetProperty("meanConfidence").GetDouble(), 0.5, 1);
        var files = map.GetProperty("files").EnumerateArray().Select(file => file.GetString()!).ToArray();
        Assert.All(files, file => Assert.True(File.Exists(file), file));
        Assert.Equal([".csv", ".hspy", ".html", ".png", ".svg"], files.Select(file => Path.GetExtension(file)).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_image_is_simulated_on_the_axis_asked_for()
    {
        Run("simulate", "image", "--size", "3", "--energies", "450:961.75:0.25", "--out", folder.File("cube.hspy"));

        var axis = Run("info", folder.File("cube.hspy")).GetProperty("signals")[0].GetProperty("energyAxis");

        Assert.Equal((450, 0.25, 2048), (axis.GetProperty("offset").GetDouble(), axis.GetProperty("scale").GetDouble(), axis.GetProperty("size").GetInt32()));
    }

    [Fact]
    public void The_same_seed_gives_the_same_model_for_any_number_of_threads()
    {
        Run("simulate", "dataset", "--per-class", "Fe2+=20,Fe3+=20", "--out", folder.File("fe.npz"));
        foreach (var threads in new[] { "1", "8" })
            Run("train", folder.File("fe.npz"), "--noise-augment", "0.05", "--threads", threads, "--out", folder.File($"m{threads}.wlm"));

        JsonElement[] classified = [.. new[] { "1", "8" }.Select(threads => Run("classify", folder.File($"m{threads}.wlm"), folder.File("fe.npz")).GetProperty("spectra"))];

        Assert.Equal(classified[0].GetRawText(), classified[1].GetRawText());
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("3")]
    public void Principal_components_denoise_in_training_and_in_the_map(string components)
    {
        Run("simulate", "dataset", "--per-class", "Fe2+=60,Fe2.67+=60", "--groups", "20", "--out", folder.File("fe.npz"));
        Run("simulate", "image", "--size", "20", "--out", folder.File("cube.npz"));
        Run("train", folder.File("fe.npz"), "--pca", components, "--out", folder.File("m.wlm"));

        Run("map", folder.File("m.wlm"), folder.File("cube.npz"), "--out", folder.File("map"));

        Assert.Contains("Noise was reduced by PCA, weighted by the noise of each channel as measured", File.ReadAllText(Path.Combine(folder.File("map"), "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Info_counts_a_dataset()
    {
        Run("simulate", "dataset", "--per-class", "Fe2+=7,Mn4+=5", "--groups", "2", "--out", folder.File("two.npz"));

        var dataset = Run("info", folder.File("two.npz")).GetProperty("dataset");

        Assert.Equal(7, dataset.GetProperty("labels").GetProperty("Fe2+").GetInt32());
        Assert.Equal(4, dataset.GetProperty("groups").EnumerateObject().Count());
    }

    [Fact]
    public void A_model_is_refused_by_name_when_it_is_none()
    {
        File.WriteAllText(folder.File("m.wlm"), "not a model");
        var cli = Cli();

        Assert.Equal(2, cli.Run("classify", folder.File("m.wlm"), folder.File("m.wlm")));
        Assert.Contains("m.wlm", cli.Error, StringComparison.Ordinal);
        Assert.Contains("not a Whiteline model", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_demo_prints_no_accuracy_of_what_was_given_no_label()
    {
        var cli = new TestCli([.. KnownFormats.Create().Formats]);

        Assert.True(cli.Run("demo", "--out", folder.File("demo")) == 0, cli.Error);

        var vacuum = Assert.Single(cli.Output.Split('\n'), line => line.StartsWith("vacuum", StringComparison.Ordinal));
        Assert.Equal(4, vacuum.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void The_demo_scores_its_map_against_the_truth()
    {
        var demo = Run("demo", "--out", folder.File("demo"));

        Assert.InRange(demo.GetProperty("accuracy").GetDouble(), 0.97, 1);
        Assert.Equal(800, demo.GetProperty("spectra").GetInt32());
        Assert.Equal(64 * 64, demo.GetProperty("pixels").GetInt32());
        Assert.InRange(demo.GetProperty("masked").GetInt32(), 2000, 2500);
        Assert.True(File.Exists(demo.GetProperty("report").GetString()));
    }

    static TestCli Cli() => new([.. KnownFormats.Create().Formats]);

    static JsonElement Run(params string[] arguments)
    {
        var cli = Cli();
        Assert.True(cli.Run([.. arguments, "--json", "--quiet"]) == 0, cli.Error);
        return JsonDocument.Parse(cli.Output).RootElement;
    }
}
