using System.Text.Json;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

public sealed class InfoTests : IDisposable
{
    static readonly SignalAxis Energy = new("Energy loss", 700, 0.5, 3, "eV");
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Json_has_the_agreed_keys_and_values()
    {
        var image = new Signal("SI", SignalKind.SpectrumImage, [new("y", 0, 2, 1, "nm"), new("x", -1, 2, 2, "nm"), Energy], "int16", new FakeSamples(1, 2, 3, -4, 5, 6))
        {
            Metadata = new() { BeamEnergyKv = 200 },
            Warnings = ["Counts were averaged."],
        };

        var (status, root, error) = Info(image);

        Assert.Equal(0, status);
        Assert.Equal(["file", "format", "signals", "dataset"], Keys(root));
        Assert.Equal("Fake", root.GetProperty("format").GetString());
        var signal = Assert.Single(root.GetProperty("signals").EnumerateArray());
        Assert.Equal(["title", "kind", "shape", "dataType", "energyAxis", "navigationAxes", "spectrumNames", "intensity", "metadata", "warnings", "refusal"], Keys(signal));
        Assert.Equal("""["SI","spectrumImage",[1,2,3],"int16"]""", Compact(signal, "title", "kind", "shape", "dataType"));
        Assert.Equal("""[{"offset":700,"scale":0.5,"size":3,"units":"eV"}]""", Compact(signal, "energyAxis"));
        Assert.Equal(
            """[[{"name":"y","offset":0,"scale":2,"size":1,"units":"nm"},{"name":"x","offset":-1,"scale":2,"size":2,"units":"nm"}]]""",
            Compact(signal, "navigationAxes"));
        Assert.Equal(13, signal.GetProperty("intensity").GetProperty("sum").GetDouble());
        Assert.Equal("""[{"sum":13,"min":-4,"max":6,"mean":2.1666666666666665}]""", Compact(signal, "intensity"));
        Assert.Equal("""[200,null]""", Compact(signal.GetProperty("metadata"), "beamEnergyKv", "dwellSeconds"));
        Assert.Equal("""[["Counts were averaged."]]""", Compact(signal, "warnings"));
        Assert.Contains("warning: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_has_no_energy_axis_and_all_axes_navigate()
    {
        var (_, root, _) = Info(new Signal("", SignalKind.Image, [new("y", 0, 1, 2, null), new("x", 0, 1, 1, null)], "float32", new FakeSamples(1, double.NaN)));

        var signal = root.GetProperty("signals")[0];
        Assert.Equal("""[null,{"sum":null,"min":null,"max":null,"mean":null}]""", Compact(signal, "energyAxis", "intensity"));
        Assert.Equal(2, signal.GetProperty("navigationAxes").GetArrayLength());
    }

    [Theory]
    [InlineData("complex64")]
    [InlineData("bool")]
    public void Complex_and_boolean_samples_have_no_intensity(string type)
    {
        var (_, root, _) = Info(new Signal("", SignalKind.Spectrum, [Energy], type, new FakeSamples(1, 0, 1)));

        Assert.Equal("[null]", Compact(root.GetProperty("signals")[0], "intensity"));
    }

    [Fact]
    public void A_refused_signal_among_others_is_listed()
    {
        var (status, root, _) = Info(Refused(), new Signal("", SignalKind.Spectrum, [Energy], "uint8", new FakeSamples(1, 0, 1)));

        Assert.Equal(0, status);
        Assert.Equal("""["'a.dm3' is packed complex."]""", Compact(root.GetProperty("signals")[0], "refusal"));
    }

    [Fact]
    public void A_file_of_refused_signals_is_listed_and_then_refused()
    {
        var (status, root, error) = Info(Refused());

        Assert.Equal(2, status);
        Assert.Equal(1, root.GetProperty("signals").GetArrayLength());
        Assert.Equal("whiteline: 'a.dm3' is packed complex.", error.Trim());
    }

    [Fact]
    public void The_page_shows_what_a_microscopist_asks_first()
    {
        var cli = new TestCli(new FakeFormat(new Signal("SI", SignalKind.SpectrumImage, [new("x", -0.0, 2, 2, "nm"), Energy], "int16", new FakeSamples(1, 2, 3, 4, 5, 6))
        {
            Metadata = new() { CollectionAngleMrad = 12.5 },
        }));

        Assert.Equal(0, cli.Run("info", Path()));
        Assert.Contains("700 to 701 eV, 3 channels of 0.5", cli.Output, StringComparison.Ordinal);
        Assert.Contains("2 × 2 nm from 0", cli.Output, StringComparison.Ordinal);
        Assert.Matches(@"collection angle\s+12.5 mrad", cli.Output);
    }

    [Fact]
    public void A_file_of_no_known_format_is_bad_input()
    {
        var path = folder.File("a.txt");
        File.WriteAllText(path, "hello");
        var cli = new TestCli(new FakeFormat());

        Assert.Equal(2, cli.Run("info", path));
        Assert.Contains("Fake (.fake)", cli.Error, StringComparison.Ordinal);
    }

    static Signal Refused() => new("", SignalKind.Image, [new("x", 0, 1, 4, null)], "packed complex", null) { Refusal = "'a.dm3' is packed complex." };

    (int Status, JsonElement Root, string Error) Info(params Signal[] signals)
    {
        var cli = new TestCli(new FakeFormat(signals));
        var status = cli.Run("info", Path(), "--json");
        return (status, JsonDocument.Parse(cli.Output).RootElement, cli.Error);
    }

    string Path()
    {
        var path = folder.File("a.fake");
        File.WriteAllText(path, "fake");
        return path;
    }

    static string[] Keys(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    static string Compact(JsonElement element, params string[] keys) =>
        $"[{string.Join(',', keys.Select(key => JsonSerializer.Serialize(element.GetProperty(key), PlainText)))}]";

    static readonly JsonSerializerOptions PlainText = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
