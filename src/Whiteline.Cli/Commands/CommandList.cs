using Whiteline.Cli.Shell;

namespace Whiteline.Cli.Commands;

/// <summary>The commands of the program, in the open and in the order of the help.</summary>
static class CommandList
{
    /// <summary>All of them.</summary>
    public static IEnumerable<CliCommand> All(CommonOptions common) =>
    [
        DemoCommand.Create(common),
        InfoCommand.Create(common),
        ConvertCommand.Create(common),
        SimulateCommand.Create(common),
        AugmentCommand.Create(common),
        DatasetCommand.Create(common),
        TrainCommand.Create(common),
        CrossvalCommand.Create(common),
        SearchCommand.Create(common),
        EvaluateCommand.Create(common),
        CompareCommand.Create(common),
        ClassifyCommand.Create(common),
        ExplainCommand.Create(common),
        EmbedCommand.Create(common),
        MapCommand.Create(common),
        ExportCommand.Create(common),
        ServeCommand.Create(common),
        MakeModelsCommand.Create(common),
        CompletionCommand.Create(),
        TrainWorkerCommand.Create(),
    ];
}
