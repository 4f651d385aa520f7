using System.Buffers.Binary;
using System.IO.Compression;
using Whiteline.Formats.Npz;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Formats;

public sealed class NpzTests
{
    [Fact]
    public void An_array_on_the_energies_is_a_spectrum_image_with_that_axis()
    {
        using var folder = new TemporaryFolder();
        NpzArchive.Write(folder.File("a.npz"), [new("energy", new([700, 700.5, 701], 3)), new("si", new(new float[12], 2, 2, 3)), new("other", new([1f, 2], 2))], TestContext.Current.CancellationToken);

        using var signal = new NpzFormat().Open(folder.File("a.npz")).Single();

        Assert.Equal("si", signal.Title);
        Assert.Equal(SignalKind.SpectrumImage, signal.Kind);
        Assert.Equal([2, 2, 3], signal.Shape);
        Assert.Equal((700, 0.5, "eV"), (signal.Axes[^1].Offset, signal.Axes[^1].Scale, signal.Axes[^1].Units));
    }

    [Theory]
    [InlineData("keV", "keV")]
    [InlineData("", null)]
    public void The_units_of_the_energies_can_be_named(string named, string? units)
    {
        using var folder = new TemporaryFolder();
        NpzArchive.Write(folder.File("a.npz"), [new("energy", new([0.7, 0.8, 0.9], 3)), new("energy_units", new([named])), new("x", new(new float[3], 3))], TestContext.Current.CancellationToken);

        using var signal = new NpzFormat().Open(folder.File("a.npz")).Single();

        Assert.Equal(units, signal.Axes[^1].Units);
    }

    [Fact]
    public void Arrays_that_do_not_fit_the_energies_are_named_with_their_shapes()
    {
        using var folder = new TemporaryFolder();
        NpzArchive.Write(folder.File("a.npz"), [new("energy", new([700, 700.5, 701], 3)), new("intensity", new(new float[8], 2, 4))], TestContext.Current.CancellationToken);

        var error = Assert.Throws<BadInputException>(() => new NpzFormat().Open(folder.File("a.npz")));

        Assert.Contains("'energy' has 3 channels and no array has as many in its last dimension: 'intensity' is (2, 4)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_energies_every_array_of_numbers_is_listed()
    {
        using var folder = new TemporaryFolder();
        NpzArchive.Write(folder.File("a.npz"), [new("one", new([1f, 2], 2)), new("words", new(["a"], 1)), new("two", new(new double[6], 2, 3))], TestContext.Current.CancellationToken);

        var signals = new NpzFormat().Open(folder.File("a.npz"));

        Assert.Equal(["one", "two"], signals.Select(signal => signal.Title).Order());
    }

    [Fact]
    public void The_same_arrays_give_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "a.npz", "b.npz" }) NpzArchive.Write(folder.File(name), [new("x", new([1f, 2], 2))], TestContext.Current.CancellationToken);

        Assert.Equal(File.ReadAllBytes(folder.File("a.npz")), File.ReadAllBytes(folder.File("b.npz")));
    }

    [Fact]
    public void An_array_that_promises_more_than_its_entry_holds_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.npz"), NumpyBytes.Npz(CompressionLevel.Optimal, ("x.npy", NumpyBytes.Npy("<f8", "(100000000,)", new byte[800]))));

        var error = Assert.Throws<BadInputException>(() => NpzArchive.Read(folder.File("a.npz")));

        Assert.Contains("promises more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_that_claims_to_expand_beyond_what_deflate_can_is_refused()
    {
        using var folder = new TemporaryFolder();
        var bytes = NumpyBytes.Npz(CompressionLevel.Optimal, ("x.npy", NumpyBytes.Npy("<f4", "(250000000,)", new byte[400])));
        // The uncompressed size in the central directory: signature PK\1\2, field at 24.
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.AsSpan().LastIndexOf("PK\x01\x02"u8) + 24), 1_000_000_200);
        File.WriteAllBytes(folder.File("a.npz"), bytes);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<BadInputException>(() => NpzArchive.Read(folder.File("a.npz")));

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10 << 20);
    }

    [Fact]
    public void Entries_that_share_their_bytes_are_refused_before_any_is_read()
    {
        using var folder = new TemporaryFolder();
        var content = NumpyBytes.Npy("|u1", "(20000000,)", new byte[20_000_000]);
        var bytes = NumpyBytes.Npz(CompressionLevel.Optimal, ("a.npy", content));
        var directory = bytes.AsSpan().LastIndexOf("PK\x01\x02"u8);
        var end = bytes.AsSpan().LastIndexOf("PK\x05\x06"u8);
        const int Copies = 50;
        // The central directory lists the one entry fifty times; the end record counts them and gives the directory's new size.
        byte[] overlapping = [.. bytes[..directory], .. Enumerable.Repeat(bytes[directory..end], Copies).SelectMany(record => record), .. bytes[end..]];
        var tail = overlapping.AsSpan(overlapping.Length - (bytes.Length - end));
        BinaryPrimitives.WriteUInt16LittleEndian(tail[8..], Copies);
        BinaryPrimitives.WriteUInt16LittleEndian(tail[10..], Copies);
        BinaryPrimitives.WriteUInt32LittleEndian(tail[12..], (uint)(Copies * (end - directory)));
        File.WriteAllBytes(folder.File("a.npz"), overlapping);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<BadInputException>(() => NpzArchive.Read(folder.File("a.npz")));

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10 << 20);
    }

    [Fact]
    public void An_archive_that_expands_beyond_the_memory_is_refused_before_it_is_expanded()
    {
        using var folder = new TemporaryFolder();
        var zeros = NumpyBytes.Npy("|u1", "(20000000,)", new byte[20_000_000]);
        File.WriteAllBytes(folder.File("a.npz"), NumpyBytes.Npz(CompressionLevel.Optimal, ("a.npy", zeros), ("b.npy", zeros)));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<BadInputException>(() => NpzArchive.Read(folder.File("a.npz"), null, 30_000_000));

        Assert.Contains("its arrays take 38 MB and there is memory for 28 MB", error.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        Assert.Single(NpzArchive.Read(folder.File("a.npz"), name => name == "a", 30_000_000));
    }

    [Fact]
    public void Arrays_that_are_not_wanted_are_not_read()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.npz"), NumpyBytes.Npz(
            CompressionLevel.Optimal, ("bad.npy", NumpyBytes.Npy("|O", "(1,)", [1, 2, 3])), ("good.npy", NumpyBytes.Npy("|u1", "(1,)", [7]))));

        Assert.Equal([7], NpzArchive.Read(folder.File("a.npz"), name => name == "good")["good"].ToDoubles());
        Assert.Contains("'bad'", Assert.Throws<BadInputException>(() => NpzArchive.Read(folder.File("a.npz"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_climbs_out_of_the_folder_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.npz"), NumpyBytes.Npz(CompressionLevel.Optimal, ("../../evil.npy", NumpyBytes.Npy("|u1", "(1,)", [7]))));

        Assert.Equal([7], NpzArchive.Read(folder.File("a.npz"))["../../evil"].ToDoubles());
        Assert.Equal([folder.File("a.npz")], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Two_signals_do_not_fit_one_archive()
    {
        using var folder = new TemporaryFolder();
        using var signal = new Signal("x", SignalKind.Image, [new(null, 0, 1, 1, null)], "float32", new MemorySampleSource([1f]));

        Assert.Throws<BadInputException>(() => new NpzFormat().Write(folder.File("a.npz"), [signal, signal], TestContext.Current.CancellationToken));
        Assert.Throws<BadInputException>(() => new NpyFormat().Write(folder.File("a.npy"), [signal, signal], TestContext.Current.CancellationToken));
    }
}
