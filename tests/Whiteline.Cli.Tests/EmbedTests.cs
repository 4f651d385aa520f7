using System.Text.Json;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

public sealed class EmbedTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public EmbedTests() => Assert.Equal(0, Cli().Run("simulate", "dataset", "--per-class", "Mn2+=30,Mn4+=30", "--groups", "3", "--out", folder.File("mn.npz"), "--quiet"));

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("umap")]
    [InlineData("pca")]
    public void A_dataset_is_embedded_under_every_normalisation(string method)
    {
        var cli = Cli();

        Assert.Equal(0, cli.Run("embed", folder.File("mn.npz"), "--method", method, "--out", folder.File("embedded"), "--json", "--quiet"));

        var document = JsonDocument.Parse(cli.Output).RootElement;
        Assert.Equal((method, 60), (document.GetProperty("method").GetString(), document.GetProperty("points").GetInt32()));
        Assert.InRange(document.GetProperty("trustworthiness").GetDouble(), 0.6, 1);
        Assert.InRange(document.GetProperty("silhouette").GetDouble(), 0.2, 1);
        Assert.Equal(["none", "max", "minmax", "l2", "area"], document.GetProperty("normalisations").EnumerateArray().Select(one => one.GetProperty("normalisation").GetString()));
        Assert.All(document.GetProperty("files").EnumerateArray(), file => Assert.True(new FileInfo(file.GetString()!).Length > 0));
        var report = File.ReadAllText(Path.Combine(folder.File("embedded"), "report.html"));
        Assert.Contains("Silhouette of groups inside a label", report, StringComparison.Ordinal);
        Assert.DoesNotContain("groupInLabelSilhouette", report, StringComparison.Ordinal);
        Assert.Contains("groupInLabelSilhouette", File.ReadAllText(Path.Combine(folder.File("embedded"), "measures.csv")), StringComparison.Ordinal);
        Assert.Equal(61, File.ReadLines(Path.Combine(folder.File("embedded"), "embedding.csv")).Count());
    }

    [Fact]
    public void A_spectrum_image_is_embedded_pixel_by_pixel()
    {
        Assert.Equal(0, Cli().Run("simulate", "image", "--kind", "gradient", "--size", "8", "--out", folder.File("film.hspy"), "--quiet"));
        var cli = Cli();

        Assert.Equal(0, cli.Run("embed", folder.File("film.hspy"), "--out", folder.File("embedded"), "--json", "--quiet"));

        var document = JsonDocument.Parse(cli.Output).RootElement;
        Assert.Equal(64, document.GetProperty("points").GetInt32());
        Assert.Equal(JsonValueKind.Null, document.GetProperty("silhouette").ValueKind);
    }

    [Fact]
    public void The_same_seed_writes_the_same_coordinates_on_any_number_of_threads()
    {
        string Coordinates(string threads)
        {
            Assert.Equal(0, Cli().Run("embed", folder.File("mn.npz"), "--out", folder.File("embedded"), "--threads", threads, "--quiet"));
            return File.ReadAllText(Path.Combine(folder.File("embedded"), "embedding.csv"));
        }

        Assert.Equal(Coordinates("1"), Coordinates("2"));
    }

    [Fact]
    public void A_window_outside_the_axis_is_bad_input()
    {
        var cli = Cli();

        Assert.Equal(2, cli.Run("embed", folder.File("mn.npz"), "--out", folder.File("embedded"), "--window", "100:120"));

        Assert.Single(cli.Error.TrimEnd().Split('\n'));
        Assert.False(Directory.Exists(folder.File("embedded")));
    }

    static TestCli Cli() => new([.. KnownFormats.Create().Formats]);
}
