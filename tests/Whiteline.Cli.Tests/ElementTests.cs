using System.Text.Json;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

public sealed class ElementTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public ElementTests() => Assert.Equal(0, Cli().Run("simulate", "dataset", "--per-class", "10", "--out", folder.File("mn.npz"), "--quiet"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Classify_asks_the_model_that_comes_with_the_program()
    {
        var cli = Cli();

        Assert.Equal(0, cli.Run("classify", "--element", "Mn", folder.File("mn.npz"), "--axis-uncertainty", "0.5", "--json", "--quiet"));

        var document = JsonDocument.Parse(cli.Output).RootElement;
        Assert.Equal(["Mn2+", "Mn3+", "Mn4+"], document.GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
        Assert.Equal(30, document.GetProperty("spectra").GetArrayLength());
    }

    [Fact]
    public void A_file_without_the_window_is_refused_in_one_line_and_costs_others_nothing()
    {
        Assert.Equal(0, Cli().Run("simulate", "dataset", "--per-class", "Fe2+=2,Fe3+=2", "--energies", "700:730:0.1", "--background", "0", "--out", folder.File("fe.npz"), "--quiet"));
        var (alone, both) = (Cli(), Cli());

        Assert.Equal(2, alone.Run("classify", "--element", "Mn", folder.File("fe.npz")));
        Assert.Equal(0, both.Run("classify", "--element", "Mn", folder.File("fe.npz"), folder.File("mn.npz"), "--json", "--quiet"));

        Assert.Single(alone.Error.TrimEnd().Split('\n'));
        var spectra = JsonDocument.Parse(both.Output).RootElement.GetProperty("spectra").EnumerateArray().ToArray();
        Assert.Equal(34, spectra.Length);
        Assert.All(spectra[..4], one => Assert.Equal("windowMissing", one.GetProperty("reason").GetString()));
    }

    [Fact]
    public void Map_needs_no_model_file()
    {
        Assert.Equal(0, Cli().Run("simulate", "image", "--kind", "gradient", "--size", "8", "--out", folder.File("film.hspy"), "--quiet"));
        var cli = Cli();

        Assert.Equal(0, cli.Run("map", folder.File("film.hspy"), "--element", "Mn", "--out", folder.File("map"), "--json", "--quiet"));

        Assert.Equal(64, JsonDocument.Parse(cli.Output).RootElement.GetProperty("counts").EnumerateObject().Sum(count => count.Value.GetInt32()) + JsonDocument.Parse(cli.Output).RootElement.GetProperty("masked").GetInt32());
        Assert.True(File.Exists(Path.Combine(folder.File("map"), "report.html")));
    }

    [Theory]
    [InlineData("classify", "spectra.npz")]
    [InlineData("evaluate", "mn.wlm", "a.npz", "b.npz")]
    [InlineData("classify", "mn.wlm", "a.npz", "--element", "Mn")]
    [InlineData("classify", "a.npz", "--element", "Cu")]
    public void What_names_no_model_or_two_is_bad_input(params string[] arguments)
    {
        var cli = Cli();

        Assert.Equal(2, cli.Run(arguments));

        Assert.Single(cli.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Make_models_writes_one_for_every_element()
    {
        var cli = Cli();

        Assert.Equal(0, cli.Run("make-models", "--out", folder.File("models"), "--json", "--quiet"));

        Assert.Equal(["Fe.wlm", "Mn.wlm"], JsonDocument.Parse(cli.Output).RootElement.GetProperty("files").EnumerateArray().Select(file => Path.GetFileName(file.GetString()!)));
    }

    static TestCli Cli() => new([.. KnownFormats.Create().Formats]);
}
