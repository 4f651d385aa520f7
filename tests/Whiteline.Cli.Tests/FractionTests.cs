using System.Text.Json;
using System.Text.Json.Nodes;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

public sealed class FractionTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Map_writes_fractions_beside_the_map()
    {
        Assert.Equal(0, Cli().Run("simulate", "image", "--kind", "gradient", "--size", "8", "--out", folder.File("film.hspy"), "--quiet"));
        var cli = Cli();

        Assert.Equal(0, cli.Run("map", "--element", "Mn", folder.File("film.hspy"), "--fractions", "--out", folder.File("map"), "--json", "--quiet"));

        var document = JsonDocument.Parse(cli.Output).RootElement;
        var fractions = document.GetProperty("fractions");
        Assert.Equal(["Mn2+", "Mn3+", "Mn4+"], fractions.GetProperty("states").EnumerateArray().Select(state => state.GetString()));
        var mlls = fractions.GetProperty("methods")[0];
        Assert.Equal("mlls", mlls.GetProperty("method").GetString());
        Assert.Equal(64 - document.GetProperty("masked").GetInt32(), mlls.GetProperty("spectra").GetInt32());
        // The film goes evenly from 2 to 4.
        Assert.InRange(mlls.GetProperty("meanValence").GetDouble(), 2.8, 3.2);
        Assert.Equal(64, fractions.GetProperty("agreement").GetProperty("pixels").EnumerateObject().Sum(kind => kind.Value.GetInt32()));
        var files = document.GetProperty("files").EnumerateArray().Select(file => Path.GetFileName(file.GetString()!)).ToArray();
        Assert.All(["fractions.html", "fractions-mlls.png", "fractions-mlls.svg", "fractions-network.png", "agreement.png", "fractions.csv", "fractions.hspy"], name => Assert.Contains(name, files));
        Assert.All(files, name => Assert.True(new FileInfo(Path.Combine(folder.File("map"), name)).Length > 0));
    }

    [Fact]
    public void A_map_without_labels_has_no_fractions_and_says_so()
    {
        Assert.Equal(0, Cli().Run("simulate", "image", "--kind", "gradient", "--size", "4", "--out", folder.File("film.hspy"), "--quiet"));
        var cli = Cli();

        Assert.Equal(0, cli.Run("map", "--element", "Mn", folder.File("film.hspy"), "--least-strength", "1e9", "--fractions", "--out", folder.File("map")));

        Assert.Contains("No spectrum holds an answer, so none has fractions.", cli.Output, StringComparison.Ordinal);
        Assert.Contains("For the fractions: The energy axis", cli.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Classify_gives_every_spectrum_fractions_by_the_user_s_references()
    {
        Assert.Equal(0, Cli().Run("simulate", "dataset", "--per-class", "Mn2+=6,Mn3+=6", "--energies", "628:668:0.2", "--out", folder.File("mn.npz"), "--quiet"));
        var cli = Cli();

        Assert.Equal(0, cli.Run("classify", "--element", "Mn", folder.File("mn.npz"), "--fractions", "--references", folder.File("mn.npz"), "--json", "--quiet"));

        var spectra = JsonDocument.Parse(cli.Output).RootElement.GetProperty("spectra").EnumerateArray().ToArray();
        Assert.Equal(12, spectra.Length);
        Assert.All(spectra, spectrum =>
        {
            var mlls = spectrum.GetProperty("fractions").GetProperty("mlls");
            Assert.Equal(1, mlls.GetProperty("fractions").EnumerateObject().Sum(state => state.Value.GetProperty("value").GetDouble()), 6);
            Assert.True(mlls.GetProperty("meanValence").GetProperty("lower").GetDouble() <= mlls.GetProperty("meanValence").GetProperty("upper").GetDouble());
        });
    }

    [Theory]
    [InlineData("Fe9+", "'Fe9+' is no state that there are references of. Name at least two of Mn2+")]
    [InlineData("", "at least two states, not 0")]
    [InlineData("Mn2+", "at least two states, not 1")]
    public void States_that_make_no_mixture_are_named_with_the_option(string states, string said)
    {
        Assert.Equal(0, Cli().Run("simulate", "dataset", "--per-class", "Mn2+=2,Mn3+=2", "--out", folder.File("mn.npz"), "--quiet"));
        var cli = Cli();

        Assert.Equal(2, cli.Run("classify", "--element", "Mn", folder.File("mn.npz"), "--fractions", "--states", states));

        Assert.Contains("--states: ", cli.Error, StringComparison.Ordinal);
        Assert.Contains(said, cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void States_are_known_in_any_spelling()
    {
        Assert.Equal(0, Cli().Run("simulate", "dataset", "--per-class", "Mn2+=2,Mn3+=2", "--out", folder.File("mn.npz"), "--quiet"));
        var (plain, roman) = (Cli(), Cli());

        Assert.Equal(0, plain.Run("classify", "--element", "Mn", folder.File("mn.npz"), "--fractions", "--states", "Mn2+,Mn3+", "--json"));
        Assert.Equal(0, roman.Run("classify", "--element", "Mn", folder.File("mn.npz"), "--fractions", "--states", "Mn(II), Mn³⁺", "--json"));

        Assert.Equal(JsonNode.Parse(plain.Output)!["spectra"]!.ToJsonString(), JsonNode.Parse(roman.Output)!["spectra"]!.ToJsonString());
    }

    [Theory]
    [InlineData("--states", "Mn2+,Mn3+")]
    [InlineData("--fractions", "--states", "Fe2+,Fe3+")]
    [InlineData("--fractions", "--states", "Mn2+")]
    [InlineData("--fractions", "--references", "nowhere.npz")]
    public void What_cannot_be_asked_is_bad_input(params string[] options)
    {
        Assert.Equal(0, Cli().Run("simulate", "dataset", "--per-class", "Mn2+=2,Mn3+=2", "--out", folder.File("mn.npz"), "--quiet"));
        var cli = Cli();

        Assert.Equal(2, cli.Run(["classify", "--element", "Mn", folder.File("mn.npz"), .. options]));

        Assert.Single(cli.Error.TrimEnd().Split('\n'));
    }

    static TestCli Cli() => new([.. KnownFormats.Create().Formats]);
}
