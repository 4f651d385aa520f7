using System.Diagnostics;

namespace Whiteline.Web.Tests.Browser;

/// <summary><c>whiteline serve</c> as a process of its own, as a user starts it; and other commands beside it.</summary>
sealed class ServeProcess : IAsyncDisposable
{
    // The program lies beside the tests, because they reference it.
    static readonly string Program = Path.Combine(AppContext.BaseDirectory, "whiteline.dll");

    readonly Process process;

    ServeProcess(Process process, string url) => (this.process, Url) = (process, url);

    /// <summary>Where the app is.</summary>
    public string Url { get; }

    public static async Task<ServeProcess> Start(string folder, int port = 0)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [Program, "serve", folder, "--port", $"{port}", "--threads", "2"]) { RedirectStandardOutput = true })!;
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return new(process, line!.Split(' ')[^1]);
    }

    /// <summary>Runs a command line, as the app shows it, in a folder.</summary>
    public static async Task Run(string folder, string commandLine)
    {
        var shell = new ProcessStartInfo("/bin/sh", ["-c", $"whiteline() {{ dotnet '{Program}' \"$@\"; }}; {commandLine}"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var command = Process.Start(shell)!;
        var output = command.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await command.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await command.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(command.ExitCode == 0, $"{commandLine}: {error}{await output}");
    }

    /// <summary>Asks it to end, and says how long that took.</summary>
    public async Task<TimeSpan> Interrupt()
    {
        var began = Stopwatch.GetTimestamp();
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -TERM {process.Id}"]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var took = Stopwatch.GetElapsedTime(began);
        process.Dispose();
        return took;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
