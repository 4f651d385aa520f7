using Whiteline.Formats;
using Whiteline.Formats.Text;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Formats;

public sealed class CsvTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    string Path => folder.File("a.csv");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("700,1\n700.5,2\n701,3\n")]
    [InlineData("energy,counts\n700,1\n700.5,2\n701,3")]
    [InlineData("\uFEFFenergy;counts\r\n700;1\r\n700,5;2\r\n701;3\r\n")]
    [InlineData("# comment, with commas\n\n700\t1\n700.5\t2\n\n701\t3\n")]
    [InlineData("\"energy\",\"counts\",\n700,1,\n700.5,2,\n701,3,\n")]
    public void A_column_of_energies_and_one_of_counts_is_a_spectrum(string text)
    {
        File.WriteAllText(Path, text);

        using var signal = new CsvFormat().Open(Path).Single();

        Assert.Equal(SignalKind.Spectrum, signal.Kind);
        Assert.Equal((700, 0.5), (signal.Axes[0].Offset, signal.Axes[0].Scale));
        Assert.Equal([1, 2, 3], Samples(signal));
    }

    [Fact]
    public void Several_columns_are_one_line_scan_named_by_its_header()
    {
        File.WriteAllText(Path, "eV,wüstite,magnetite\n700,1,4\n701,2,5\n702,3,6\n");

        using var signal = new CsvFormat().Open(Path).Single();

        Assert.Equal(SignalKind.SpectrumImage, signal.Kind);
        Assert.Equal([2, 3], signal.Shape);
        Assert.Equal(["wüstite", "magnetite"], signal.SpectrumNames!);
        Assert.Equal([1, 2, 3, 4, 5, 6], Samples(signal));
    }

    [Theory]
    [InlineData("Energy (keV)", "keV")]
    [InlineData("Energy loss / meV", "meV")]
    [InlineData("energy_ev", "eV")]
    [InlineData("wavelength [nm]", "nm")]
    [InlineData("Energy", "eV")]
    [InlineData("channel", null)]
    public void The_header_says_the_units_of_the_first_column(string header, string? units)
    {
        File.WriteAllText(Path, $"{header},a\n0.7,1\n0.8,2\n");

        using var signal = new CsvFormat().Open(Path).Single();

        Assert.Equal(units, signal.Axes[^1].Units);
    }

    [Fact]
    public void What_NumPy_writes_for_no_number_is_read()
    {
        File.WriteAllText(Path, "700,nan\n701,inf\n702,-inf\n");

        using var signal = new CsvFormat().Open(Path).Single();

        Assert.Equal([double.NaN, double.PositiveInfinity, double.NegativeInfinity], Samples(signal));
    }

    [Theory]
    [InlineData("400,500,600,700\n401,502,601,701\n402,503,605,709\n403,501,600,700\n")]
    [InlineData("energy,0,1,2\n400,500,600,700\n401,502,601,701\n402,503,605,709\n403,501,600,700\n")]
    [InlineData(",0,1,2\n400,500,600,700\n401,502,601,701\n402,503,605,709\n403,501,600,700\n")]
    public void Numbers_that_increase_in_the_first_line_need_not_be_energies(string text)
    {
        File.WriteAllText(Path, text);

        using var signal = new CsvFormat().Open(Path).Single();

        Assert.Equal([3, 4], signal.Shape);
        Assert.Equal((400, 1), (signal.Axes[^1].Offset, signal.Axes[^1].Scale));
        Assert.Equal([500, 502, 503, 501], Samples(signal)[..4]);
    }

    [Theory]
    [InlineData("label,700,700.5,701\nFe2+,1,2,3\nFe3+,4,5,6\n")]
    [InlineData("700,700.5,701,701.5\n1,2,3,0\n4,5,6,0\n")]
    public void A_header_of_energies_makes_each_line_a_spectrum(string text)
    {
        File.WriteAllText(Path, text);

        using var signal = new CsvFormat().Open(Path).Single();

        Assert.Equal(SignalKind.SpectrumImage, signal.Kind);
        Assert.Equal(2, signal.Shape[0]);
        Assert.Equal([1, 2, 3], Samples(signal)[..3]);
    }

    [Theory]
    [InlineData("energy,counts\n700,1\n701\n", "line 3")]
    [InlineData("energy,counts\n700,1\n701,x\n702,2\n", "'x'")]
    [InlineData("energy,counts\n700,1\nNaN,1\n702,2\n", "data line 3")]
    [InlineData("energy,counts\n700,1\n701,2\n705,2\n", "not uniform")]
    [InlineData("energy,counts\n702,1\n701,2\n702,2\n", "do not increase")]
    [InlineData("energy,counts\n", "no data")]
    [InlineData("700\n701\n", "one column")]
    [InlineData("# nothing\n\n", "empty")]
    public void A_bad_table_is_refused_with_the_place(string text, string said)
    {
        File.WriteAllText(Path, text);

        var error = Assert.Throws<BadInputException>(() => new CsvFormat().Open(Path));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_does_not_fit_a_table()
    {
        using var signal = new Signal("x", SignalKind.Image, [new(null, 0, 1, 2, null), new(null, 0, 1, 2, null)], "float32", new MemorySampleSource(new float[4]));

        Assert.Throws<BadInputException>(() => new CsvFormat().Write(Path, [signal], TestContext.Current.CancellationToken));
        Assert.False(File.Exists(Path));
    }

    [Theory]
    [InlineData("#1 Fe2+", "a;b")]
    [InlineData("Fe,3+", "# c")]
    [InlineData("5\" of \"rust\"", "\"")]
    [InlineData(" Fe2+ ", "")]
    [InlineData("wüstite", "Fe2O3, specimen 1; grain 2")]
    public void Labels_and_groups_read_back_whatever_they_hold(string label, string group)
    {
        LabeledSpectraFile.Write(Path, new(new(700, 0.5, 2), [1, 2, 3, 4], [label, "Fe3+"], [group, "other"]));

        var read = LabeledSpectraFile.Read(Path);

        Assert.Equal([label, "Fe3+"], read.Labels);
        Assert.Equal([group, "other"], read.Groups);
        Assert.Equal([1, 2, 3, 4], read.Intensity.ToArray());
    }

    [Fact]
    public void A_line_break_in_a_label_is_written_as_a_blank()
    {
        LabeledSpectraFile.Write(Path, new(new(700, 0.5, 2), [1, 2], ["Fe\n2+"]));

        Assert.Equal(["Fe 2+"], LabeledSpectraFile.Read(Path).Labels);
    }

    [Fact]
    public void Quoted_cells_of_a_spreadsheet_are_read()
    {
        File.WriteAllText(Path, "# exported; by hand\n\"label\",\"group\",\"700\",\"700.5\"\n\"Fe2+\", \"a \"\"b\"\", c\" ,1,2\n");

        var read = LabeledSpectraFile.Read(Path);

        Assert.True(LabeledSpectraFile.IsOne(Path));
        Assert.Equal(["a \"b\", c"], read.Groups);
        Assert.Equal([1, 2], read.Intensity.ToArray());
    }

    [Fact]
    public void A_quotation_mark_that_is_never_closed_is_refused_with_its_line()
    {
        File.WriteAllText(Path, "label,700,700.5\nFe2+,1,2\n\"Fe3+,3,4\n");

        var error = Assert.Throws<BadInputException>(() => LabeledSpectraFile.Read(Path));

        Assert.Contains("line 3 has 1 columns", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("700,1\n701,2\n", true)]
    [InlineData("# one\n\n# two, with commas\neV;counts\n700;1\n701;2\n", true)]
    [InlineData("Dear reader,\nthis is a letter, not a table.\n", false)]
    [InlineData("# only a comment, 1, 2\n", false)]
    public void A_table_is_recognised_behind_its_comments(string text, bool isTable) =>
        Assert.Equal(isTable, new CsvFormat().Recognises(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void An_intensity_beyond_float32_is_refused_with_its_place()
    {
        File.WriteAllText(Path, "label,700,700.5\nFe2+,1,1e300\n");

        var error = Assert.Throws<BadInputException>(() => LabeledSpectraFile.Read(Path));

        Assert.Contains("'1e300' in data line 2, column 3, is too large for float32", error.Message, StringComparison.Ordinal);
    }

    static double[] Samples(Signal signal)
    {
        var samples = new double[signal.Samples.Count];
        signal.Samples.Read(0, samples);
        return samples;
    }
}
