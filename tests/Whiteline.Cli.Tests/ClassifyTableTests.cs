using System.Globalization;
using System.Text.Json;
using Whiteline.Formats;
using Whiteline.Formats.Npz;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

/// <summary>The table of <c>classify --out</c>. What it must hold is what <c>--json</c> prints.</summary>
public sealed class ClassifyTableTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public ClassifyTableTests()
    {
        Assert.Equal(0, Cli().Run("simulate", "dataset", "--per-class", "Mn2+=4,Mn3+=4,Mn4+=4", "--dose", "60", "--out", folder.File("mn.npz"), "--quiet"));
        Assert.Equal(0, Cli().Run("simulate", "dataset", "--per-class", "Fe2+=2,Fe3+=2", "--energies", "700:730:0.1", "--background", "0", "--out", folder.File("fe.npz"), "--quiet"));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_row_per_spectrum_says_what_the_document_says()
    {
        var cli = Cli();

        Assert.Equal(0, cli.Run("classify", "--element", "Mn", folder.File("fe.npz"), folder.File("mn.npz"), "--error-rate", "0.1", "--survival", "--out", folder.File("table.csv"), "--json", "--quiet"));

        var document = JsonDocument.Parse(cli.Output).RootElement;
        var rows = Rows(folder.File("table.csv"));
        Assert.Equal(folder.File("table.csv"), document.GetProperty("out").GetString());
        Assert.Equal(
            document.GetProperty("spectra").EnumerateArray().Select(spectrum => string.Join('|', Expected(spectrum))),
            rows.Select(row => string.Join('|', new[] { row["file"], row["index"], row["label"], row["P(Mn2+)"], row["P(Mn3+)"], row["P(Mn4+)"], row["set"], row["survivesFromEv"], row["survivesToEv"], row["carriedBy"] })));
        Assert.All(rows.Take(4), row => Assert.Equal("window missing", row["abstained"]));
    }

    [Fact]
    public void A_spectrum_without_a_label_has_none_in_the_printed_table_either()
    {
        var cli = Cli();

        Assert.Equal(0, cli.Run("classify", "--element", "Mn", folder.File("fe.npz"), folder.File("mn.npz"), "--quiet"));

        var unanswered = cli.Output.Split('\n').Where(line => line.Contains("fe.npz ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(4, unanswered.Length);
        Assert.All(unanswered, line => Assert.Matches(@"fe\.npz +\d +0\.333 .*window missing", line));
    }

    [Fact]
    public void Fractions_of_every_method_stand_in_the_row_of_their_spectrum()
    {
        var cli = Cli();

        Assert.Equal(0, cli.Run("classify", "--element", "Mn", folder.File("mn.npz"), "--fractions", "--out", folder.File("table.csv"), "--json", "--quiet"));

        var spectra = JsonDocument.Parse(cli.Output).RootElement.GetProperty("spectra").EnumerateArray().ToArray();
        var rows = Rows(folder.File("table.csv"));
        foreach (var method in new[] { "mlls", "network", "ratio" })
        {
            Assert.Equal(spectra.Select(spectrum => Fraction(spectrum, method, "value")), rows.Select(row => row[$"{method} Mn3+"]));
            Assert.Equal(spectra.Select(spectrum => Fraction(spectrum, method, "lower")), rows.Select(row => row[$"{method} Mn3+ lower"]));
        }
    }

    [Fact]
    public void Every_column_of_a_table_is_given_a_label_under_its_name()
    {
        var data = LabeledSpectraFile.Read(folder.File("mn.npz"));
        var lines = data.Axis.Energies().Select((energy, c) => FormattableString.Invariant($"{energy},{data[0][c]},{data[4][c]},{data[8][c]}"));
        File.WriteAllLines(folder.File("columns.csv"), lines.Prepend("energy,MnO,Mn2O3,MnO2"));
        var cli = Cli();

        Assert.Equal(0, cli.Run("classify", "--element", "Mn", folder.File("columns.csv"), "--out", folder.File("table.csv"), "--json", "--quiet"));

        var spectra = JsonDocument.Parse(cli.Output).RootElement.GetProperty("spectra").EnumerateArray().ToArray();
        Assert.Equal(["MnO", "Mn2O3", "MnO2"], spectra.Select(spectrum => spectrum.GetProperty("name").GetString()));
        Assert.Equal(["MnO", "Mn2O3", "MnO2"], Rows(folder.File("table.csv")).Select(row => row["name"]));
    }

    [Fact]
    public void Of_several_signals_the_one_taken_is_told_and_another_can_be()
    {
        var data = LabeledSpectraFile.Read(folder.File("mn.npz"));
        var channels = data.Axis.Count;
        NpzArchive.Write(folder.File("two.npz"), [new("energy", new(data.Axis.Energies(), channels)), new("few", new(data[0].ToArray(), channels)), new("many", new(data.Intensity.ToArray(), data.Count, channels))], TestContext.Current.CancellationToken);
        var (untold, chosen) = (Cli(), Cli());

        Assert.Equal(0, untold.Run("classify", "--element", "Mn", folder.File("two.npz"), "--json"));
        Assert.Equal(0, chosen.Run("classify", "--element", "Mn", folder.File("two.npz"), "--signal", "0", "--json"));

        Assert.Contains("It holds 2 signals with spectra; signal 1 ('many')", untold.Error, StringComparison.Ordinal);
        Assert.Contains("Take another with --signal N", untold.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("signals with spectra", chosen.Error, StringComparison.Ordinal);
        Assert.Equal((12, 1), (Spectra(untold), Spectra(chosen)));

        static int Spectra(TestCli cli) => JsonDocument.Parse(cli.Output).RootElement.GetProperty("spectra").GetArrayLength();
    }

    [Fact]
    public void A_name_without_csv_is_a_folder()
    {
        Assert.Equal(0, Cli().Run("classify", "--element", "Mn", folder.File("mn.npz"), "--out", folder.File("answers"), "--quiet"));

        Assert.Equal("verdicts.csv", Path.GetFileName(Assert.Single(Directory.GetFiles(folder.File("answers")))));
    }

    [Fact]
    public void A_file_that_is_read_is_never_written_over()
    {
        Assert.Equal(0, Cli().Run("convert", folder.File("mn.npz"), folder.File("mn.csv"), "--quiet"));
        var before = File.ReadAllText(folder.File("mn.csv"));
        var cli = Cli();

        Assert.Equal(2, cli.Run("classify", "--element", "Mn", folder.File("mn.csv"), "--out", folder.File("mn.csv")));

        Assert.Single(cli.Error.TrimEnd().Split('\n'));
        Assert.Equal(before, File.ReadAllText(folder.File("mn.csv")));
    }

    [Fact]
    public void A_command_that_fails_leaves_no_table()
    {
        Assert.Equal(2, Cli().Run("classify", "--element", "Mn", folder.File("fe.npz"), "--out", folder.File("table.csv"), "--quiet"));

        Assert.Empty(Directory.GetFiles(folder.Path, "*table*"));
    }

    static IEnumerable<string> Expected(JsonElement spectrum)
    {
        yield return spectrum.GetProperty("file").GetString()!;
        yield return $"{spectrum.GetProperty("index").GetInt32()}";
        yield return spectrum.GetProperty("abstained").GetBoolean() ? "" : spectrum.GetProperty("label").GetString()!;
        foreach (var probability in spectrum.GetProperty("probabilities").EnumerateObject()) yield return Text(probability.Value, "0.######");
        yield return spectrum.GetProperty("set") is { ValueKind: JsonValueKind.Array } set ? string.Join(' ', set.EnumerateArray()) : "";
        var survives = spectrum.GetProperty("survives");
        yield return survives.ValueKind == JsonValueKind.Null ? "" : Text(survives.GetProperty("fromEv"), "0.##");
        yield return survives.ValueKind == JsonValueKind.Null ? "" : Text(survives.GetProperty("toEv"), "0.##");
        yield return spectrum.GetProperty("carriedBy").GetString() ?? "";
    }

    static string Fraction(JsonElement spectrum, string method, string end) =>
        spectrum.GetProperty("fractions").GetProperty(method) is { ValueKind: JsonValueKind.Object } found ? Text(found.GetProperty("fractions").GetProperty("Mn3+").GetProperty(end), "0.####") : "";

    static string Text(JsonElement number, string format) => number.GetDouble().ToString(format, CultureInfo.InvariantCulture);

    static Dictionary<string, string>[] Rows(string file)
    {
        var lines = File.ReadAllLines(file);
        var names = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => names.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    static TestCli Cli() => new([.. KnownFormats.Create().Formats]);
}
