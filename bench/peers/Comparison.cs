using System.Diagnostics;
using System.Text.Json;

namespace Whiteline.Peers;

/// <summary>
/// The same work here and in a peer, in turns, and the ratios of the medians: of wall time, and of processor time, which other work on the
/// machine disturbs less.
/// </summary>
static class Comparison
{
    /// <summary>Runs both in turns and prints a line; ours is run once before, unmeasured, when there are several turns.</summary>
    /// <param name="what">Name of the work.</param>
    /// <param name="turns">How many times each.</param>
    /// <param name="ours">Our work.</param>
    /// <param name="peer">The peer's work; answers with <c>seconds</c> and <c>processor</c>, its processor time in seconds.</param>
    public static void Run(string what, int turns, Action ours, Func<JsonElement> peer)
    {
        if (turns > 1) ours();
        var (here, there) = (new (double, double)[turns], new (double, double)[turns]);
        for (var turn = 0; turn < turns; turn++)
        {
            var clock = Stopwatch.StartNew();
            var processor = Processor();
            ours();
            here[turn] = (clock.Elapsed.TotalSeconds, Processor() - processor);
            var answer = peer();
            there[turn] = (answer.GetProperty("seconds").GetDouble(), answer.GetProperty("processor").GetDouble());
        }
        Print(what, here, there);
    }

    /// <summary>Prints a line from the turns of both: wall and processor time, in seconds.</summary>
    public static void Print(string what, IReadOnlyList<(double Seconds, double Processor)> here, IReadOnlyList<(double Seconds, double Processor)> there)
    {
        double ours = Median(here.Select(turn => turn.Seconds)), theirs = Median(there.Select(turn => turn.Seconds));
        var busy = Median(there.Select(turn => turn.Processor)) / Median(here.Select(turn => turn.Processor));
        Console.WriteLine(FormattableString.Invariant($"{what,-48} {ours,10:0.000} s {theirs,10:0.000} s {theirs / ours,8:0.0} × {busy,12:0.0} ×"));
    }

    /// <summary>The head of the table.</summary>
    public static void Head(string peer) => Console.WriteLine($"{"",-48} {"Whiteline",12} {peer,12} {"ratio",10} {"of processor",14}");

    /// <summary>Processor time of this process so far, seconds.</summary>
    public static double Processor()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }

    static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
