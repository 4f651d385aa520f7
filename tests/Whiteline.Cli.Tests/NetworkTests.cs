using System.Text.Json;
using Whiteline.Cli.Commands;
using Whiteline.Learning.Networks;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

/// <summary>Networks from the command line: trained in a process of its own, classified in managed code.</summary>
public sealed class NetworkTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public NetworkTests() => Assert.Equal(0, Cli().Run(
        "simulate", "dataset", "--per-class", "Fe2+=60,Fe3+=60", "--groups", "6", "--dose", "2000", "--out", folder.File("fe.npz"), "--quiet"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_network_is_trained_drawn_stored_and_classifies()
    {
        var cli = Cli();

        Assert.True(cli.Run("train", folder.File("fe.npz"), "--model", "mlp", "--epochs", "20", "--curve", folder.File("curve"), "--out", folder.File("fe.wlm"), "--json", "--quiet", "--threads", "1") == 0, cli.Error);

        var document = JsonDocument.Parse(cli.Output).RootElement;
        Assert.Equal("mlp", document.GetProperty("model").GetString());
        Assert.InRange(document.GetProperty("trainAccuracy").GetDouble(), 0.9, 1);
        Assert.NotEqual(0, document.GetProperty("epochs").GetArrayLength());
        Assert.Equal(["training-curve.csv", "training-curve.png", "training-curve.svg"], Directory.EnumerateFiles(folder.File("curve")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var classified = Cli();
        Assert.Equal(0, classified.Run("classify", folder.File("fe.wlm"), folder.File("fe.npz"), "--json", "--quiet"));
        var spectra = JsonDocument.Parse(classified.Output).RootElement.GetProperty("spectra").EnumerateArray().ToArray();
        Assert.True(spectra.Where((spectrum, i) => spectrum.GetProperty("label").GetString() == (i < 60 ? "Fe2+" : "Fe3+")).Count() >= 108, "At least 108 of the 120 training spectra get their own label.");
    }

    [Fact]
    public void An_architecture_of_ones_own_is_read_from_a_file()
    {
        File.WriteAllText(folder.File("own.json"), """{ "blocks": [{ "filters": 4, "kernel": 9, "padded": true, "pool": 4 }], "head": "GlobalAverage", "dense": [] }""");
        var cli = Cli();

        Assert.True(cli.Run("train", folder.File("fe.npz"), "--model", "cnn", "--network", folder.File("own.json"), "--epochs", "2", "--out", folder.File("own.wlm"), "--json", "--quiet", "--threads", "1") == 0, cli.Error);

        Assert.Contains("4 × 9", JsonDocument.Parse(cli.Output).RootElement.GetProperty("settings").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_architecture_leaves_out_has_its_default()
    {
        File.WriteAllText(folder.File("own.json"), """{ "blocks": [{ "filters": 4, "kernel": 9 }] }""");

        var read = NetworkFile.Read(folder.File("own.json"));

        Assert.Equal([new(4, 9)], read.Blocks);
        Assert.Equal(NetworkHead.GlobalAverage, read.Head);
        Assert.Empty(read.Dense);
    }

    [Theory]
    [InlineData("convolution block 1 has no 'kernel'", """{ "blocks": [{ "filters": 4 }] }""")]
    [InlineData("'activation' of convolution block 1 cannot be \"foo\". Choose from Relu", """{ "blocks": [{ "filters": 4, "kernel": 9, "activation": "foo" }] }""")]
    [InlineData("dense layer 2 has no setting 'colour'", """{ "dense": [{ "units": 4 }, { "units": 4, "colour": 1 }] }""")]
    [InlineData("convolution block 1 is no object", """{ "blocks": [null] }""")]
    [InlineData("it is no JSON, line 1", "{ \"blocks\": [")]
    [InlineData("its JSON is no object", "[]")]
    public void What_is_no_architecture_is_refused_with_what_is_wrong(string said, string json)
    {
        File.WriteAllText(folder.File("own.json"), json);

        var error = Assert.Throws<BadInputException>(() => NetworkFile.Read(folder.File("own.json")));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Contains("own.json", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--gamma has no meaning for the kernel linear", "--kernel", "linear", "--gamma", "2")]
    [InlineData("--copies says how many", "--copies", "3")]
    [InlineData("PCA with 500 components (--pca) keeps all", "--pca", "500")]
    [InlineData("--kernel is not for --model cnn", "--model", "cnn", "--kernel", "rbf")]
    [InlineData("--epochs is not for --model svm", "--epochs", "5")]
    [InlineData("The architecture is one of 'mlp'", "--model", "cnn", "--preset", "mlp")]
    [InlineData("has no training curve", "--curve", "somewhere")]
    [InlineData("given weights need --model svm", "--model", "cnn", "--class-weight", "Fe2+=2")]
    [InlineData("it cannot be opened", "--model", "cnn", "--network", "absent.json")]
    public void Options_of_another_model_are_refused(string said, params string[] options)
    {
        var cli = Cli();

        Assert.Equal(2, cli.Run(["train", folder.File("fe.npz"), "--out", folder.File("no.wlm"), .. options]));

        Assert.Contains(said, cli.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("no.wlm")));
    }

    [Fact]
    public void A_network_that_shrinks_to_nothing_names_its_layer()
    {
        File.WriteAllText(folder.File("deep.json"), $$"""{ "blocks": [{{string.Join(", ", Enumerable.Repeat("""{ "filters": 2, "kernel": 9, "pool": 4 }""", 8))}}], "head": "Flatten", "dense": [] }""");
        var cli = Cli();

        Assert.Equal(2, cli.Run("train", folder.File("fe.npz"), "--model", "cnn", "--network", folder.File("deep.json"), "--out", folder.File("no.wlm")));

        Assert.Contains("Convolution block", cli.Error, StringComparison.Ordinal);
    }

    static TestCli Cli() => new([.. KnownFormats.Create().Formats]);
}
