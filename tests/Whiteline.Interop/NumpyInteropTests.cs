using System.Text.Json;
using Whiteline.Formats;
using Whiteline.Formats.Npz;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>numpy opens what Whiteline writes, and the other way round. Skipped where the system's Python has no numpy.</summary>
public sealed class NumpyInteropTests
{
    [Fact]
    public async Task Numpy_opens_a_written_dataset()
    {
        using var folder = new TemporaryFolder();
        var dataset = new LabeledSpectra(new(700, 0.5, 3), [1, 2, 3, 4, 0.1f, 6], ["Fe2+", "Fe2.67+"], ["wüstite", "𝛼"]) { Provenance = "{\"seed\":7}" };
        LabeledSpectraFile.Write(folder.File("a.npz"), dataset);

        var answer = await SystemPython.Ask(
            """
            import json, sys, numpy
            a = numpy.load(sys.argv[1], allow_pickle=False)
            print(json.dumps({"dtypes": [a[n].dtype.str for n in ("intensity", "energy", "label", "group")], "shape": a["intensity"].shape, "intensity": a["intensity"].ravel().tolist(),
                "energy": a["energy"].tolist(), "label": a["label"].tolist(), "group": a["group"].tolist(), "provenance": str(a["provenance"])}))
            """,
            folder.File("a.npz"));
        var read = JsonDocument.Parse(answer).RootElement;

        Assert.Equal(["<f4", "<f8", "<U7", "<U7"], Texts(read, "dtypes"));
        Assert.Equal("[2, 3]", read.GetProperty("shape").GetRawText());
        Assert.Equal(dataset.Intensity.ToArray(), read.GetProperty("intensity").EnumerateArray().Select(value => (float)value.GetDouble()));
        Assert.Equal(dataset.Axis.Energies(), read.GetProperty("energy").EnumerateArray().Select(value => value.GetDouble()));
        Assert.Equal(dataset.Labels, Texts(read, "label"));
        Assert.Equal(dataset.Groups, Texts(read, "group"));
        Assert.Equal("{\"seed\":7}", read.GetProperty("provenance").GetString());
    }

    [Theory]
    [InlineData("a.astype('<f4')")]
    [InlineData("a.astype('>f8')")]
    [InlineData("a.astype('>i2')")]
    [InlineData("a.astype('<f2')")]
    [InlineData("numpy.asfortranarray(a)")]
    [InlineData("numpy.asfortranarray(a.astype('>u4'))")]
    public async Task Arrays_of_numpy_are_read(string expression)
    {
        using var folder = new TemporaryFolder();

        await SystemPython.Ask(
            $"import sys, numpy; a = numpy.arange(24.0).reshape(2, 3, 4); numpy.savez_compressed(sys.argv[1], x={expression}, word=numpy.array(['κ ≈ 𝛼', 'b'], dtype='>U9'), empty=numpy.zeros((0, 3)))",
            folder.File("a.npz"));
        var arrays = NpzArchive.Read(folder.File("a.npz"));

        Assert.Equal([2, 3, 4], arrays["x"].Shape);
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (double)i), arrays["x"].ToDoubles());
        Assert.Equal(["κ ≈ 𝛼", "b"], arrays["word"].ToStrings());
        Assert.Equal(0, arrays["empty"].Count);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("numpy.asfortranarray(a.astype('>f4'))")]
    public async Task A_single_array_of_numpy_is_read(string expression)
    {
        using var folder = new TemporaryFolder();

        await SystemPython.Ask($"import sys, numpy; a = numpy.arange(24.0).reshape(2, 3, 4); numpy.save(sys.argv[1], {expression})", folder.File("a.npy"));
        using var signal = new NpyFormat().Open(folder.File("a.npy")).Single();
        var samples = new double[24];
        signal.Samples.Read(0, samples);

        Assert.Equal([2, 3, 4], signal.Shape);
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (double)i), samples);
    }

    static IEnumerable<string?> Texts(JsonElement read, string name) => read.GetProperty(name).EnumerateArray().Select(text => text.GetString());
}
