using Whiteline.Cli.Shell;
using Whiteline.Numerics;

namespace Whiteline.Cli.Tests;

public sealed class ProgressTests
{
    readonly ManualTime time = new();

    [Fact]
    public void A_log_gets_a_line_every_few_seconds_with_rate_and_time_left()
    {
        var cli = new TestCli(Work) { Time = time };

        cli.Run("probe");

        var lines = cli.Error.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            ["Training  300/1,000  30 %  100/s  0:07 left", "Training  600/1,000  60 %  100/s  0:04 left", "Training  900/1,000  90 %  100/s  0:01 left"],
            lines);
        Assert.Empty(cli.Output);
    }

    [Fact]
    public void A_terminal_gets_one_line_that_is_cleared_in_the_end()
    {
        var cli = new TestCli(Work) { Time = time, IsTerminal = true };

        cli.Run("probe");

        Assert.DoesNotContain('\n', cli.Error);
        Assert.Contains("Training  [############............]  500/1,000  50 %  100/s  0:05 left", cli.Error, StringComparison.Ordinal);
        Assert.EndsWith(" \r", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_work_says_nothing()
    {
        var cli = new TestCli(Work) { Time = time };

        cli.Run("probe", "--quiet");

        Assert.Empty(cli.Error);
    }

    [Fact]
    public void A_warning_clears_the_bar_first()
    {
        var cli = new TestCli(run =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            run.Progress.Report(new("Reading", 5, 0));
            run.Warn("odd");
        })
        { Time = time, IsTerminal = true };

        cli.Run("probe");

        Assert.Equal("\rReading  5\r          \rwarning: odd", cli.Error.TrimEnd());
    }

    void Work(CommandRun run)
    {
        for (var i = 0; i <= 100; i++)
        {
            run.Progress.Report(new WorkProgress("Training", 10 * i, 1000));
            time.Advance(TimeSpan.FromSeconds(0.1));
        }
    }

    sealed class ManualTime : TimeProvider
    {
        long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;

        public void Advance(TimeSpan by) => now += by.Ticks;
    }
}
