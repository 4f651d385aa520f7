using System.Diagnostics;

namespace Whiteline.Interop;

/// <summary>The system's Python, which has the libraries that files and numbers are compared with, or not.</summary>
static class SystemPython
{
    const string Program = "/usr/bin/python3";

    /// <summary>What a script prints; the test is skipped where Python or a module of it is missing.</summary>
    public static async Task<string> Ask(string script, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Program), "Python is not installed here.");
        var cancellation = TestContext.Current.CancellationToken;
        using var process = Process.Start(new ProcessStartInfo(Program, ["-c", script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var answer = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        Assert.SkipWhen((await errors).Contains("No module named", StringComparison.Ordinal), "Python lacks a module: " + await errors);
        Assert.True(process.ExitCode == 0, await errors);
        return answer;
    }
}
