using System.Text.Json;
using Whiteline.Formats;
using Whiteline.Formats.Dm;
using Whiteline.Formats.Msa;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Formats;

/// <summary>Real files against the values that HyperSpy 1.7.3 reads from them (FILE.json beside each file).</summary>
public sealed class SharedFormatFilesTests
{
    static readonly FormatCatalog Catalog = new(DmFormat.Dm3, DmFormat.Dm4, new MsaFormat());

    public static TheoryData<string> Files()
    {
        var names = new TheoryData<string>();
        if (!SharedData.IsPresent) names.Add("absent");
        else
            foreach (var file in Directory.GetFiles(SharedData.PathOf("formats")).Order(StringComparer.Ordinal))
                if (Path.GetExtension(file) is ".dm3" or ".dm4" or ".msa") names.Add(Path.GetFileName(file));
        return names;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_reads_as_HyperSpy_reads_it(string name)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);
        var path = SharedData.PathOf("formats", name);
        using var json = JsonDocument.Parse(File.ReadAllText(path + ".json"));
        var expected = json.RootElement.GetProperty("signals").EnumerateArray().ToArray();

        var signals = Catalog.Open(path);

        Assert.Equal(Path.GetExtension(name).TrimStart('.').ToUpperInvariant(), Catalog.FormatOf(path).Name);
        Assert.Equal(expected.Length, signals.Count);
        for (var i = 0; i < expected.Length; i++)
        {
            using var signal = signals[i];
            AssertAgrees(expected[i], signal);
        }
    }

    // HyperSpy 1.7.3: hs.load(...).data.sum(dtype="float64"), .data.min(), .data.max(), .data[3, 4, 100], .data[16, 18, 2047].
    [Fact]
    public void The_measured_spectrum_image_reads_as_HyperSpy_reads_it()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);

        using var signal = Catalog.Open(SharedData.PathOf("fe_oxide_nanocube_si.dm3")).Single();
        var samples = new double[signal.Samples.Count];
        signal.Samples.Read(0, samples);

        Assert.Equal([17, 19, 2048], signal.Shape);
        Assert.Equal(SignalKind.SpectrumImage, signal.Kind);
        Assert.Equal(new("Energy loss", 450, 0.25, 2048, "eV"), signal.Axes[2]);
        Assert.Equal(163901033.5895691, samples.Sum(), 1e-3);
        Assert.Equal(-44.032501220703125, samples.Min());
        Assert.Equal(5025.94287109375, samples.Max());
        Assert.Equal(471.55768f, (float)samples[(3 * 19 + 4) * 2048 + 100]);
        Assert.Equal(-3.0361938f, (float)samples[^1]);
        Assert.Equal(
            new AcquisitionMetadata
            {
                BeamEnergyKv = 200,
                ConvergenceAngleMrad = 35,
                CollectionAngleMrad = 27.780000686645508,
                ExposureSeconds = 0.5,
                Frames = 1,
                ApertureMm = 5,
                CameraLengthMm = 60,
                Magnification = 3_000_000,
                Microscope = "ARM200F",
                Spectrometer = "GIF Quantum ER",
                AcquisitionMode = "STEM",
                SignalType = "EELS",
                IntensityUnits = "e-",
            },
            signal.Metadata with { AcquisitionDate = null, DwellSeconds = null, Operator = null });
        Assert.Contains("1 × 130", Assert.Single(signal.Warnings), StringComparison.Ordinal);
    }

    static void AssertAgrees(JsonElement expected, Signal signal)
    {
        Assert.Equal(expected.GetProperty("title").GetString(), signal.Title);
        Assert.Equal(expected.GetProperty("signalType").GetString() ?? "", signal.Metadata.SignalType ?? "");
        if (signal.Refusal is not null)
        {
            AssertRefused(expected, signal);
            return;
        }
        AssertAxes(expected.GetProperty("axes").EnumerateArray().ToArray(), signal);
        var dimensions = expected.GetProperty("signalDimensions").GetInt32();
        Assert.Equal(dimensions == 2 ? SignalKind.Image : signal.Axes.Count == 1 ? SignalKind.Spectrum : SignalKind.SpectrumImage, signal.Kind);
        Assert.Equal(expected.GetProperty("dataType").GetString(), signal.DataType);
        AssertSamples(expected, signal);
    }

    static void AssertAxes(JsonElement[] expected, Signal signal)
    {
        Assert.Equal(expected.Select(axis => axis.GetProperty("size").GetInt32()), signal.Shape);
        foreach (var (axis, read) in expected.Zip(signal.Axes))
        {
            Assert.Equal(axis.GetProperty("name").GetString(), read.Name ?? "");
            Assert.Equal(axis.GetProperty("units").GetString(), read.Units ?? "");
            Assert.Equal(axis.GetProperty("scale").GetDouble(), read.Scale, 1e-12);
            Assert.Equal(axis.GetProperty("offset").GetDouble(), read.Offset, 1e-9);
        }
    }

    static void AssertSamples(JsonElement expected, Signal signal)
    {
        // Complex and boolean images have no sum in HyperSpy.
        if (!expected.TryGetProperty("sum", out var sum)) return;
        var samples = new double[signal.Samples.Count];
        signal.Samples.Read(0, samples);
        Assert.Equal(sum.GetDouble(), samples.Sum(), Math.Abs(sum.GetDouble()) * 1e-12 + 1e-9);
        Assert.Equal(expected.GetProperty("min").GetDouble(), samples.Min());
        Assert.Equal(expected.GetProperty("max").GetDouble(), samples.Max());
        Assert.Equal(expected.GetProperty("first").EnumerateArray().Select(value => value.GetDouble()), samples[..expected.GetProperty("first").GetArrayLength()]);
        Assert.Equal(expected.GetProperty("last").EnumerateArray().Select(value => value.GetDouble()), samples[^expected.GetProperty("last").GetArrayLength()..]);
    }

    static void AssertRefused(JsonElement expected, Signal signal)
    {
        var stored = expected.GetProperty("dataType").GetString()!;
        Assert.Equal(stored.StartsWith('[') ? "rgb" : "packed complex", signal.DataType);
        Assert.Contains(stored.StartsWith('[') ? "RGB" : "packed complex", signal.Refusal, StringComparison.Ordinal);
        Assert.Throws<BadInputException>(() => signal.Samples);
    }
}
