using System.Text.Json;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

public sealed class AxisTests : IDisposable
{
    // The simulation moves the features 6 eV up: the axis reads 6 eV high.
    const double Error = 6;

    readonly TemporaryFolder folder = new();

    public AxisTests() => Assert.Equal(0, Cli().Run("simulate", "image", "--kind", "core-shell", "--size", "12", "--axis-error", "6", "--out", folder.File("cube.hspy"), "--quiet"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Info_says_how_far_the_axis_is_off_and_by_what()
    {
        var cli = Cli();

        Assert.Equal(0, cli.Run("info", folder.File("cube.hspy"), "--axis", "--element", "Fe", "--figure", folder.File("axis.svg"), "--json", "--quiet"));

        var axis = JsonDocument.Parse(cli.Output).RootElement.GetProperty("axis");
        Assert.Equal(["offsetEv", "uncertaintyEv", "atEv", "chiSquare", "consistent", "element", "landmarks"], axis.EnumerateObject().Select(property => property.Name));
        Assert.InRange(Math.Abs(axis.GetProperty("offsetEv").GetDouble() + Error), 0, 1.96 * axis.GetProperty("uncertaintyEv").GetDouble());
        Assert.Equal(["O K", "Fe L3"], axis.GetProperty("landmarks").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
        Assert.StartsWith("<?xml", File.ReadAllText(folder.File("axis.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Map_takes_offset_and_uncertainty_from_the_file_and_records_both()
    {
        var cli = Cli();

        Assert.Equal(0, cli.Run("map", "--element", "Fe", folder.File("cube.hspy"), "--axis-uncertainty", "estimate", "--fractions", "--out", folder.File("map"), "--json", "--quiet"));

        var document = JsonDocument.Parse(cli.Output).RootElement;
        var axis = document.GetProperty("axis");
        Assert.InRange(axis.GetProperty("offsetEv").GetDouble(), -Error - 1.5, -Error + 1.5);
        Assert.Equal(2, axis.GetProperty("estimate").GetProperty("landmarks").GetArrayLength());
        var sentence = Assert.Single(document.GetProperty("findings").EnumerateArray(), finding => finding.GetString()!.Contains("O K", StringComparison.Ordinal)).GetString()!;
        Assert.Contains("reads", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("as given", cli.Output, StringComparison.Ordinal);
        Assert.Contains(sentence[..40], File.ReadAllText(Path.Combine(folder.File("map"), "report.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--axis-uncertainty", "estimte")]
    [InlineData("--axis-uncertainty", "21")]
    [InlineData("--axis-uncertainty", "estimate", "--axis-offset", "2")]
    public void An_axis_that_is_declared_twice_or_not_at_all_is_bad_input(params string[] arguments)
    {
        var cli = Cli();

        Assert.Equal(2, cli.Run(["map", "--element", "Fe", folder.File("cube.hspy"), "--out", folder.File("map"), .. arguments]));
        Assert.Single(cli.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void A_file_that_holds_no_landmark_says_what_would_help()
    {
        File.WriteAllText(folder.File("flat.csv"), "energy,a\n" + string.Join('\n', Enumerable.Range(0, 400).Select(i => FormattableString.Invariant($"{600 + 0.25 * i},{100 + i % 3}"))));
        var (info, classify) = (Cli(), Cli());

        Assert.Equal(0, info.Run("info", folder.File("flat.csv"), "--axis", "--element", "Mn", "--json", "--quiet"));
        Assert.Equal(2, classify.Run("classify", "--element", "Mn", folder.File("flat.csv"), "--axis-uncertainty", "estimate", "--quiet"));

        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(info.Output).RootElement.GetProperty("axis").ValueKind);
        Assert.Contains("Declare its offset", classify.Error, StringComparison.Ordinal);
    }

    static TestCli Cli() => new([.. KnownFormats.Create().Formats]);
}
