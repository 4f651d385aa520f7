using Whiteline.Formats.Npz;
using Whiteline.Testing;

namespace Whiteline.Tests.Formats;

public sealed class NpyTests
{
    [Theory]
    [InlineData("|b1", new byte[] { 1, 0 }, new double[] { 1, 0 })]
    [InlineData("|i1", new byte[] { 0xFF, 2 }, new double[] { -1, 2 })]
    [InlineData("<i2", new byte[] { 0xFE, 0xFF, 1, 0 }, new double[] { -2, 1 })]
    [InlineData(">u2", new byte[] { 0x12, 0x34, 0, 1 }, new double[] { 0x1234, 1 })]
    [InlineData("<u4", new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 1, 0, 0, 0 }, new double[] { uint.MaxValue, 1 })]
    [InlineData("<f2", new byte[] { 0x00, 0x3C, 0x00, 0xC0 }, new double[] { 1, -2 })]
    [InlineData(">f8", new byte[] { 0x3F, 0xF8, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0 }, new double[] { 1.5, -2 })]
    public void Numbers_of_each_type_are_read(string descr, byte[] stored, double[] expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.npy"), NumpyBytes.Npy(descr, "(2,)", stored));

        Assert.Equal(expected, Read(folder.File("a.npy")));
    }

    [Theory]
    [InlineData("()", 1)]
    [InlineData("(1,)", 1)]
    [InlineData("(2, 3)", 2)]
    [InlineData("(2L, 3L)", 2)]
    [InlineData("(1, 2, 3)", 3)]
    public void A_shape_is_read_as_python_writes_it(string shape, int axes)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.npy"), NumpyBytes.Npy("<f4", shape, new byte[4 * (shape.Contains('3', StringComparison.Ordinal) ? 6 : 1)]));

        using var signal = new NpyFormat().Open(folder.File("a.npy")).Single();

        Assert.Equal(axes, signal.Shape.Count);
    }

    [Fact]
    public void Fortran_order_is_turned_round()
    {
        using var folder = new TemporaryFolder();
        // numpy.arange(24).reshape(2, 3, 4) stored first index fastest: element (i, j, k) = 12 i + 4 j + k at i + 2 j + 6 k.
        var stored = new float[24];
        for (var at = 0; at < 24; at++) stored[at % 2 + 2 * (at / 2 % 3) + 6 * (at / 6)] = 12 * (at % 2) + 4 * (at / 2 % 3) + at / 6;
        File.WriteAllBytes(folder.File("a.npy"), NumpyBytes.Npy("<f4", "(2, 3, 4)", NumpyBytes.Singles(false, stored), fortran: true));

        Assert.Equal(Enumerable.Range(0, 24).Select(i => (double)i), Read(folder.File("a.npy")));
    }

    [Fact]
    public void Text_is_written_and_read_with_every_character()
    {
        using var folder = new TemporaryFolder();
        string[] words = ["Fe2+", "κ ≈ 𝛼", ""];

        NpzArchive.Write(folder.File("a.npz"), [new("words", new(words, 3))], TestContext.Current.CancellationToken);

        Assert.Equal(words, NpzArchive.Read(folder.File("a.npz"))["words"].ToStrings());
    }

    [Theory]
    [InlineData("|O", "pickle")]
    [InlineData("<M8[ns]", "not read")]
    [InlineData("|S4", "not read")]
    [InlineData("<U0", "not read")]
    [InlineData("<U1073741824", "not read")]
    [InlineData("<U4", "text")]
    public void What_is_no_array_of_numbers_is_refused_by_its_type(string descr, string said)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.npy"), NumpyBytes.Npy(descr, "(1,)", new byte[64]));

        var error = Assert.Throws<BadInputException>(() => new NpyFormat().Open(folder.File("a.npy")));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(4294967296, 4294967296)")]
    [InlineData("(2147483647, 2147483647, 2147483647)")]
    [InlineData("(1000000000,)")]
    [InlineData("(-1,)")]
    [InlineData("(0,)")]
    [InlineData("(99999999999999999999,)")]
    public void A_shape_that_the_file_cannot_hold_is_refused(string shape)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.npy"), NumpyBytes.Npy("<f4", shape, new byte[64]));

        Assert.Throws<BadInputException>(() => new NpyFormat().Open(folder.File("a.npy")));
    }

    [Fact]
    public void A_structured_array_is_refused_with_what_would_mend_it()
    {
        using var folder = new TemporaryFolder();
        var bytes = NumpyBytes.Npy("<f4", "(1,)", new byte[4]);
        var text = System.Text.Encoding.Latin1.GetString(bytes).Replace("'<f4'", "[('a', '<f4')]", StringComparison.Ordinal);
        File.WriteAllBytes(folder.File("a.npy"), System.Text.Encoding.Latin1.GetBytes(text));

        Assert.Contains("structured", Assert.Throws<BadInputException>(() => new NpyFormat().Open(folder.File("a.npy"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_do_not_fill_the_shape_are_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => new NpyArray([1f, 2f, 3f], 2, 2));

    static double[] Read(string path)
    {
        using var signal = new NpyFormat().Open(path).Single();
        var samples = new double[signal.Samples.Count];
        signal.Samples.Read(0, samples);
        return samples;
    }
}
