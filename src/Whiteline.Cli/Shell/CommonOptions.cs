using System.CommandLine;

namespace Whiteline.Cli.Shell;

/// <summary>Options that mean the same in every command that takes them. A command adds those that it honours.</summary>
sealed class CommonOptions
{
    /// <summary>One JSON document on standard output, nothing else there.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Print one JSON document instead of a table." };

    /// <summary>No progress and no warnings on standard error.</summary>
    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No progress and no warnings; errors are still printed." };

    /// <summary>The number from which all randomness follows.</summary>
    public Option<ulong> Seed { get; } = Values.Option(
        "--seed", "All randomness follows from this number: the same seed gives the same result.", "N", Values.Seed, () => 0UL);

    /// <summary>Bound on parallelism.</summary>
    public Option<int> Threads { get; } = Values.Option(
        "--threads", "Bound on parallelism; it changes no result but the rounding of a network in training. Without it, one thread a core.", "N", text => Values.Integer(text, 1, 4096), () => System.Environment.ProcessorCount);
}
