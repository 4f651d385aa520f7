using Whiteline.Spectra;

namespace Whiteline.Cli.Tests;

public sealed class OutputTests
{
    [Fact]
    public void Json_has_camelCase_keys_plain_numbers_and_null_for_what_is_not_finite()
    {
        var cli = new TestCli(run => run.Print(
            new { MeanConfidence = double.NaN, Top = float.PositiveInfinity, Kind = SignalKind.SpectrumImage, Counts = new Dictionary<string, double> { ["Fe2+"] = 0.5 } },
            _ => throw new InvalidOperationException("The page is not wanted.")));

        Assert.Equal(0, cli.Run("probe", "--json"));
        Assert.Equal(
            """{"meanConfidence":null,"top":null,"kind":"spectrumImage","counts":{"Fe2+":0.5}}""",
            cli.Output.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_failed_command_prints_no_document()
    {
        var cli = new TestCli(_ => throw new BadInputException("bad"));

        cli.Run("probe", "--json");

        Assert.Empty(cli.Output);
    }

    [Fact]
    public void Warnings_go_to_standard_error_and_never_among_the_json()
    {
        var cli = new TestCli(run =>
        {
            run.Warn("counts were averaged\u001b[2J by binning");
            run.Print(new { }, _ => { });
        });

        cli.Run("probe", "--json");

        Assert.Equal("{}", cli.Output.Trim());
        Assert.Equal("warning: counts were averaged [2J by binning", cli.Error.Trim());
    }

    [Fact]
    public void Quiet_silences_warnings()
    {
        var cli = new TestCli(run => run.Warn("x"));

        cli.Run("probe", "--quiet");

        Assert.Empty(cli.Error);
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    public void Tables_are_coloured_only_on_a_terminal_without_NO_COLOR(bool terminal, bool noColor, bool coloured)
    {
        var cli = new TestCli(run => run.Print(new { }, page => page.Table(["label", "pixels"], [["[Fe2+]", "12"], ["Mn\u001b4+", "3"]]))) { IsTerminal = terminal };
        if (noColor) cli.Environment["NO_COLOR"] = "1";

        cli.Run("probe");

        Assert.Equal(coloured, cli.Output.Contains('\u001b', StringComparison.Ordinal));
        Assert.Contains("[Fe2+]", cli.Output, StringComparison.Ordinal);
        Assert.Contains("Mn 4+", cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_redirected_table_is_never_wrapped()
    {
        var title = string.Join(' ', Enumerable.Repeat("title", 100));
        var cli = new TestCli(run => run.Print(new { }, page => page.Table(["a"], [[title]])));

        cli.Run("probe");

        Assert.Contains(title, cli.Output, StringComparison.Ordinal);
    }
}
