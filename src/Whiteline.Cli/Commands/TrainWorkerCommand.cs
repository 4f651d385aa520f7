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

    /// <summary>Starts this program as a worker, whether it runs as itself or under the dotnet host.</summary>
    public static ProcessStartInfo Start(string folder)
    {
        var assembly = typeof(TrainWorkerCommand).Assembly.Location;
        var program = Environment.ProcessPath;
        var isItself = program is not null && Path.GetFileNameWithoutExtension(program) == "whiteline";
        return isItself ? new(program!, [Name, folder]) : new(Host(program), [assembly, Name, folder]);
    }

    // Under a test runner neither the process nor its host need be dotnet.
    static string Host(string? program) =>
        program is not null && Path.GetFileNameWithoutExtension(program) == "dotnet" ? program : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
