using System.CommandLine;
using Whiteline.Learning;

namespace Whiteline.Cli.Commands;

/// <summary><c>--survival</c>: how far the energy axis may be off before a label changes.</summary>
static class Survives
{
    /// <summary>The option.</summary>
    public static Option<bool> Option() => new("--survival") { Description = FormattableString.Invariant($"Say how far the energy axis may be off before each label changes, up to ±{Survival.ReachEv} eV, and whether position or shape carried it.") };

    /// <summary>The range for <c>--json</c>; null when it was not asked for, or the spectrum holds no answer that could survive.</summary>
    public static object? Document(Verdict verdict) => Of(verdict) is { } range ? new { fromEv = range.FromEv, toEv = range.ToEv, reachEv = Survival.ReachEv } : null;

    /// <summary>The range of a verdict in words; empty where there is none.</summary>
    public static string Words(Verdict verdict) => Of(verdict)?.InWords() ?? "";

    static Survival? Of(Verdict verdict) => verdict.HoldsAnswer ? verdict.Survives : null;
}
