using System.CommandLine;
using System.Diagnostics;
using Whiteline.Cli.Shell;
using Whiteline.Training;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline train-worker FOLDER</c>: the process that trains a network for another one. Not shown in the help.</summary>
static class TrainWorkerCommand
{
    const string Name = "train-worker";

    /// <summary>Creates the command.</summary>
    public static CliCommand Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "Folder with a request." };
        var command = new CliCommand(Name, "Trains what a folder asks for, for another process.", "whiteline train-worker FOLDER") { folder };
        command.Hidden = true;
        return command.Runs(run => Environment.Exit(NetworkWorker.Run(run.Value(folder), Console.In, Console.Out, Console.Error)));
    }

    /// <summary>Starts this program as a worker.</summary>
    public static ProcessStartInfo Start(string folder) => ThisProgram.Start(Name, folder);
}
