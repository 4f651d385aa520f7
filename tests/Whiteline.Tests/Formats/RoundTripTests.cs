using Whiteline.Formats;
using Whiteline.Formats.Msa;
using Whiteline.Formats.Npz;
using Whiteline.Formats.Text;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Formats;

/// <summary>What is written can be read back, with what the axis means.</summary>
public sealed class RoundTripTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly FormatCatalog catalog = new(new MsaFormat(), new NpzFormat(), new NpyFormat(), new CsvFormat());

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("eV", 0.5)]
    [InlineData("keV", 0.5)]
    [InlineData("meV", -0.5)]
    [InlineData("nm", -0.5)]
    [InlineData(null, 0.5)]
    public void The_axis_means_the_same(string? units, double scale)
    {
        foreach (var name in new[] { "a.csv", "a.npz", "a.msa" }) MeansTheSame(name, units, scale);
    }

    void MeansTheSame(string name, string? units, double scale)
    {
        var written = new SignalAxis("Energy loss", 640, scale, 4, units);

        using var read = Again(name, new("", SignalKind.Spectrum, [written], "float64", new MemorySampleSource([1.0, 2, 3, 4])));

        var (before, after) = (SpectralUnits.InEv(written), SpectralUnits.InEv(read.Axes[^1]));
        Assert.Equal((before.Units, before.Offset, before.Scale), (after.Units, after.Offset, Math.Round(after.Scale, 9)));
        Assert.Equal([1, 2, 3, 4], Samples(read));
    }

    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.npz")]
    [InlineData("a.npy")]
    [InlineData("a.msa")]
    public void A_sample_that_is_no_number_stays_one(string name)
    {
        using var read = Again(name, new("", SignalKind.Spectrum, [new("Energy loss", 640, 1, 3, "eV")], "float64", new MemorySampleSource([1, double.NaN, 3])));

        Assert.Equal([1, double.NaN, 3], Samples(read));
    }

    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.npz")]
    public void Spectra_keep_their_names(string name)
    {
        using var read = Again(name, Scan("a, b", "c"));

        Assert.Equal(["a, b", "c"], read.SpectrumNames!);
    }

    [Fact]
    public void Names_that_nobody_gave_are_not_made_up()
    {
        using var read = Again("a.csv", Scan());

        Assert.Null(read.SpectrumNames);
    }

    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.npz")]
    public void A_dataset_whose_energies_fall_is_turned_round(string name)
    {
        if (name == "a.csv") File.WriteAllText(folder.File(name), "label,701,700\nFe2+,1,2\nFe3+,3,4\n");
        else NpzArchive.Write(folder.File(name), [new("energy", new([701.0, 700], 2)), new("intensity", new([1f, 2, 3, 4], 2, 2)), new("label", new(["Fe2+", "Fe3+"], 2))], TestContext.Current.CancellationToken);

        var read = LabeledSpectraFile.Read(folder.File(name));

        Assert.Equal(700, read.Axis.OffsetEv);
        Assert.Equal([2, 1, 4, 3], read.Intensity.ToArray());
    }

    [Fact]
    public void An_empty_file_is_called_empty_whoever_asks()
    {
        File.WriteAllBytes(folder.File("a.npz"), []);

        var asFormat = Assert.Throws<BadInputException>(() => catalog.Open(folder.File("a.npz")));
        var asDataset = Assert.Throws<BadInputException>(() => LabeledSpectraFile.Read(folder.File("a.npz")));

        Assert.Contains("it is empty", asFormat.Message, StringComparison.Ordinal);
        Assert.Equal(asFormat.Message, asDataset.Message);
    }

    static Signal Scan(params string[] names) => new("", SignalKind.SpectrumImage, [new(null, 0, 1, 2, null), new("Energy loss", 640, 1, 2, "eV")], "float64", new MemorySampleSource([1.0, 2, 3, 4]))
    {
        SpectrumNames = names.Length > 0 ? names : null,
    };

    Signal Again(string name, Signal signal)
    {
        catalog.WriterFor(name).Write(folder.File(name), [signal], TestContext.Current.CancellationToken);
        return catalog.Open(folder.File(name)).Single();
    }

    static double[] Samples(Signal signal)
    {
        var samples = new double[signal.Samples.Count];
        signal.Samples.Read(0, samples);
        return samples;
    }
}
