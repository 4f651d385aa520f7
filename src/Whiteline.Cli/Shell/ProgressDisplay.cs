using System.Globalization;
using Whiteline.Numerics;

namespace Whiteline.Cli.Shell;

/// <summary>How progress is shown.</summary>
enum ProgressStyle
{
    /// <summary>Not at all.</summary>
    Silent,

    /// <summary>A line every few seconds: for logs.</summary>
    Lines,

    /// <summary>One line that is drawn over: for a terminal.</summary>
    Bar,
}

/// <summary>
/// Shows progress with its rate and the time left. Work may report from any thread and as often as it likes: what is not due is dropped.
/// </summary>
sealed class ProgressDisplay(TextWriter output, ProgressStyle style, TimeProvider time) : IProgress<WorkProgress>, IDisposable
{
    static readonly TimeSpan BetweenDraws = TimeSpan.FromSeconds(0.1);
    static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(3);
    const int BarWidth = 24;

    readonly Lock gate = new();
    string? stage;
    long stageStart;
    long doneAtStart;
    long lastShown = time.GetTimestamp();
    int drawn;

    /// <inheritdoc/>
    public void Report(WorkProgress value)
    {
        if (style == ProgressStyle.Silent) return;
        lock (gate)
        {
            if (value.Stage != stage)
            {
                (stage, stageStart, doneAtStart) = (value.Stage, time.GetTimestamp(), value.Done);
            }
            if (time.GetElapsedTime(lastShown) < (style == ProgressStyle.Bar ? BetweenDraws : BetweenLines)) return;
            lastShown = time.GetTimestamp();
            Show(value);
        }
    }

    /// <summary>Clears the bar, lets something else be written, and draws on at the next report.</summary>
    public void Interrupt(Action<TextWriter> write)
    {
        lock (gate)
        {
            Clear();
            write(output);
        }
    }

    /// <summary>Clears the bar.</summary>
    public void Dispose()
    {
        lock (gate) Clear();
    }

    void Show(WorkProgress value)
    {
        var text = Describe(value, time.GetElapsedTime(stageStart).TotalSeconds);
        if (style == ProgressStyle.Lines)
        {
            output.WriteLine(text);
            return;
        }
        output.Write('\r' + text.PadRight(drawn));
        output.Flush();
        drawn = text.Length;
    }

    string Describe(WorkProgress value, double seconds)
    {
        var text = Printable.OneLine(value.Stage);
        if (value.Total > 0)
        {
            var share = Math.Clamp(value.Done / (double)value.Total, 0, 1);
            if (style == ProgressStyle.Bar) text += $"  [{new string('#', (int)(share * BarWidth)).PadRight(BarWidth, '.')}]";
            text += string.Create(CultureInfo.InvariantCulture, $"  {value.Done:N0}/{value.Total:N0}  {100 * share:0} %");
        }
        else
        {
            text += string.Create(CultureInfo.InvariantCulture, $"  {value.Done:N0}");
        }
        if (value.Detail is { } detail) text += $"  {Printable.OneLine(detail)}";
        var rate = (value.Done - doneAtStart) / seconds;
        if (!double.IsFinite(rate) || !(rate > 0)) return text;
        text += string.Create(CultureInfo.InvariantCulture, $"  {(rate >= 10 ? rate.ToString("N0", CultureInfo.InvariantCulture) : rate.ToString("0.##", CultureInfo.InvariantCulture))}/s");
        return value.Total > value.Done ? $"{text}  {Left((value.Total - value.Done) / rate)} left" : text;
    }

    void Clear()
    {
        if (drawn == 0) return;
        output.Write('\r' + new string(' ', drawn) + '\r');
        output.Flush();
        drawn = 0;
    }

    static string Left(double seconds)
    {
        if (seconds >= 360_000) return "over 100 h";
        var left = TimeSpan.FromSeconds(Math.Ceiling(seconds));
        return left.TotalHours >= 1 ? left.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture) : left.ToString(@"m\:ss", CultureInfo.InvariantCulture);
    }
}
