using System.Text;
using Whiteline.Formats.Msa;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Formats.Msa;

public sealed class MsaFormatTests : IDisposable
{
    const string First = "#FORMAT      : EMSA/MAS Spectral Data File\n#VERSION     : 1.0\n";

    readonly MsaFormat format = new();
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Energies_come_from_the_header_and_line_ends_do_not_matter(string lineEnd)
    {
        using var signal = Read($"{First}#TITLE : a: b\n#NPOINTS : 3.\n#XPERCHAN : 1.0E-01\n#OFFSET : 702.3\n#XUNITS : eV\n#XLABEL : Energy\n#SIGNALTYPE : ELS\n#DATATYPE : XY\n#SPECTRUM : x\n702.3, 1\n702.4, 2e1\n702.5, -3\n#ENDOFDATA : x\n".Replace("\n", lineEnd, StringComparison.Ordinal));

        Assert.Equal("a: b", signal.Title);
        Assert.Equal(SignalKind.Spectrum, signal.Kind);
        Assert.Equal([new SignalAxis("Energy", 702.3, 0.1, 3, "eV")], signal.Axes);
        Assert.Equal("EELS", signal.Metadata.SignalType);
        Assert.Equal([1, 20, -3], Samples(signal));
        Assert.Empty(signal.Warnings);
    }

    [Fact]
    public void Without_an_axis_in_the_header_the_energy_column_gives_it()
    {
        using var signal = Read($"{First}#SPECTRUM : x\n# a remark\n700 1\n\n700.5 2\n701 3\n#ENDOFDATA : x");

        Assert.Equal(new(null, 700, 0.5, 3, null), signal.Axes[0]);
        Assert.Equal([1, 2, 3], Samples(signal));
    }

    [Fact]
    public void Columns_of_intensities_are_read_line_by_line()
    {
        using var signal = Read($"{First}#NCOLUMNS : 3\n#DATATYPE : Y\n#XPERCHAN : 1\n##MINE : 7\n#SPECTRUM : x\n1, 2, 3,\n4, 5\n#ENDOFDATA : x");

        Assert.Equal([1, 2, 3, 4, 5], Samples(signal));
    }

    [Theory]
    [InlineData("#DATATYPE : XY\n#SPECTRUM : x\n1 5\n2 5\n4 5\n#ENDOFDATA : x", "not uniform")]
    [InlineData("#DATATYPE : XY\n#OFFSET : 1\n#XPERCHAN : 1\n#SPECTRUM : x\n1 5\n2 5\n4.5 5\n#ENDOFDATA : x", "not uniform")]
    [InlineData("#DATATYPE : XY\n#SPECTRUM : x\n1 5\n2\n#ENDOFDATA : x", "last energy has no intensity")]
    [InlineData("#DATATYPE : XY\n#SPECTRUM : x\n1,0 5,1\n1,5 5,1\n#ENDOFDATA : x", "has not two numbers")]
    [InlineData("#DATATYPE : Y\n#NPOINTS : 9\n#SPECTRUM : x\n1\n2", "announces 9 points and ends after 2")]
    [InlineData("#DATATYPE : Y\n#SPECTRUM : x\n1\n1,5e\n", "line 6 of it holds '5e'")]
    [InlineData("#DATATYPE : Y\n", "no line '#SPECTRUM'")]
    [InlineData("#DATATYPE : Y\n#SPECTRUM : x\n#ENDOFDATA : x", "no spectral data")]
    [InlineData("#DATATYPE : Z\n#SPECTRUM : x\n1\n#ENDOFDATA : x", "DATATYPE is 'Z'")]
    public void A_file_that_cannot_be_used_is_refused_with_the_reason(string rest, string said)
    {
        var error = Assert.Throws<BadInputException>(() => Read(First + rest));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_count_that_differs_from_NPOINTS_is_a_warning()
    {
        using var signal = Read($"{First}#NPOINTS : 2\n#DATATYPE : Y\n#XPERCHAN : 1\n#SPECTRUM : x\n1\n2\n3\n#ENDOFDATA : x");

        Assert.Contains("2 points", Assert.Single(signal.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Times_are_milliseconds_unless_the_keyword_says_otherwise_and_zero_is_not_recorded()
    {
        using var signal = Read($"{First}#DWELLTIME-ms: 100.\n#INTEGTIME-s : 2\n#BEAMKV   -kV: 0\n#COLLANGLE-mR: 3.4\n#DATATYPE : Y\n#XPERCHAN : 1\n#SPECTRUM : x\n1\n#ENDOFDATA : x");

        Assert.Equal(new AcquisitionMetadata { DwellSeconds = 0.1, ExposureSeconds = 2, CollectionAngleMrad = 3.4 }, signal.Metadata);
    }

    [Fact]
    public void Latin_1_and_UTF_8_are_told_apart()
    {
        var text = $"{First}#TITLE : é\n#DATATYPE : Y\n#SPECTRUM : x\n1\n#ENDOFDATA : x";

        Assert.Equal("é", Read(text, Encoding.Latin1).Title);
        Assert.Equal("é", Read(text, Encoding.UTF8).Title);
    }

    [Fact]
    public void Every_digit_survives_the_round_trip()
    {
        double[] values = [0.1, 1.0 / 3, double.Epsilon, double.MaxValue, -0.0, 123456789.123456789];
        using var signal = new Signal("a: title", SignalKind.Spectrum, [new("Energy loss", 0.1 + 0.2, 1.0 / 3, 6, "eV")], "float64", new MemorySampleSource(values))
        {
            Metadata = new() { BeamEnergyKv = 200, ConvergenceAngleMrad = 21.5, DwellSeconds = 0.05, SignalType = "EELS", TiltAlphaDegrees = 0 },
        };

        format.Write(folder.File("a.msa"), [signal], TestContext.Current.CancellationToken);
        using var read = format.Open(folder.File("a.msa")).Single();

        Assert.Equal(signal.Axes, read.Axes);
        Assert.Equal(signal.Metadata, read.Metadata);
        Assert.Equal(values, Samples(read));
    }

    [Fact]
    public void What_an_MSA_file_cannot_hold_is_refused()
    {
        SignalAxis[] axes = [new("x", 0, 1, 2, "nm"), new("Energy loss", 0, 1, 3, "eV")];
        using var image = new Signal("SI", SignalKind.SpectrumImage, axes, "float64", new MemorySampleSource(new double[6]));

        var error = Assert.Throws<BadInputException>(() => format.Write(folder.File("a.msa"), [image], TestContext.Current.CancellationToken));

        Assert.Contains("'SI' has 2 × 3 samples", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    Signal Read(string text, Encoding? encoding = null)
    {
        File.WriteAllText(folder.File("a.msa"), text, encoding ?? Encoding.ASCII);
        return format.Open(folder.File("a.msa")).Single();
    }

    static double[] Samples(Signal signal)
    {
        var samples = new double[signal.Samples.Count];
        signal.Samples.Read(0, samples);
        return samples;
    }
}
