using Whiteline.Cli.Commands;
using Whiteline.Cli.Shell;

namespace Whiteline.Cli.Tests;

public sealed class ExitStatusTests
{
    [Fact]
    public void A_finished_command_exits_with_0_and_a_silent_standard_error()
    {
        var cli = new TestCli(run => run.Print(new { Answer = 42 }, page => page.Line("42")));

        Assert.Equal(0, cli.Run("probe"));
        Assert.Equal("42\n", cli.Output.ReplaceLineEndings("\n"));
        Assert.Empty(cli.Error);
    }

    [Fact]
    public void Bad_input_is_one_line_and_exits_with_2()
    {
        var cli = new TestCli(_ => throw BadInputException.In("a.dm3", "it ends early", "Copy it again."));

        Assert.Equal(2, cli.Run("probe"));
        Assert.Equal("whiteline: 'a.dm3': it ends early. Copy it again.", OneLineOf(cli));
    }

    [Theory]
    [InlineData("train", "Alignment on L3 needs labels of one element. Train without alignment.", "Alignment on L3 needs labels of one element. Train without alignment (--align none).")]
    [InlineData("crossval", "It cannot be split by group. Add a group column, or leave out the split by group.", "It cannot be split by group. Add a group column, or leave out the split by group (--by-group).")]
    [InlineData("train", "They do not reach the edge. Give a window, or another element.", "They do not reach the edge. Give a window (--window), or another element.")]
    [InlineData("cluster", "It does not hold the edge. Give a window, or another element.", "It does not hold the edge. Give a window (--window), or another element (--element).")]
    [InlineData("cluster", "No pixel has a signal. Lower the least strength, or give the window and the element.", "No pixel has a signal. Lower the least strength (--least-strength), or give the window (--window) and the element (--element).")]
    [InlineData("cluster", "Try k-means, or allow smaller clusters.", "Try k-means, or allow smaller clusters (--min-cluster-size).")]
    [InlineData("cluster", "Choose a window inside.", "Choose a window inside (--window).")]
    [InlineData("classify", "Acquire a wider range, or train on a narrower window.", "Acquire a wider range, or train on a narrower window.")]
    [InlineData("crossval", "Split by group (--by-group).", "Split by group (--by-group).")]
    public void Advice_of_the_library_names_the_options_of_the_command(string command, string advice, string said)
    {
        var all = CommandList.All(new CommonOptions()).SelectMany(one => one.Subcommands.Prepend(one));

        Assert.Equal(said, OptionAdvice.Named(advice, all.First(one => one.Name == command)));
    }

    [Fact]
    public void Bad_input_inside_parallel_work_is_still_bad_input()
    {
        var cli = new TestCli(_ => throw new AggregateException(new InvalidOperationException("x"), new AggregateException(new BadInputException("bad"))));

        Assert.Equal(2, cli.Run("probe"));
        Assert.Equal("whiteline: bad", OneLineOf(cli));
    }

    [Fact]
    public void A_defect_is_one_line_with_its_type_and_exits_with_1()
    {
        var cli = new TestCli(_ => throw new InvalidOperationException("first\nsecond"));

        Assert.Equal(1, cli.Run("probe"));
        var line = OneLineOf(cli);
        Assert.Contains("InvalidOperationException: first second", line, StringComparison.Ordinal);
        Assert.Contains("report", line, StringComparison.Ordinal);
    }

    [Fact]
    public void The_stack_trace_is_shown_only_on_request()
    {
        var cli = new TestCli(_ => throw new InvalidOperationException("x")) { Environment = { ["WHITELINE_DEBUG"] = "1" } };

        Assert.Equal(1, cli.Run("probe"));
        Assert.Contains("   at Whiteline.Cli.Tests.ExitStatusTests", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(OutOfMemoryException), "memory")]
    [InlineData(typeof(UnauthorizedAccessException), "permissions")]
    [InlineData(typeof(IOException), "free space")]
    public void What_the_machine_refuses_says_what_would_mend_it(Type failure, string said)
    {
        var cli = new TestCli(_ => throw (Exception)Activator.CreateInstance(failure)!);

        Assert.Equal(2, cli.Run("probe"));
        Assert.Contains(said, OneLineOf(cli), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_command_exits_with_130()
    {
        using var cancellation = new CancellationTokenSource();
        var cli = new TestCli(run =>
        {
            cancellation.Cancel();
            run.Cancellation.ThrowIfCancellationRequested();
        })
        { Cancellation = cancellation.Token };

        Assert.Equal(130, cli.Run("probe"));
        Assert.Equal("whiteline: cancelled.", OneLineOf(cli));
    }

    [Fact]
    public void A_cancellation_that_nobody_asked_for_is_a_defect()
    {
        var cli = new TestCli(_ => throw new OperationCanceledException());

        Assert.Equal(1, cli.Run("probe"));
    }

    static string OneLineOf(TestCli cli)
    {
        Assert.Empty(cli.Output);
        return Assert.Single(cli.Error.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
