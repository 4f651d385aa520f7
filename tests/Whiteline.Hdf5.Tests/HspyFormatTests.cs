using System.Text.Json;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Hdf5.Tests;

public sealed class HspyFormatTests
{
    static readonly HspyFormat Format = new();

    [Theory]
    [InlineData("uint8", 255)]
    [InlineData("int16", -32768)]
    [InlineData("uint32", 4294967295)]
    [InlineData("float32", 0.25)]
    [InlineData("float64", 1e300)]
    public void A_type_keeps_its_name_and_its_extremes(string type, double extreme)
    {
        using var folder = new TemporaryFolder();
        using var signal = new Signal("", SignalKind.Spectrum, [new(null, 0, 1, 2, null)], type, new MemorySampleSource([1, extreme]));

        Format.Write(folder.File("a.hspy"), [signal], TestContext.Current.CancellationToken);
        using var read = Format.Open(folder.File("a.hspy")).Single();

        Assert.Equal(type, read.DataType);
        Assert.Equal([1, extreme], All(read));
    }

    [Fact]
    public void Axes_kind_title_and_acquisition_read_back()
    {
        using var folder = new TemporaryFolder();
        AcquisitionMetadata metadata = new() { SignalType = "EELS", BeamEnergyKv = 200, DwellSeconds = 0.01, Frames = 3, Operator = "somebody", TiltBetaDegrees = -2, IntensityUnits = "e-" };
        SignalAxis[] axes = [new("y", -1, 0.5, 2, "nm"), new("x", 3, 0.25, 3, "µm"), new("Energy loss", 700.1, 1.0 / 3, 4, "eV")];
        using var signal = new Signal("Fe L2,3 / α", SignalKind.SpectrumImage, axes, "float32", Counting(24)) { Metadata = metadata };

        Format.Write(folder.File("a.hspy"), [signal], TestContext.Current.CancellationToken);
        using var read = Format.Open(folder.File("a.hspy")).Single();

        Assert.Equal((signal.Title, SignalKind.SpectrumImage, metadata), (read.Title, read.Kind, read.Metadata));
        Assert.Equal(axes, read.Axes);
    }

    [Fact]
    public void A_0_that_nobody_entered_is_not_known()
    {
        using var folder = new TemporaryFolder();
        AcquisitionMetadata zeros = new() { BeamEnergyKv = 0, BeamCurrentNa = 0, ConvergenceAngleMrad = 0, CollectionAngleMrad = 0, ExposureSeconds = 0, DwellSeconds = 0, CameraLengthMm = 0, Magnification = 0, TiltAlphaDegrees = 0 };
        using var signal = new Signal("zeros", SignalKind.Spectrum, [new("Energy loss", 700, 0.5, 4, "eV")], "float32", Counting(4)) { Metadata = zeros };

        Format.Write(folder.File("a.hspy"), [signal], TestContext.Current.CancellationToken);
        using var read = Format.Open(folder.File("a.hspy")).Single();

        Assert.Equal(new AcquisitionMetadata { TiltAlphaDegrees = 0, SignalType = "EELS" }, read.Metadata);
    }

    [Fact]
    public void Signals_of_one_title_stay_apart()
    {
        using var folder = new TemporaryFolder();
        Signal[] signals = [.. Enumerable.Range(1, 3).Select(size => new Signal("map", SignalKind.Image, [new(null, 0, 1, size, null), new(null, 0, 1, 2, null)], "float32", Counting(2 * size)))];

        Format.Write(folder.File("a.hspy"), signals, TestContext.Current.CancellationToken);
        var read = Format.Open(folder.File("a.hspy"));

        Assert.Equal([1, 2, 3], read.Select(signal => signal.Shape[0]).Order());
        Assert.All(read, signal => Assert.Equal(("map", SignalKind.Image), (signal.Title, signal.Kind)));
    }

    [Theory]
    [InlineData(3, 1000, 700)]
    [InlineData(1, 5, 600_000)]
    [InlineData(2500, 1, 120)]
    public void Every_sample_of_an_image_of_many_chunks_reads_back(int rows, int columns, int channels)
    {
        using var folder = new TemporaryFolder();
        var count = rows * columns * channels;
        using var signal = new Signal("", SignalKind.SpectrumImage, [new(null, 0, 1, rows, null), new(null, 0, 1, columns, null), new(null, 0, 1, channels, "eV")], "float32", Counting(count));

        Format.Write(folder.File("a.hspy"), [signal], TestContext.Current.CancellationToken);
        using var read = Format.Open(folder.File("a.hspy")).Single();

        Assert.Equal(Enumerable.Range(0, count).Select(i => (double)i), All(read));
    }

    [Fact]
    public void Opening_reads_no_samples()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.hspy");
        using var signal = new Signal("", SignalKind.SpectrumImage, [new(null, 0, 1, 2000, null), new(null, 0, 1, 4096, "eV")], "float64", new MemorySampleSource(new double[2000 * 4096]));
        Format.Write(path, [signal], TestContext.Current.CancellationToken);

        var before = GC.GetAllocatedBytesForCurrentThread();
        using var read = Format.Open(path).Single();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(allocated < 8 << 20, $"{allocated} bytes for 64 MB of samples.");
    }

    [Fact]
    public void A_file_without_experiments_is_refused_with_what_to_do()
    {
        using var folder = new TemporaryFolder();
        new PureHDF.H5File { ["entry"] = new double[3] }.Write(folder.File("a.h5"));

        var error = Assert.Throws<BadInputException>(() => Format.Open(folder.File("a.h5")));

        Assert.Contains("/Experiments", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_file_is_refused_when_opened_or_read()
    {
        using var folder = new TemporaryFolder();
        using var signal = new Signal("", SignalKind.Spectrum, [new(null, 0, 1, 5000, "eV")], "float32", Counting(5000));
        Format.Write(folder.File("a.hspy"), [signal], TestContext.Current.CancellationToken);
        var bytes = File.ReadAllBytes(folder.File("a.hspy"));
        File.WriteAllBytes(folder.File("cut.hspy"), bytes[..(bytes.Length / 2)]);

        Assert.Throws<BadInputException>(() => Format.Open(folder.File("cut.hspy")).Select(All).ToArray());
    }

    [Fact]
    public void Measured_files_agree_with_HyperSpy()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);
        foreach (var path in Directory.GetFiles(SharedData.PathOf("formats")).Where(file => Path.GetExtension(file) is ".hspy" or ".hdf5"))
        {
            using var expected = JsonDocument.Parse(File.ReadAllText(path + ".json"));
            using var read = Format.Open(path).Single();
            var signal = expected.RootElement.GetProperty("signals")[0];

            Assert.Equal(signal.GetProperty("title").GetString(), read.Title);
            Assert.Equal(signal.GetProperty("dataType").GetString(), read.DataType);
            Assert.Equal(signal.GetProperty("signalDimensions").GetInt32() == 2, read.Kind == SignalKind.Image);
            Assert.Equal(signal.GetProperty("axes").EnumerateArray().Select(AxisOf), read.Axes);
            if (signal.TryGetProperty("sum", out var sum)) Assert.Equal(sum.GetDouble(), All(read).Sum(), 1e-6);
        }
    }

    static SignalAxis AxisOf(JsonElement axis) => new(
        axis.GetProperty("name").GetString(), axis.GetProperty("offset").GetDouble(), axis.GetProperty("scale").GetDouble(), axis.GetProperty("size").GetInt32(), axis.GetProperty("units").GetString());

    static MemorySampleSource Counting(int count) => new([.. Enumerable.Range(0, count).Select(i => (float)i)]);

    static double[] All(Signal signal)
    {
        var samples = new double[signal.Samples.Count];
        signal.Samples.Read(0, samples);
        return samples;
    }
}
