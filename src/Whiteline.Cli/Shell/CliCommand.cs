using System.CommandLine;
using System.CommandLine.Invocation;

namespace Whiteline.Cli.Shell;

/// <summary>A command with examples in its help and work that is handed a <see cref="CommandRun"/>.</summary>
/// <param name="name">As typed.</param>
/// <param name="description">A sentence: what it does.</param>
/// <param name="examples">Whole command lines that work, the plainest first; at least one.</param>
sealed class CliCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Whole command lines, shown at the end of the help.</summary>
    public IReadOnlyList<string> Examples => examples;

    /// <summary>Says what the command does. Bad input is thrown; returning means done.</summary>
    public CliCommand Runs(Action<CommandRun> work)
    {
        Action = new Work(work);
        return this;
    }

    sealed class Work(Action<CommandRun> work) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            using var run = new CommandRun((HostConfiguration)parseResult.InvocationConfiguration, parseResult);
            work(run);
            return 0;
        }
    }
}
