using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Whiteline.Training.Tests;

/// <summary>
/// Lets these tests be the program that trains in a process of its own: started with a folder in the environment, the assembly serves
/// it and never reaches the tests.
/// </summary>
static class WorkerHost
{
    const string Folder = "WHITELINE_TEST_WORKER";
    const string Fault = "WHITELINE_TEST_FAULT";

    public static ProcessStartInfo Start(string folder) => new("dotnet", [typeof(WorkerHost).Assembly.Location]) { Environment = { [Folder] = folder } };

    /// <summary>The same, with the number of the process written to a file first.</summary>
    public static ProcessStartInfo StartNumbered(string folder, string file) =>
        new("/bin/sh", ["-c", $"echo $$ > '{file}'; exec dotnet '{typeof(WorkerHost).Assembly.Location}'"]) { Environment = { [Folder] = folder } };

    public static ProcessStartInfo StartAndFault(string folder)
    {
        var start = Start(folder);
        start.Environment[Fault] = "yes";
        return start;
    }

    [ModuleInitializer]
    internal static void Serve()
    {
        if (Environment.GetEnvironmentVariable(Folder) is not { } folder) return;
        if (Environment.GetEnvironmentVariable(Fault) is not null) Environment.FailFast("a fault in a native library");
        Environment.Exit(NetworkWorker.Run(folder, Console.In, Console.Out, Console.Error));
    }
}
