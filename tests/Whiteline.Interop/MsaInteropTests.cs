using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Whiteline.Formats.Msa;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>HyperSpy opens what Whiteline writes. Skipped where the system's Python has no HyperSpy.</summary>
public sealed class MsaInteropTests
{
    const string Python = "/usr/bin/python3";
    const string Script = """
        import json, sys, warnings
        warnings.filterwarnings("ignore")
        import hyperspy.api as hs
        s = hs.load(sys.argv[1])
        a = s.axes_manager[0]
        print(json.dumps({"title": s.metadata.General.title, "type": s.metadata.Signal.signal_type, "units": a.units, "offset": a.offset, "scale": a.scale, "data": [repr(float(v)) for v in s.data],
            "kv": s.metadata.Acquisition_instrument.TEM.beam_energy}))
        """;

    [Fact]
    public async Task HyperSpy_reads_the_same_values_from_a_written_spectrum()
    {
        using var folder = new TemporaryFolder();
        double[] values = [0.1 + 0.2, -1.0 / 3, 1e-300, 123456.789, 0];
        using var signal = new Signal("Fe L2,3", SignalKind.Spectrum, [new("Energy loss", 700.1, 1.0 / 3, 5, "eV")], "float64", new MemorySampleSource(values))
        {
            Metadata = new() { SignalType = "EELS", BeamEnergyKv = 200 },
        };
        new MsaFormat().Write(folder.File("a.msa"), [signal], TestContext.Current.CancellationToken);

        var answer = await Ask(folder.File("a.msa"));
        Assert.SkipUnless(answer is not null, "HyperSpy is not installed here.");
        var read = JsonDocument.Parse(answer).RootElement;

        Assert.Equal("Fe L2,3", read.GetProperty("title").GetString());
        Assert.Equal("EELS", read.GetProperty("type").GetString());
        Assert.Equal("eV", read.GetProperty("units").GetString());
        Assert.Equal(700.1, read.GetProperty("offset").GetDouble());
        Assert.Equal(1.0 / 3, read.GetProperty("scale").GetDouble());
        Assert.Equal(200, read.GetProperty("kv").GetDouble());
        Assert.Equal(values, read.GetProperty("data").EnumerateArray().Select(value => double.Parse(value.GetString()!, CultureInfo.InvariantCulture)));
    }

    static async Task<string?> Ask(string path)
    {
        if (!File.Exists(Python)) return null;
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", Script, path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var answer = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if ((await errors).Contains("No module named", StringComparison.Ordinal)) return null;
        Assert.True(process.ExitCode == 0, await errors);
        return answer;
    }
}
