using System.CommandLine;
using Whiteline.Cli.Commands;
using Whiteline.Cli.Shell;

namespace Whiteline.Cli.Tests;

/// <summary>Every command, as the words that reach it.</summary>
static class HelpPages
{
    public static IReadOnlyList<string[]> All { get; } = [.. CommandList.All(new CommonOptions()).SelectMany(command => Below(command, []))];

    static IEnumerable<string[]> Below(Command command, string[] above)
    {
        string[] path = [.. above, command.Name];
        return command.Subcommands.SelectMany(sub => Below(sub, path)).Prepend(path);
    }
}
