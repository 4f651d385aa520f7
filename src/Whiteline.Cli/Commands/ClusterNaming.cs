using System.CommandLine;
using Whiteline.Cli.Shell;

namespace Whiteline.Cli.Commands;

/// <summary>The options that name clusters and say which are left out of a dataset.</summary>
sealed class ClusterNaming
{
    const string Left = "-";

    readonly Option<string[]> name = new("--name") { Description = "Names of clusters, such as 0=vacuum 1=Fe2+ 2=Fe3+; clusters of one name are one class, and the name - leaves a cluster out.", HelpName = "N=LABEL", AllowMultipleArgumentsPerToken = true };
    readonly Option<string[]> drop = new("--drop") { Description = "Names to leave out of the exported dataset, such as vacuum.", HelpName = "LABEL", AllowMultipleArgumentsPerToken = true };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(CliCommand command)
    {
        command.Add(name);
        command.Add(drop);
    }

    /// <summary>Names by cluster number.</summary>
    /// <exception cref="BadInputException">A name cannot be read, or a cluster is named twice.</exception>
    public IReadOnlyDictionary<int, string> Names(CommandRun run)
    {
        var names = new Dictionary<int, string>();
        foreach (var text in run.Value(name) ?? [])
        {
            if (text.Split('=', 2) is not [var number, var label] || label.Trim() is not { Length: > 0 } called)
                throw new BadInputException($"--name: '{text}' does not name a cluster. Give N=LABEL, such as 0=vacuum 1=Fe2+.");
            if (!names.TryAdd(Values.Integer(number, 0), called)) throw new BadInputException($"--name: cluster {number} is named twice. Name it once.");
        }
        return names;
    }

    /// <summary>Names that are not exported.</summary>
    public IReadOnlySet<string> Dropped(CommandRun run) => new HashSet<string>([.. run.Value(drop) ?? [], .. Names(run).Values.Where(label => label == Left)], StringComparer.Ordinal);
}
