using System.Diagnostics;

namespace Whiteline.Cli.Shell;

/// <summary>This program, to be started once more.</summary>
static class ThisProgram
{
    /// <summary>What starts a command of this program, whether it runs as itself or under the dotnet host.</summary>
    /// <param name="words">The command and its arguments.</param>
    public static ProcessStartInfo Start(params IEnumerable<string> words)
    {
        var assembly = typeof(ThisProgram).Assembly.Location;
        var program = Environment.ProcessPath;
        var isItself = program is not null && Path.GetFileNameWithoutExtension(program) == "whiteline";
        return isItself ? new(program!, words) : new(Host(program), words.Prepend(assembly));
    }

    // Under a test runner neither the process nor its host need be dotnet.
    static string Host(string? program) =>
        program is not null && Path.GetFileNameWithoutExtension(program) == "dotnet" ? program : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
