using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

/// <summary>What <c>whiteline map</c> leaves in its folder and prints.</summary>
public sealed class MapFolderTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Files_that_only_an_earlier_map_has_do_not_stay_and_others_do()
    {
        var image = folder.File("film.npz");
        Run("simulate", "image", "--kind", "gradient", "--size", "6", "--out", image);
        Directory.CreateDirectory(folder.File("map"));
        File.WriteAllText(folder.File("map/notes.txt"), "mine");

        Run("map", "--element", "Mn", image, "--survival", "--fractions", "--out", folder.File("map"));
        Assert.True(File.Exists(folder.File("map/survival.png")) && File.Exists(folder.File("map/fractions.csv")) && File.Exists(folder.File("map/agreement.svg")));
        Run("map", "--element", "Mn", image, "--out", folder.File("map"));

        var left = Directory.GetFiles(folder.File("map")).Select(Path.GetFileName).ToArray();
        Assert.DoesNotContain(left, name => name!.StartsWith("survival", StringComparison.Ordinal) || name.StartsWith("fractions", StringComparison.Ordinal) || name.StartsWith("agreement", StringComparison.Ordinal));
        Assert.Contains("notes.txt", left);
        Assert.Contains("class-means.png", left);
    }

    [Fact]
    public void A_finding_is_printed_once_and_a_map_without_labels_has_no_mean_confidence()
    {
        var image = folder.File("film.npz");
        Run("simulate", "image", "--kind", "gradient", "--size", "6", "--out", image);

        var cli = Run("map", "--element", "Mn", image, "--least-strength", "1e9", "--out", folder.File("map"));

        Assert.Equal(2, $"{cli.Output}{cli.Error}".Split("The energy axis was left as it is").Length);
        Assert.Contains("6 × 6 pixels, none with a label", cli.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", cli.Output, StringComparison.Ordinal);
    }

    static TestCli Run(params string[] arguments)
    {
        var cli = new TestCli([.. KnownFormats.Create().Formats]);
        Assert.True(cli.Run(arguments) == 0, cli.Error);
        return cli;
    }
}
