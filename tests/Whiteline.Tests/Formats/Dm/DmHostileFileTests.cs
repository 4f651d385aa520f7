using Whiteline.Formats;
using Whiteline.Formats.Dm;
using Whiteline.Testing;

namespace Whiteline.Tests.Formats.Dm;

public sealed class DmHostileFileTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_unknown_version_is_named_with_the_ways_out()
    {
        var path = Write(new DmBuilder(6).SpectrumImage(1, 2, 3).Build());

        var error = Assert.Throws<BadInputException>(() => new FormatCatalog(DmFormat.Dm3, DmFormat.Dm4).Open(path));

        Assert.Contains("version 6", error.Message, StringComparison.Ordinal);
        Assert.Contains("Save it again in GMS as DM4", error.Message, StringComparison.Ordinal);
        Assert.Contains("EMSA/MSA", error.Message, StringComparison.Ordinal);
    }

    // "Version 333319" is what other programs report of the companion files that macOS writes beside a file on foreign disks.
    [Fact]
    public void A_macOS_companion_file_is_called_so()
    {
        var path = Write([0, 5, 0x16, 7, 0, 2, 0, 0, .. new byte[100]]);

        var error = Assert.Throws<BadInputException>(() => new FormatCatalog(DmFormat.Dm3, DmFormat.Dm4).Open(path));

        Assert.Contains("333319", error.Message, StringComparison.Ordinal);
        Assert.Contains("without the leading '._'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000_000_000_000)]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    public void A_lying_length_is_refused_without_memory(long count)
    {
        var path = Write(new DmBuilder().Image("lie", 2, [6], new byte[16], [(4, 0, 1, "eV")], count: count).Build());

        AssertRefusedCheaply(path);
    }

    [Fact]
    public void Dimensions_beyond_the_data_are_refused()
    {
        var path = Write(new DmBuilder().Image("lie", 2, [6], new byte[16], [(2_000_000_000, 0, 1, "nm"), (2_000_000_000, 0, 1, "nm"), (2_000_000_000, 0, 1, "eV")]).Build());

        var error = AssertRefusedCheaply(path);

        Assert.Contains("has 16 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        DmNode nested = new DmGroup("core");
        for (var depth = 0; depth < 2000; depth++) nested = new DmGroup("", nested);
        var path = Write(new DmBuilder().Root(nested).SpectrumImage(1, 2, 3).Build());

        var error = AssertRefusedCheaply(path);

        Assert.Contains("nested more than", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ImageList")]
    [InlineData("Elsewhere")]
    public void A_million_empty_groups_are_refused(string name)
    {
        var path = Write(new DmBuilder().Root(new DmGroup(name, [.. Enumerable.Repeat(new DmGroup(""), 1_000_001)])).Build());

        var error = AssertRefusedCheaply(path);

        Assert.Contains("more than 1000000 tags", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void A_stray_tag_does_not_lose_the_images_behind_it(int version)
    {
        // A data tag whose value is of a type that does not exist.
        var stray = new DmNumber("Stray", 0, 77);
        var path = Write(new DmBuilder(version).Root(new DmGroup("Notes", stray)).SpectrumImage(1, 2, 3, "SI").Build());

        var signal = DmFormat.Dm4.Open(path).Single();

        Assert.Equal("SI", signal.Title);
        Assert.Contains("unknown kind", Assert.Single(signal.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_behind_its_images_still_gives_them()
    {
        var bytes = new DmBuilder().SpectrumImage(1, 2, 3, "SI").Build();
        var path = Write(bytes[..^20]);

        var signal = DmFormat.Dm4.Open(path).Single();

        Assert.Contains("damaged or cut short", Assert.Single(signal.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_within_its_samples_is_refused()
    {
        var bytes = new DmBuilder().SpectrumImage(10, 10, 10).Build();

        var error = Assert.Throws<BadInputException>(() => DmFormat.Dm4.Open(Write(bytes[..2000])));

        Assert.Contains("cut short", error.Message, StringComparison.Ordinal);
    }

    static BadInputException AssertRefusedCheaply(string path)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<BadInputException>(() => DmFormat.Dm4.Open(path));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200L << 20);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        return error;
    }

    string Write(byte[] bytes)
    {
        var path = folder.File($"{Guid.NewGuid():N}.dm4");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
