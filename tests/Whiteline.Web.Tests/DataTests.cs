using System.Net;
using System.Runtime.InteropServices;
using Whiteline.Formats;
using Whiteline.Hdf5;
using Whiteline.Spectra;

namespace Whiteline.Web.Tests;

/// <summary>What the plots fetch while the mouse moves.</summary>
public sealed class DataTests
{
    const int Rows = 3, Columns = 4, Channels = 5;

    // Sample = 100·pixel + channel.
    static float Sample(int row, int column, int channel) => 100 * (row * Columns + column) + channel;

    static void WriteImage(string folder, string title = "made for a test")
    {
        var samples = Enumerable.Range(0, Rows * Columns * Channels).Select(i => Sample(i / Channels / Columns, i / Channels % Columns, i % Channels)).ToArray();
        SignalAxis[] axes = [new("y", 0, 1, Rows, "nm"), new("x", 0, 1, Columns, "nm"), new("Energy loss", 700, 0.5, Channels, "eV")];
        new HspyFormat().Write(Path.Combine(folder, "image.hspy"), [new Signal(title, SignalKind.SpectrumImage, axes, "float32", new MemorySampleSource(samples))]);
    }

    static async Task<float[]> Floats(HttpResponseMessage answer) =>
        MemoryMarshal.Cast<byte, float>(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ToArray();

    [Fact]
    public async Task A_pixel_has_its_spectrum()
    {
        await using var app = await ServedApp.Start();
        WriteImage(app.Folder);

        using var answer = await app.Get("/data/spectrum?file=image.hspy&row=1&column=2");

        Assert.Equal<float[]>([600f, 601f, 602f, 603f, 604f], await Floats(answer));
    }

    [Fact]
    public async Task A_region_has_the_mean_of_its_spectra_and_ends_at_the_image()
    {
        await using var app = await ServedApp.Start();
        WriteImage(app.Folder);

        using var answer = await app.Get("/data/spectrum?file=image.hspy&row=1&column=2&rows=9&columns=9");

        // Pixels 6, 7, 10, 11: mean 8.5.
        Assert.Equal<float[]>([850f, 851f, 852f, 853f, 854f], await Floats(answer));
    }

    [Fact]
    public async Task Counts_of_a_window_are_its_channels_only()
    {
        await using var app = await ServedApp.Start();
        WriteImage(app.Folder);

        using var answer = await app.Get("/data/counts?file=image.hspy&from=700.5&to=701");
        var counts = await Floats(answer);

        Assert.Equal(Rows * Columns, counts.Length);
        Assert.Equal(Sample(2, 3, 1) + Sample(2, 3, 2), counts[^1]);
    }

    [Theory]
    [InlineData("/data/spectrum?file=image.hspy&row=3&column=0")]
    [InlineData("/data/spectrum?file=image.hspy&row=-1&column=0")]
    [InlineData("/data/spectrum?file=image.hspy&row=0&column=0&rows=0")]
    [InlineData("/data/spectrum?file=image.hspy&signal=7&row=0&column=0")]
    [InlineData("/data/spectrum?file=none.hspy&row=0&column=0")]
    [InlineData("/data/counts?file=image.hspy&from=900&to=910")]
    [InlineData("/data/counts?file=image.hspy&from=2&to=1")]
    public async Task What_is_not_there_is_refused_in_a_sentence(string path)
    {
        await using var app = await ServedApp.Start();
        WriteImage(app.Folder);

        using var answer = await app.Get(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.EndsWith(".", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_written_anew_is_read_anew()
    {
        await using var app = await ServedApp.Start();
        WriteImage(app.Folder);
        using var before = await app.Get("/data/spectrum?file=image.hspy&row=0&column=1");
        AtomicFile.WriteText(Path.Combine(app.Folder, "image.hspy"), "");
        await Task.Delay(20, TestContext.Current.CancellationToken);

        using var after = await app.Get("/data/spectrum?file=image.hspy&row=0&column=1");

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, after.StatusCode);
    }
}
