using System.CommandLine;
using Whiteline.Cli.Shell;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline completion SHELL</c>: a script that teaches the shell to complete commands, options and their values.</summary>
static class CompletionCommand
{
    /// <summary>Creates the command.</summary>
    public static CliCommand Create()
    {
        var shell = new Argument<string>("SHELL")
        {
            Description = "bash, zsh, fish or pwsh.",
            CustomParser = result => result.Tokens[0].Value is var name && CompletionScripts.Of(name) is not null
                ? name
                : Unknown(result, name),
        };
        shell.CompletionSources.Add([.. CompletionScripts.Shells]);
        return new CliCommand(
            "completion",
            "Prints a script for shell completion.",
            "source <(whiteline completion bash)",
            "whiteline completion fish > ~/.config/fish/completions/whiteline.fish")
        {
            shell,
        }.Runs(run => run.PrintText(CompletionScripts.Of(run.Value(shell))!));
    }

    static string? Unknown(System.CommandLine.Parsing.ArgumentResult result, string name)
    {
        result.AddError($"'{name}' is not a shell that has a completion script. Use one of: {string.Join(", ", CompletionScripts.Shells)}.");
        return null;
    }
}
