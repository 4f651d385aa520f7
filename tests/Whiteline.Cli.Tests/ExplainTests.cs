using System.Globalization;
using System.Text.Json;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

/// <summary><c>whiteline explain</c> on phantoms.</summary>
public sealed class ExplainTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_spectrum_is_explained_as_it_is_classified()
    {
        Train("linear");

        var explained = Run("explain", folder.File("m.wlm"), folder.File("fe.npz"), "--index", "25", "--out", folder.File("why"));

        var spectrum = Assert.Single(explained.GetProperty("spectra").EnumerateArray());
        var classified = Run("classify", folder.File("m.wlm"), folder.File("fe.npz")).GetProperty("spectra")[25];
        foreach (var key in new[] { "file", "index", "label", "confidence" }) Assert.Equal(classified.GetProperty(key).GetRawText(), spectrum.GetProperty(key).GetRawText());
        Assert.Equal("Fe2+", spectrum.GetProperty("runnerUp").GetString());
        Assert.Equal(["fe-25.png", "fe-25.svg", "fe-25.csv"], Names(spectrum.GetProperty("files")));
        Assert.Equal(folder.File("m.wlm"), explained.GetProperty("model").GetString());
    }

    [Fact]
    public void Iron_states_are_told_apart_at_the_white_lines()
    {
        Train("rbf");

        Run("explain", folder.File("m.wlm"), folder.File("fe.npz"), "--index", "25", "--out", folder.File("why"));

        var rows = File.ReadLines(Path.Combine(folder.File("why"), "fe-25.csv")).Skip(1)
            .Select(row => row.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        var atLines = rows.Where(row => row[0] is (> 704 and < 714) or (> 717 and < 727)).Sum(row => row[4]);
        Assert.True(atLines > 0.8 * rows.Sum(row => row[4]));
        Assert.True(rows.Sum(row => row[4]) > 0.3);
    }

    [Fact]
    public void The_first_spectrum_of_each_file_is_explained_and_none_overwrites_another()
    {
        Train("rbf");
        Directory.CreateDirectory(folder.File("other"));
        File.Copy(folder.File("fe.npz"), Path.Combine(folder.File("other"), "fe.npz"));

        var explained = Run("explain", folder.File("m.wlm"), folder.File("fe.npz"), Path.Combine(folder.File("other"), "fe.npz"), "--out", folder.File("why"));

        Assert.Equal([0, 0], explained.GetProperty("spectra").EnumerateArray().Select(spectrum => spectrum.GetProperty("index").GetInt32()));
        Assert.Equal(["fe-0-2.csv", "fe-0-2.png", "fe-0-2.svg", "fe-0.csv", "fe-0.png", "fe-0.svg"], Directory.GetFiles(folder.File("why")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_image_is_explained_by_the_mean_of_each_predicted_class()
    {
        Train("cosine", "--normalize", "none");
        Run("simulate", "image", "--size", "20", "--out", folder.File("cube.hspy"));

        var explained = Run("explain", folder.File("m.wlm"), folder.File("cube.hspy"), "--out", folder.File("why"));

        var spectra = explained.GetProperty("spectra").EnumerateArray().ToArray();
        Assert.Equal(["Fe2+", "Fe2.67+"], spectra.Select(spectrum => spectrum.GetProperty("mean").GetString()));
        Assert.All(spectra, spectrum => Assert.Equal(JsonValueKind.Null, spectrum.GetProperty("index").ValueKind));
        Assert.Equal(["cube-mean-Fe2+.png", "cube-mean-Fe2+.svg", "cube-mean-Fe2+.csv"], Names(spectra[0].GetProperty("files")));
        Assert.All(spectra.SelectMany(spectrum => spectrum.GetProperty("files").EnumerateArray()), file => Assert.True(File.Exists(file.GetString())));
    }

    [Theory]
    [InlineData("linear", 3)]
    [InlineData("cosine", 3)]
    [InlineData("rbf", 0)]
    [InlineData("polynomial", 0)]
    public void Weights_are_written_where_they_hold_for_all_spectra(string kernel, int files)
    {
        Train(kernel);

        var explained = Run("explain", folder.File("m.wlm"), folder.File("fe.npz"), "--out", folder.File("why"));

        Assert.Equal(files, explained.GetProperty("weights").GetArrayLength());
        Assert.Equal(files, Directory.GetFiles(folder.File("why"), "weights.*").Length);
    }

    [Fact]
    public void A_spectrum_that_is_not_there_is_refused_and_nothing_is_written()
    {
        Train("rbf");
        var cli = Cli();

        Assert.Equal(2, cli.Run("explain", folder.File("m.wlm"), folder.File("fe.npz"), "--index", "50", "--out", folder.File("why")));
        Assert.Contains("it has no spectrum 50. It holds 50, numbered from 0.", cli.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("why")));
    }

    void Train(string kernel, params string[] options)
    {
        Run("simulate", "dataset", "--per-class", "Fe2+=25,Fe2.67+=25", "--groups", "5", "--out", folder.File("fe.npz"));
        Run(["train", folder.File("fe.npz"), "--kernel", kernel, .. options, "--out", folder.File("m.wlm")]);
    }

    static IEnumerable<string?> Names(JsonElement files) => files.EnumerateArray().Select(file => Path.GetFileName(file.GetString()));

    static TestCli Cli() => new([.. KnownFormats.Create().Formats]);

    static JsonElement Run(params string[] arguments)
    {
        var cli = Cli();
        Assert.True(cli.Run([.. arguments, "--json", "--quiet"]) == 0, cli.Error);
        return JsonDocument.Parse(cli.Output).RootElement;
    }
}
