using Whiteline.Formats.Dm;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Formats.Dm;

public sealed class DmFormatTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public void A_spectrum_image_is_rows_columns_channels(int version, bool bigEndian)
    {
        using var signal = Open(new DmBuilder(version, bigEndian).SpectrumImage(2, 3, 5)).Single();

        var samples = ReadAll(signal);

        Assert.Equal(SignalKind.SpectrumImage, signal.Kind);
        Assert.Equal([2, 3, 5], signal.Shape);
        Assert.Equal(["y", "x", "Energy loss"], signal.Axes.Select(axis => axis.Name));
        Assert.Equal(new("Energy loss", 700, 0.5, 5, "eV"), signal.Axes[2]);
        Assert.Equal("float32", signal.DataType);
        Assert.Equal("e-", signal.Metadata.IntensityUnits);
        for (var i = 0; i < samples.Length; i++) Assert.Equal(i / 15 * 10_000 + i / 5 % 3 * 100 + i % 5, samples[i]);
    }

    [Fact]
    public void One_row_and_one_column_read_alike()
    {
        using var row = Open(new DmBuilder().SpectrumImage(1, 6, 4)).Single();
        using var column = Open(new DmBuilder().SpectrumImage(6, 1, 4)).Single();

        Assert.Equal(SignalKind.SpectrumImage, row.Kind);
        Assert.Equal([6, 4], row.Shape);
        Assert.Equal([6, 4], column.Shape);
        Assert.Equal(row.Axes[1], column.Axes[1]);
        Assert.Equal(ReadAll(row).Select(value => value % 100), ReadAll(column).Select(value => value % 100));
    }

    [Fact]
    public void A_single_pixel_is_a_spectrum()
    {
        using var signal = Open(new DmBuilder().SpectrumImage(1, 1, 7)).Single();

        Assert.Equal(SignalKind.Spectrum, signal.Kind);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], ReadAll(signal));
    }

    [Fact]
    public void Without_tags_the_units_tell_the_spectral_axis()
    {
        using var signal = Open(new DmBuilder().Image("bare", 6, [10], [1, 2, 3, 4, 5, 6], [(2, 0, 1, "nm"), (1, 0, 1, "nm"), (3, 0, 1, "eV")])).Single();

        Assert.Equal([2, 3], signal.Shape);
        Assert.Equal(SignalKind.SpectrumImage, signal.Kind);
        Assert.Equal([1, 3, 5, 2, 4, 6], ReadAll(signal));
    }

    [Fact]
    public void A_line_scan_has_its_energies_along_x()
    {
        using var signal = Open(new DmBuilder().Image(
            "line", 6, [10], [1, 2, 3, 4, 5, 6], [(3, 0, 1, "eV"), (2, 0, 1, "nm")], [new DmGroup("Meta Data", new DmString("Format", "Spectrum image"))])).Single();

        Assert.Equal([2, 3], signal.Shape);
        Assert.Equal(["x", "Energy loss"], signal.Axes.Select(axis => axis.Name));
        Assert.Equal([1, 2, 3, 4, 5, 6], ReadAll(signal));
    }

    [Fact]
    public void An_image_with_an_energy_along_x_stays_an_image_when_its_tag_says_so()
    {
        using var signal = Open(new DmBuilder().Image(
            "CCD", 6, [10], [1, 2, 3, 4], [(2, 0, 1, "eV"), (2, 0, 1, "")], [new DmGroup("Meta Data", new DmString("Format", "Image"))])).Single();

        Assert.Equal(SignalKind.Image, signal.Kind);
    }

    [Fact]
    public void A_stack_of_images_is_not_a_spectrum_image()
    {
        using var signal = Open(new DmBuilder().Image("stack", 6, [10], [1, 2, 3, 4], [(2, 0, 1, "nm"), (1, 0, 1, "nm"), (2, 0, 1, "s")])).Single();

        Assert.Equal(SignalKind.Image, signal.Kind);
        Assert.Equal([1, 2, 3, 4], ReadAll(signal));
    }

    [Fact]
    public void Every_image_is_listed_and_thumbnails_are_not()
    {
        var names = Open(new DmBuilder().Thumbnail().SpectrumImage(1, 2, 3, "first").SpectrumImage(1, 2, 3, "second").ListThumbnail(0)).Select(signal => signal.Title);

        Assert.Equal(["first", "second"], names);
    }

    [Fact]
    public void An_RGB_image_ahead_of_others_is_a_thumbnail_when_no_tag_says_so()
    {
        Assert.Equal(["SI"], Open(new DmBuilder().Thumbnail().SpectrumImage(1, 2, 3, "SI")).Select(signal => signal.Title));
    }

    [Fact]
    public void A_file_of_one_image_shows_it_even_if_it_is_called_a_thumbnail()
    {
        Assert.Equal(["SI"], Open(new DmBuilder().SpectrumImage(1, 2, 3, "SI").ListThumbnail(0)).Select(signal => signal.Title));
    }

    [Theory]
    [InlineData(5, "packed complex", "packed complex")]
    [InlineData(27, "packed complex", "packed complex")]
    [InlineData(28, "packed complex", "packed complex")]
    [InlineData(8, "rgb", "RGB")]
    [InlineData(23, "rgb", "RGB")]
    [InlineData(99, "dm type 99", "unknown DM type 99")]
    public void A_type_that_is_not_read_is_listed_and_refused_by_name(int type, string name, string said)
    {
        var signal = Open(new DmBuilder().Image("an FFT", type, [5], new byte[16], [(2, 0, 1, ""), (2, 0, 1, "")])).Single();

        var error = Assert.Throws<BadInputException>(() => signal.Samples);

        Assert.Equal(name, signal.DataType);
        Assert.Equal(signal.Refusal, error.Message);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Contains("an FFT", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(39, 11, "int64")]
    [InlineData(40, 12, "uint64")]
    public void Integers_of_64_bits_are_read_when_their_array_confirms_them(int type, int element, string name)
    {
        using var signal = Open(new DmBuilder().Image("counts", type, [element], [.. BitConverter.GetBytes(1L << 40), .. BitConverter.GetBytes(7L)], [(2, 0, 1, "")])).Single();

        Assert.Equal(name, signal.DataType);
        Assert.Equal([1L << 40, 7], ReadAll(signal));
    }

    [Fact]
    public void Complex_samples_read_as_their_modulus()
    {
        using var signal = Open(new DmBuilder().Image("wave", 3, [6, 6], [.. BitConverter.GetBytes(3f), .. BitConverter.GetBytes(-4f)], [(1, 0, 1, "")])).Single();

        Assert.Equal("complex64", signal.DataType);
        Assert.Equal([5], ReadAll(signal));
    }

    List<Signal> Open(DmBuilder builder)
    {
        var path = folder.File($"{Guid.NewGuid():N}.dm{builder.Layout}");
        File.WriteAllBytes(path, builder.Build());
        return [.. DmFormat.Dm4.Open(path)];
    }

    static double[] ReadAll(Signal signal)
    {
        var samples = new double[signal.Samples.Count];
        signal.Samples.Read(0, samples);
        return samples;
    }
}
