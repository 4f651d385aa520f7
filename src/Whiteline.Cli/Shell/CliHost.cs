using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Whiteline.Formats;

namespace Whiteline.Cli.Shell;

/// <summary>
/// The program without its process: what a command may see of the world is given here, so that tests run whole command lines.
/// </summary>
/// <param name="commands">Makes all commands, in the order of the help.</param>
/// <param name="formats">The formats that commands read and write.</param>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
sealed class CliHost(Func<CommonOptions, IEnumerable<CliCommand>> commands, FormatCatalog formats, TextWriter output, TextWriter error)
{
    /// <summary>Standard output: results only.</summary>
    public TextWriter Output => output;

    /// <summary>Standard error: progress, warnings, errors.</summary>
    public TextWriter Error => error;

    /// <summary>The formats that commands read and write.</summary>
    public FormatCatalog Formats => formats;

    /// <summary>True when a person reads standard output.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>True when a person reads standard error.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Looks up an environment variable.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;

    /// <summary>Stops the command.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The clock of the progress display.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Runs one command line and returns the exit status. Never throws.</summary>
    /// <param name="arguments">Without the program's name.</param>
    public int Run(params IReadOnlyList<string> arguments)
    {
        var status = Failure.Defect;
        ParseResult? parsed = null;
        try
        {
            var common = new CommonOptions();
            // "@name" is a file name here, not a file of further arguments.
            parsed = Root(common).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            status = parsed.Action is ParseErrorAction || parsed.Action == parsed.CommandResult.Command.Action && UsageError.MistypedOption(parsed) is not null
                ? Failure.Report(new BadInputException(UsageError.Describe(parsed)), this)
                : parsed.Invoke(new HostConfiguration(this, common));
            output.Flush();
        }
        catch (Exception failure)
        {
            status = Failure.Report(failure, this, parsed?.CommandResult.Command);
        }
        return status;
    }

    RootCommand Root(CommonOptions common)
    {
        var root = new RootCommand("Oxidation states from electron energy-loss spectra.");
        foreach (var command in commands(common)) root.Add(command);
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction plain })
            {
                option.Action = new HelpWithExamples(plain);
                // Where file names start with a slash, "/h" is a file.
                foreach (var slashed in option.Aliases.Where(alias => alias.StartsWith('/')).ToArray()) option.Aliases.Remove(slashed);
            }
            if (option is VersionOption) option.Action = new VersionLine();
        }
        return root;
    }
}
