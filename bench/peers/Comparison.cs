using System.Diagnostics;
using System.Text.Json;

namespace Whiteline.Peers;

/// <summary>The same work here and in a peer, in turns, and the ratio of the medians.</summary>
static class Comparison
{
    /// <summary>Runs both in turns and prints a line; ours is run once before, unmeasured, when there are several turns.</summary>
    /// <param name="what">Name of the work.</param>
    /// <param name="turns">How many times each.</param>
    /// <param name="ours">Our work.</param>
    /// <param name="peer">The peer's work; answers with <c>seconds</c>.</param>
    public static void Run(string what, int turns, Action ours, Func<JsonElement> peer)
    {
        if (turns > 1) ours();
        var (here, there) = (new double[turns], new double[turns]);
        for (var turn = 0; turn < turns; turn++)
        {
            var clock = Stopwatch.StartNew();
            ours();
            here[turn] = clock.Elapsed.TotalSeconds;
            there[turn] = peer().GetProperty("seconds").GetDouble();
        }
        Console.WriteLine(FormattableString.Invariant($"{what,-52} {Median(here),10:0.000} s {Median(there),10:0.000} s {Median(there) / Median(here),8:0.0} ×"));
    }

    /// <summary>The head of the table.</summary>
    public static void Head(string peer) => Console.WriteLine($"{"",-52} {"Whiteline",12} {peer,12} {"ratio",10}");

    static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
