using Whiteline.Cli.Shell;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline dataset cluster|merge|split|info</c>: make and mend labelled datasets.</summary>
static class DatasetCommand
{
    /// <summary>Creates the command with its subcommands.</summary>
    public static CliCommand Create(CommonOptions common) =>
        new("dataset", "Makes and mends labelled datasets from measured files.", "whiteline dataset cluster particle.dm3 --clusters 3 --out clusters")
        {
            DatasetClusterCommand.Create(common), DatasetMergeCommand.Create(common), DatasetSplitCommand.Create(common), DatasetInfoCommand.Create(common),
        };
}
