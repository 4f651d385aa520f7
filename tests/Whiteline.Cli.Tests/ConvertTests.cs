using System.Text.Json;
using Whiteline.Formats;
using Whiteline.Formats.Msa;
using Whiteline.Formats.Npz;
using Whiteline.Formats.Text;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

public sealed class ConvertTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly string input;

    public ConvertTests()
    {
        input = folder.File("in.fake");
        File.WriteAllText(input, "fake");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void All_readable_signals_are_written()
    {
        var format = new FakeFormat(Spectrum("a"), Refused(), Spectrum("b"));
        var cli = new TestCli(format);

        Assert.Equal(0, cli.Run("convert", input, folder.File("out.fake"), "--json"));
        Assert.Equal(["a", "b"], format.Written!.Select(signal => signal.Title));
        Assert.Equal(2, JsonDocument.Parse(cli.Output).RootElement.GetProperty("signals").GetArrayLength());
    }

    [Fact]
    public void One_signal_can_be_chosen()
    {
        var format = new FakeFormat(Spectrum("a"), Spectrum("b"));

        Assert.Equal(0, new TestCli(format).Run("convert", input, folder.File("out.fake"), "--signal", "1"));
        Assert.Equal(["b"], format.Written!.Select(signal => signal.Title));
    }

    [Theory]
    [InlineData("2", "it has no signal 2. It holds 2, numbered from 0")]
    [InlineData("-1", "--signal: '-1' is not a whole number from 0")]
    [InlineData("1", "'in' is packed complex")]
    public void A_signal_that_cannot_be_had_is_bad_input(string signal, string said)
    {
        var cli = new TestCli(new FakeFormat(Spectrum("a"), Refused()));

        Assert.Equal(2, cli.Run("convert", input, folder.File("out.fake"), "--signal", signal));
        Assert.Contains(said, cli.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("out.fake")));
    }

    [Fact]
    public void Several_signals_into_a_format_of_one_ask_for_a_choice()
    {
        var cli = new TestCli(new FakeFormat(Spectrum("a"), Spectrum("b")), new MsaFormat());

        Assert.Equal(2, cli.Run("convert", input, folder.File("out.msa")));
        Assert.EndsWith("Choose one with --signal N; see `whiteline info`.", cli.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal([input], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_spectrum_image_does_not_fit_a_table_and_no_option_would_help()
    {
        var image = new Signal("si", SignalKind.SpectrumImage, [new(null, 0, 1, 2, null), new(null, 0, 1, 2, null), new("E", 0, 1, 2, "eV")], "float32", new FakeSamples(1, 8));
        var cli = new TestCli(new FakeFormat(image), new CsvFormat());

        Assert.Equal(2, cli.Run("convert", input, folder.File("out.csv")));
        Assert.Contains("'si' is a spectrum image of 2 × 2 × 2. Write .hspy or .npz.", cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--signal", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_format_cannot_hold_is_said_in_one_line()
    {
        var scan = new Signal("", SignalKind.SpectrumImage, [new("x", 0, 1.5, 1, "nm"), new("E", 640, 0.5, 2, "eV")], "float32", new FakeSamples(1, 2)) { Metadata = new() { BeamEnergyKv = 200 } };
        var cli = new TestCli(new FakeFormat(scan), new NpyFormat(), new NpzFormat());

        Assert.Equal(0, cli.Run("convert", input, folder.File("out.npy")));
        Assert.Equal(0, cli.Run("convert", input, folder.File("out.npz")));

        Assert.Contains("out.npy': this format holds no energy axis, pixel sizes or acquisition data, so the file has none.", cli.Error, StringComparison.Ordinal);
        Assert.Contains("out.npz': this format holds no pixel sizes or acquisition data, so the file has none.", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_modulus_of_complex_samples_is_written_and_it_is_said()
    {
        var complex = new Signal("", SignalKind.Spectrum, [new("E", 640, 0.5, 2, "eV")], "complex64", new FakeSamples(1, 2));
        foreach (var (name, format) in new (string, ISpectrumFormat)[] { ("out.msa", new MsaFormat()), ("out.npz", new NpzFormat()), ("out.csv", new CsvFormat()) })
        {
            var cli = new TestCli(new FakeFormat(complex), format);

            Assert.Equal(0, cli.Run("convert", input, folder.File(name)));
            Assert.Contains("the samples are complex numbers; their modulus was written", cli.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Resampling_is_refused_where_it_would_do_nothing()
    {
        var cli = new TestCli(new FakeFormat(Spectrum("a")));

        Assert.Equal(2, cli.Run("convert", input, folder.File("out.fake"), "--resample"));
        Assert.Contains("--resample puts text tables on even energy steps, and this is Fake. Leave it out.", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_input_is_never_overwritten_even_through_a_link()
    {
        var link = folder.File("link.fake");
        File.CreateSymbolicLink(link, input);

        foreach (var output in new[] { input, link, Path.Combine(folder.Path, ".", "in.fake") })
        {
            var cli = new TestCli(new FakeFormat(Spectrum("a")));

            Assert.Equal(2, cli.Run("convert", input, output));
            Assert.Contains("it is the input as well", cli.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_unknown_extension_names_the_formats_that_can_be_written()
    {
        var cli = new TestCli(new FakeFormat(Spectrum("a")));

        Assert.Equal(2, cli.Run("convert", input, folder.File("out.xyz")));
        Assert.Contains("Use one of: Fake (.fake)", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.npz", "b.csv")]
    [InlineData("a.csv", "b.npz")]
    [InlineData("a.npz", "b.npz")]
    public void A_dataset_keeps_its_labels_and_groups(string from, string to)
    {
        var dataset = new LabeledSpectra(new(700, 0.5, 3), [1, 2, 3, 4, 5, 6], ["Fe2+", "Fe3+"], ["a, b", "c"]);
        LabeledSpectraFile.Write(folder.File(from), dataset);

        Assert.Equal(0, new TestCli(new NpzFormat(), new CsvFormat()).Run("convert", folder.File(from), folder.File(to)));

        var read = LabeledSpectraFile.Read(folder.File(to));
        Assert.Equal(dataset.Labels, read.Labels);
        Assert.Equal(dataset.Groups, read.Groups);
        Assert.Equal(dataset.Intensity.ToArray(), read.Intensity.ToArray());
    }

    [Fact]
    public void A_dataset_in_a_format_without_labels_is_written_with_a_warning()
    {
        LabeledSpectraFile.Write(folder.File("a.npz"), new(new(700, 0.5, 3), [1, 2, 3], ["Fe2+"]));
        var cli = new TestCli(new NpzFormat(), new MsaFormat());

        Assert.Equal(0, cli.Run("convert", folder.File("a.npz"), folder.File("b.msa")));

        Assert.Contains("holds no labels and groups", cli.Error, StringComparison.Ordinal);
        using var signal = new MsaFormat().Open(folder.File("b.msa")).Single();
        Assert.Equal([3], signal.Shape);
    }

    [Fact]
    public void A_cancelled_command_leaves_no_file()
    {
        using var cancellation = new CancellationTokenSource();
        var cli = new TestCli(new FakeFormat(Spectrum("a")) { WhileWriting = cancellation.Cancel }) { Cancellation = cancellation.Token };

        Assert.Equal(130, cli.Run("convert", input, folder.File("out.fake")));
        Assert.Equal([input], Directory.GetFiles(folder.Path));
    }

    static Signal Spectrum(string title) => new(title, SignalKind.Spectrum, [new("E", 0, 1, 2, "eV")], "float32", new FakeSamples(1, 2));

    static Signal Refused() => new("", SignalKind.Image, [new("x", 0, 1, 4, null)], "packed complex", null) { Refusal = "'in' is packed complex." };
}
