using System.Diagnostics;
using Whiteline.Cli.Commands;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

public sealed class ProcessTests
{
    // The program lies beside the tests, because they reference it.
    static readonly string Program = Path.Combine(AppContext.BaseDirectory, "whiteline.dll");

    [Fact]
    public void The_real_process_prints_its_version()
    {
        var (status, output, error) = Start("dotnet", Program, "--version");

        Assert.Equal(0, status);
        Assert.Equal(Shell.VersionLine.Version, output.Trim());
        Assert.Empty(error);
    }

    [Fact]
    public void The_real_process_exits_with_2_on_a_missing_file()
    {
        var (status, output, error) = Start("dotnet", Program, "info", "no such file.dm3", "--json");

        Assert.Equal(2, status);
        Assert.Empty(output);
        Assert.StartsWith("whiteline: 'no such file.dm3'", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inf", "info")]
    [InlineData("info --js", "--json")]
    [InlineData("completion f", "fish")]
    [InlineData("info ", "")]
    public void Bash_completes(string typed, string expected)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "There is no bash on this machine.");
        using var folder = new TemporaryFolder();
        var command = folder.File("whiteline");
        File.WriteAllText(command, $"#!/bin/bash\nexec dotnet '{Program}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var script = $"""
            {CompletionScripts.Of("bash")}
            PATH="{folder.Path}:$PATH"
            COMP_LINE="whiteline {typed}"
            COMP_POINT=$(({typed.Length} + 10))
            COMP_WORDS=(whiteline {typed}{(typed.EndsWith(' ') ? "''" : "")})
            COMP_CWORD=$(({typed.Count(c => c == ' ')} + 1))
            _whiteline
            echo "$COMPREPLY"
            """;

        var (_, output, error) = Start("/bin/bash", "-c", script);

        Assert.Empty(error);
        Assert.Equal(expected, output.Trim());
    }

    static (int Status, string Output, string Error) Start(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
