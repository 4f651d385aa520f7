using System.IO.Compression;
using Whiteline.Formats;
using Whiteline.Formats.Npz;
using Whiteline.Formats.Text;
using Whiteline.Learning.Svm;
using Whiteline.Recipes;
using Whiteline.Testing;
using Whiteline.Tests.Recipes;

namespace Whiteline.Tests.Formats;

public sealed class CompressedFileTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("gzip", new byte[] { 0x1F, 0x8B, 8, 0 })]
    [InlineData("bzip2", new byte[] { (byte)'B', (byte)'Z', (byte)'h', (byte)'9' })]
    [InlineData("xz", new byte[] { 0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, 0 })]
    [InlineData("7z", new byte[] { (byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, 0 })]
    [InlineData("Zstandard", new byte[] { 0x28, 0xB5, 0x2F, 0xFD, 0 })]
    public void What_is_packed_is_told_by_its_first_bytes(string packing, byte[] head)
    {
        File.WriteAllBytes(folder.File("a.csv"), head);

        AssertRefused(packing);
    }

    [Fact]
    public void A_zip_of_a_table_is_packed_and_an_archive_of_arrays_is_not()
    {
        using (var zip = new ZipArchive(File.Create(folder.File("a.csv")), ZipArchiveMode.Create))
        using (var entry = new StreamWriter(zip.CreateEntry("a.csv").Open()))
            entry.WriteLine("1,2");
        NpzArchive.Write(folder.File("a.npz"), [new("intensity", new NpyArray([1.0, 2.0, 3.0], 3))]);

        AssertRefused("zip");
        Assert.Equal("NPZ", new FormatCatalog(new CsvFormat(), new NpzFormat()).FormatOf(folder.File("a.npz")).Name);
    }

    [Fact]
    public void A_model_is_no_file_to_be_unpacked()
    {
        ModelFile.Write(folder.File("a.wlm"), Doublets.Train(Doublets.Fe(40, 1), new(new SvmTrainer(new(KernelKind.Linear)))));

        var refused = Assert.Throws<BadInputException>(() => new FormatCatalog(new CsvFormat(), new NpzFormat()).Open(folder.File("a.wlm")));

        Assert.Equal($"'{folder.File("a.wlm")}': it is a trained model and holds no spectra. Give spectra; `whiteline classify MODEL FILE` asks a model about them.", refused.Message);
    }

    void AssertRefused(string packing)
    {
        var said = $"'{folder.File("a.csv")}': it is compressed ({packing}). Unpack it first, and give the file that was inside.";

        Assert.Equal(said, Assert.Throws<BadInputException>(() => new FormatCatalog(new CsvFormat(), new NpzFormat()).Open(folder.File("a.csv"))).Message);
        Assert.Equal(said, Assert.Throws<BadInputException>(() => LabeledSpectraFile.Read(folder.File("a.csv"))).Message);
    }
}
