using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Whiteline.Cli.Shell;

/// <summary>The usual help, with the command's examples after it.</summary>
sealed class HelpWithExamples(HelpAction plain) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var status = plain.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var examples = ExamplesOf(parseResult.CommandResult.Command);
        output.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
        foreach (var example in examples) output.WriteLine($"  {example}");
        output.WriteLine();
        return status;
    }

    // A command that only groups others shows the first example of each that is not hidden.
    static List<string> ExamplesOf(Command command) =>
        command is CliCommand { Examples.Count: > 0 } own
            ? [.. own.Examples]
            : [.. command.Subcommands.Where(sub => !sub.Hidden).SelectMany(sub => ExamplesOf(sub).Take(1))];
}
