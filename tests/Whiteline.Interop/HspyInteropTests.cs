using System.Diagnostics;
using System.Text.Json;
using Whiteline.Hdf5;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>HyperSpy opens what Whiteline writes, and the other way round. Skipped where the system's Python has no HyperSpy.</summary>
public sealed class HspyInteropTests
{
    const string Python = "/usr/bin/python3";
    const string Load = """
        import json, sys, warnings
        warnings.filterwarnings("ignore")
        import hyperspy.api as hs
        loaded = hs.load(sys.argv[1])
        print(json.dumps([{"class": type(s).__name__, "title": s.metadata.General.title, "dimensions": [s.axes_manager.navigation_dimension, s.axes_manager.signal_dimension], "type": str(s.data.dtype),
            "axes": [[str(a.name), a.offset, a.scale, a.size, str(a.units)] for a in s.axes_manager._axes], "sum": float(s.data.sum()), "last": float(s.data.flat[-1])} for s in (loaded if isinstance(loaded, list) else [loaded])]))
        """;
    const string Save = """
        import sys, warnings
        warnings.filterwarnings("ignore")
        import numpy as np, hyperspy.api as hs
        s = hs.signals.Signal1D(np.arange(40 * 30 * 70).reshape(40, 30, 70).astype(">u4"))
        s.set_signal_type("EELS"); s.metadata.General.title = "gespeichert/é µ"; s.set_microscope_parameters(beam_energy=80)
        a = s.axes_manager[-1]; a.name = "Energy loss"; a.offset = 520.5; a.scale = 0.25; a.units = "eV"
        s.save(sys.argv[1]); print("saved")
        """;

    [Fact]
    public async Task HyperSpy_opens_a_written_image_and_a_map_beside_it()
    {
        using var folder = new TemporaryFolder();
        SignalAxis[] axes = [new("y", 1, 0.5, 2, "nm"), new("x", 0, 0.5, 3, "nm"), new("Energy loss", 700.25, 0.1, 4, "eV")];
        using var image = new Signal("SI", SignalKind.SpectrumImage, axes, "uint16", new MemorySampleSource([.. Enumerable.Range(0, 24).Select(i => (float)i)]));
        using var map = new Signal("map", SignalKind.Image, axes[..2], "float64", new MemorySampleSource([0.0, 1, 2, 3, 4, 0.1]));
        new HspyFormat().Write(folder.File("a.hspy"), [image, map], TestContext.Current.CancellationToken);

        var answer = await Ask(Load, folder.File("a.hspy"));
        Assert.SkipUnless(answer is not null, "HyperSpy is not installed here.");
        var read = JsonDocument.Parse(answer).RootElement.EnumerateArray().ToDictionary(signal => signal.GetProperty("title").GetString()!);

        Assert.Equal("""["EELSSpectrum",[2,1],"uint16",276,23]""", Shown(read["SI"]));
        Assert.Equal("""["Signal2D",[0,2],"float64",10.1,0.1]""", Shown(read["map"]));
        Assert.Equal("""[["y",1,0.5,2,"nm"],["x",0,0.5,3,"nm"],["Energy loss",700.25,0.1,4,"eV"]]""", read["SI"].GetProperty("axes").GetRawText().Replace(" ", "", StringComparison.Ordinal).Replace(".0,", ",", StringComparison.Ordinal).Replace("Energyloss", "Energy loss", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("lzf")]
    [InlineData(null)]
    public async Task What_HyperSpy_saves_opens_with_its_axes_and_samples(string? compression)
    {
        using var folder = new TemporaryFolder();
        Assert.SkipUnless(await Ask(Compressed(Save, compression), folder.File("a.hspy")) is not null, "HyperSpy is not installed here.");

        using var read = new HspyFormat().Open(folder.File("a.hspy")).Single();
        var samples = new double[read.Samples.Count];
        read.Samples.Read(0, samples);

        Assert.Equal(("gespeichert/é µ", SignalKind.SpectrumImage, "uint32", "EELS", 80.0), (read.Title, read.Kind, read.DataType, read.Metadata.SignalType, read.Metadata.BeamEnergyKv));
        Assert.Equal(new("Energy loss", 520.5, 0.25, 70, "eV"), read.Axes[^1]);
        Assert.Equal(Enumerable.Range(0, 40 * 30 * 70).Select(i => (double)i), samples);
    }

    [Fact]
    public async Task A_compression_that_is_not_read_is_named()
    {
        using var folder = new TemporaryFolder();
        Assert.SkipUnless(await Ask(Compressed(Save, "szip"), folder.File("a.hspy")) is not null, "HyperSpy is not installed here.");

        using var read = new HspyFormat().Open(folder.File("a.hspy")).Single();
        var error = Assert.Throws<BadInputException>(() => read.Samples.Read(0, new float[1]));

        Assert.Contains("its samples are compressed with szip, which is not read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chunk_that_lzf_left_as_it_is_is_refused_and_not_misread()
    {
        using var folder = new TemporaryFolder();
        var noise = Save.Replace("np.arange(40 * 30 * 70)", "np.random.default_rng(0).integers(0, 2**32, 40 * 30 * 70)", StringComparison.Ordinal);
        Assert.SkipUnless(await Ask(Compressed(noise, "lzf"), folder.File("a.hspy")) is not null, "HyperSpy is not installed here.");

        using var read = new HspyFormat().Open(folder.File("a.hspy")).Single();
        var error = Assert.Throws<BadInputException>(() => read.Samples.Read(0, new float[1]));

        Assert.Contains("A chunk that lzf could not make smaller is not read", error.Message, StringComparison.Ordinal);
        Assert.Contains("compression='gzip'", error.Message, StringComparison.Ordinal);
    }

    static string Compressed(string save, string? compression) =>
        save.Replace("s.save(sys.argv[1])", $"s.save(sys.argv[1], compression={(compression is null ? "None" : $"'{compression}'")})", StringComparison.Ordinal);

    static string Shown(JsonElement signal) => JsonSerializer.Serialize(new object[]
    {
        signal.GetProperty("class").GetString()!, signal.GetProperty("dimensions"), signal.GetProperty("type").GetString()!, signal.GetProperty("sum").GetDouble(), signal.GetProperty("last").GetDouble(),
    });

    static async Task<string?> Ask(string script, string path)
    {
        if (!File.Exists(Python)) return null;
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", script, path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var answer = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if ((await errors).Contains("No module named", StringComparison.Ordinal)) return null;
        Assert.True(process.ExitCode == 0, await errors);
        return answer;
    }
}
