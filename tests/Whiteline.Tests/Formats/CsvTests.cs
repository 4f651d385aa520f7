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
    public void Each_further_column_is_a_spectrum_named_by_its_header()
    {
        File.WriteAllText(Path, "eV,wüstite,magnetite\n700,1,4\n701,2,5\n702,3,6\n");

        var signals = new CsvFormat().Open(Path);

        Assert.Equal(["wüstite", "magnetite"], signals.Select(signal => signal.Title));
        Assert.Equal([4, 5, 6], Samples(signals[1]));
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
    [InlineData("energy,counts\n700,1\n701,NaN\n702,2\n", "data line 3")]
    [InlineData("energy,counts\n700,1\n701,2\n705,2\n", "not uniform")]
    [InlineData("energy,counts\n702,1\n701,2\n700,2\n", "do not increase")]
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

    [Fact]
    public void A_label_that_looks_like_a_comment_or_holds_a_separator_costs_no_spectrum()
    {
        var written = new LabeledSpectra(new(700, 0.5, 2), [1, 2, 3, 4], ["#1 Fe2+", "Fe,3+"], ["a;b", "#c"]);

        LabeledSpectraFile.Write(Path, written);
        var read = LabeledSpectraFile.Read(Path);

        Assert.Equal(["#1 Fe2+", "Fe 3+"], read.Labels);
        Assert.Equal(["a b", "#c"], read.Groups);
        Assert.Equal(written.Intensity.ToArray(), read.Intensity.ToArray());
    }

    static double[] Samples(Signal signal)
    {
        var samples = new double[signal.Samples.Count];
        signal.Samples.Read(0, samples);
        return samples;
    }
}
