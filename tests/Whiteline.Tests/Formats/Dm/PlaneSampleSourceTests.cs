using Whiteline.Formats.Dm;
using Whiteline.Numerics;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Formats.Dm;

public sealed class PlaneSampleSourceTests
{
    [Theory]
    [InlineData(1, 50)]
    [InlineData(7, 1)]
    [InlineData(30, 90)]
    [InlineData(5000, 11)]
    [InlineData(9001, 3)]
    public void Any_range_equals_that_of_the_transposed_whole(int pixels, int channels)
    {
        using var folder = new TemporaryFolder();
        var (source, expected) = Make(folder, pixels, channels);
        using var _ = source;
        var random = new RandomSource(new Seed(3).Branch("ranges"));

        for (var i = 0; i < 100; i++)
        {
            var start = random.NextInt32(expected.Length);
            var samples = new float[1 + random.NextInt32(expected.Length - start)];
            source.Read(start, samples);

            Assert.Equal(expected[start..(start + samples.Length)], samples);
        }
    }

    [Fact]
    public void Callers_on_several_threads_do_not_disturb_each_other()
    {
        using var folder = new TemporaryFolder();
        var (source, expected) = Make(folder, 400, 50);
        using var _ = source;

        Parallel.For(0, 200, i =>
        {
            var samples = new double[100];
            source.Read(i * 90, samples);
            for (var j = 0; j < samples.Length; j++) Assert.Equal(expected[i * 90 + j], samples[j]);
        });
    }

    [Fact]
    public void A_row_of_a_file_of_4_GB_costs_a_few_megabytes()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("large.dm4");
        Assert.SkipUnless(TryWriteSparse(path, rows: 512, columns: 1024, channels: 2048), "There is no room, or no sparse file, for 4 GB here.");
        var row = new float[1024 * 2048];
        var before = GC.GetAllocatedBytesForCurrentThread();

        using var signal = DmFormat.Dm4.Open(path).Single();
        var opened = GC.GetAllocatedBytesForCurrentThread() - before;
        signal.Samples.Read(511L * row.Length, row);

        Assert.True(new FileInfo(path).Length > 1L << 32);
        Assert.Equal([512, 1024, 2048], signal.Shape);
        Assert.InRange(opened, 0, 1 << 20);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
        Assert.All(row, sample => Assert.Equal(0, sample));
    }

    static (ISampleSource Source, float[] Expected) Make(TemporaryFolder folder, int pixels, int channels)
    {
        var stored = new byte[5 + pixels * channels * 4];
        var expected = new float[pixels * channels];
        for (var channel = 0; channel < channels; channel++)
            for (var pixel = 0; pixel < pixels; pixel++)
            {
                expected[pixel * channels + channel] = pixel * 1000 + channel;
                BitConverter.TryWriteBytes(stored.AsSpan(5 + (channel * pixels + pixel) * 4), pixel * 1000 + channel);
            }
        File.WriteAllBytes(folder.File("planes"), stored);
        return (new PlaneSampleSource(folder.File("planes"), 5, pixels, channels, SampleType.Int32, bigEndian: false), expected);
    }

    static bool TryWriteSparse(string path, int rows, int columns, int channels)
    {
        // Where files cannot have holes, 4 GB would be written out.
        if (!OperatingSystem.IsLinux()) return false;
        try
        {
            using var stream = new FileStream(path, FileMode.CreateNew);
            new DmBuilder().Image(
                "large", 2, [6], [], [(columns, 0, 1, "nm"), (rows, 0, 1, "nm"), (channels, -1400, 0.5, "eV")],
                [new DmGroup("Meta Data", new DmString("Format", "Spectrum image"))], (long)rows * columns * channels).Write(stream);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
