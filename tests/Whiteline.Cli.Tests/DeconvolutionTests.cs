using System.Text.Json;
using Whiteline.Formats;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

/// <summary>Plural scattering is taken out by the low loss: <c>map</c>, <c>classify</c>, <c>convert</c>.</summary>
public sealed class DeconvolutionTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public DeconvolutionTests()
    {
        Assert.Equal(0, Cli().Run("simulate", "image", "--kind", "gradient", "--size", "8", "--dose", "5000", "--thickness", "0.9", "--out", folder.File("film.hspy"), "--low-loss", folder.File("low.hspy"), "--quiet"));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_map_tells_how_thick_every_pixel_is()
    {
        var cli = Cli();

        Assert.Equal(0, cli.Run("map", "--element", "Mn", folder.File("film.hspy"), "--low-loss", folder.File("low.hspy"), "--deconvolve", "--out", folder.File("map"), "--json", "--quiet"));

        var document = JsonDocument.Parse(cli.Output).RootElement;
        Assert.Equal(0.9, document.GetProperty("deconvolution").GetProperty("medianRelativeThickness").GetDouble(), 0.05);
        Assert.Contains(document.GetProperty("findings").EnumerateArray(), finding => finding.GetString()!.StartsWith("Plural scattering was taken out", StringComparison.Ordinal));
        var table = File.ReadAllLines(Path.Combine(folder.File("map"), "map.csv"));
        Assert.EndsWith(",relativeThickness", table[0], StringComparison.Ordinal);
        Assert.All(table[1..], row => Assert.InRange(double.Parse(row[(row.LastIndexOf(',') + 1)..], System.Globalization.CultureInfo.InvariantCulture), 0.8, 1));
        Assert.True(File.Exists(Path.Combine(folder.File("map"), "thickness.png")));
        using var signals = new Signals(KnownFormats.Create().Open(Path.Combine(folder.File("map"), "map.hspy")));
        Assert.Contains(signals.All, signal => signal.Title == "relative thickness t/λ");
    }

    [Fact]
    public void Without_the_option_the_low_loss_calibrates_alone_and_no_thickness_of_an_earlier_map_stays()
    {
        var cli = Cli();
        Assert.Equal(0, Cli().Run("map", "--element", "Mn", folder.File("film.hspy"), "--low-loss", folder.File("low.hspy"), "--deconvolve", "--out", folder.File("map"), "--quiet"));

        Assert.Equal(0, cli.Run("map", "--element", "Mn", folder.File("film.hspy"), "--low-loss", folder.File("low.hspy"), "--out", folder.File("map"), "--json", "--quiet"));

        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(cli.Output).RootElement.GetProperty("deconvolution").ValueKind);
        Assert.False(File.Exists(Path.Combine(folder.File("map"), "thickness.png")));
    }

    [Fact]
    public void Spectra_are_classified_by_their_low_loss_too()
    {
        var cli = Cli();

        Assert.Equal(0, cli.Run("classify", "--element", "Mn", folder.File("film.hspy"), "--low-loss", folder.File("low.hspy"), "--deconvolve", "--json", "--quiet"));

        var document = JsonDocument.Parse(cli.Output).RootElement;
        Assert.Equal(64, document.GetProperty("spectra").GetArrayLength());
        Assert.Contains(document.GetProperty("files")[0].GetProperty("findings").EnumerateArray(), finding => finding.GetString()!.StartsWith("Plural scattering was taken out", StringComparison.Ordinal));
    }

    [Fact]
    public void Converted_spectra_are_those_of_a_thin_specimen()
    {
        Assert.Equal(0, Cli().Run("simulate", "image", "--kind", "gradient", "--size", "8", "--dose", "5000", "--thickness", "0", "--out", folder.File("thin.hspy"), "--low-loss", folder.File("thin-low.hspy"), "--quiet"));
        var cli = Cli();

        Assert.Equal(0, cli.Run("convert", folder.File("film.hspy"), folder.File("single.hspy"), "--low-loss", folder.File("low.hspy"), "--background", "600:635", "--json", "--quiet"));
        Assert.Equal(0, Cli().Run("convert", folder.File("thin.hspy"), folder.File("wanted.hspy"), "--low-loss", folder.File("thin-low.hspy"), "--background", "600:635", "--quiet"));

        Assert.Contains("Plural scattering was taken out", JsonDocument.Parse(cli.Output).RootElement.GetProperty("applied").GetString(), StringComparison.Ordinal);
        var (single, wanted) = (Mean("single.hspy"), Mean("wanted.hspy"));
        var scale = wanted.Max() / single.Max();
        // The tail of O K, scattered again as well, bends the background of the thick film by some 3 % of L3; what was taken out is ten times as much.
        for (var c = 0; c < single.Length; c++) Assert.Equal(wanted[c], scale * single[c], 0.06 * wanted.Max());
        var behind = single.AsSpan(single.Length - 150).ToArray().Average() * scale;
        Assert.Equal(wanted.AsSpan(wanted.Length - 150).ToArray().Average(), behind, 0.04 * wanted.Max());
    }

    [Fact]
    public void A_dataset_keeps_its_labels_and_groups()
    {
        File.Move(folder.File("film.hspy"), folder.File("thick.hspy"));
        Assert.Equal(0, Cli().Run("simulate", "dataset", "--per-class", "Mn2+=64", "--out", folder.File("film.npz"), "--quiet"));
        var before = LabeledSpectraFile.Read(folder.File("film.npz"));

        Assert.Equal(0, Cli().Run("convert", folder.File("film.npz"), folder.File("single.npz"), "--low-loss", folder.File("low.hspy"), "--background", "610:635", "--quiet"));

        var after = LabeledSpectraFile.Read(folder.File("single.npz"));
        Assert.Equal(before.Labels, after.Labels);
        Assert.Equal(before.Groups, after.Groups);
        Assert.InRange(after.Axis.OffsetEv, 609, 611);
        Assert.NotEqual(before[0].Length, after[0].Length);
    }

    [Theory]
    [InlineData("map --element Mn film.hspy --deconvolve --out out.hspy", "Give --low-loss FILE with it")]
    [InlineData("classify --element Mn film.hspy film.hspy --low-loss low.hspy", "is the low loss of one file, and 2 are given")]
    [InlineData("classify --element Mn film.hspy --low-loss film.hspy --deconvolve", "no zero-loss peak was found")]
    [InlineData("convert film.hspy out.hspy --low-loss low.hspy", "Give --background FROM:TO")]
    [InlineData("convert film.hspy out.hspy --background 600:635", "Give --low-loss FILE with it")]
    [InlineData("convert film.hspy low.hspy --low-loss low.hspy --background 600:635", "it is the input as well")]
    [InlineData("convert film.hspy out.hspy --low-loss low.hspy --background 200:300", "the background is to be fitted in 200:300 eV")]
    [InlineData("simulate image --size 4 --out a.hspy --low-loss a.hspy", "Give --low-loss a name of its own")]
    public void What_cannot_be_done_is_said_in_one_line(string commandLine, string said)
    {
        var cli = Cli();

        Assert.Equal(2, cli.Run([.. commandLine.Split(' ').Select(word => word.EndsWith(".hspy", StringComparison.Ordinal) ? folder.File(word) : word)]));

        Assert.Contains(said, Assert.Single(cli.Error.TrimEnd().Split('\n'), line => line.StartsWith("whiteline:", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("out.hspy")));
    }

    float[] Mean(string name)
    {
        using var signals = new Signals(KnownFormats.Create().Open(folder.File(name)));
        var signal = signals.All[0];
        var samples = new float[signal.Samples.Count];
        signal.Samples.Read(0, samples);
        var channels = signal.Axes[^1].Size;
        return [.. Enumerable.Range(0, channels).Select(c => Enumerable.Range(0, samples.Length / channels).Average(i => samples[i * channels + c]))];
    }

    static TestCli Cli() => new([.. KnownFormats.Create().Formats]);

    sealed record Signals(IReadOnlyList<Whiteline.Spectra.Signal> All) : IDisposable
    {
        public void Dispose()
        {
            foreach (var signal in All) signal.Dispose();
        }
    }
}
