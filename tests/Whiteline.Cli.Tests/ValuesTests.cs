using Whiteline.Cli.Shell;

namespace Whiteline.Cli.Tests;

public sealed class ValuesTests
{
    [Fact]
    public void A_window_is_two_energies()
    {
        var window = Values.Window("632:662.5");

        Assert.Equal((632, 662.5), (window.FromEv, window.ToEv));
    }

    [Theory]
    [InlineData("632")]
    [InlineData("632-662")]
    [InlineData("662:632")]
    [InlineData("632:NaN")]
    [InlineData("632:1,5")]
    public void A_bad_window_is_refused(string text) => Assert.Throws<BadInputException>(() => Values.Window(text));

    [Fact]
    public void A_sweep_includes_both_ends()
    {
        Assert.Equal([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3], Values.Sweep("-0.3:0.3:0.1").Values);
        Assert.Equal([1, 1.5], Values.Sweep("1:1.9:0.5").Values);
        Assert.Equal([2], Values.Sweep("2:2:1").Values);
    }

    [Theory]
    [InlineData("0:1")]
    [InlineData("1:0:0.1")]
    [InlineData("0:1:0")]
    [InlineData("0:1:-1")]
    [InlineData("0:1:1e-9")]
    [InlineData("0:1:x")]
    public void A_bad_sweep_is_refused(string text) => Assert.Throws<BadInputException>(() => Values.Sweep(text));

    [Fact]
    public void Counts_keep_the_order_given()
    {
        Assert.Equal([new("Mn4+", 800), new("Fe2.67+", 1200)], Values.Counts("Mn4+=800,Fe2.67+=1200"));
    }

    [Theory]
    [InlineData("Fe2+")]
    [InlineData("Fe2+=0")]
    [InlineData("=5")]
    [InlineData("Fe2+=1,Fe2+=2")]
    [InlineData("Fe2+=1,")]
    public void Bad_counts_are_refused(string text) => Assert.Throws<BadInputException>(() => Values.Counts(text));

    [Fact]
    public void Swapped_letters_are_one_mistake() => Assert.Equal(1, Nearest.Distance("inof", "info"));

    [Fact]
    public void A_sweep_may_start_with_a_minus_on_the_command_line()
    {
        var option = Values.Option("--shifts", "Shifts.", "FROM:TO:STEP", Values.Sweep);
        Sweep? read = null;
        var cli = new TestCli(new Formats.FormatCatalog(), _ => [new CliCommand("probe", "x", "y") { option }.Runs(run => read = run.Value(option))]);

        Assert.Equal(0, cli.Run("probe", "--shifts", "-5:5:5"));
        Assert.Equal([-5, 0, 5], read!.Values);
    }

    [Fact]
    public void A_choice_hints_at_the_nearest_word()
    {
        var option = Values.Choice("--kind", "Kind.", "gradient", "core-shell", "gradient");
        var read = new List<string?>();
        var cli = new TestCli(new Formats.FormatCatalog(), _ => [new CliCommand("probe", "x", "y") { option }.Runs(run => read.Add(run.Value(option)))]);

        Assert.Equal(0, cli.Run("probe"));
        Assert.Equal(0, cli.Run("probe", "--kind", "Core-Shell"));
        Assert.Equal(2, cli.Run("probe", "--kind", "coreshell"));

        Assert.Equal(["gradient", "core-shell"], read);
        Assert.Contains("--kind: 'coreshell' is not known. Did you mean core-shell?", cli.Error, StringComparison.Ordinal);
    }
}
