using System.CommandLine;
using System.CommandLine.Parsing;

namespace Whiteline.Cli.Shell;

/// <summary>Says in one line what is wrong with a command line.</summary>
static class UsageError
{
    /// <summary>
    /// A word with a dash where a file belongs, or with two where the value of an option does: the parser takes both as they are, and a mistyped option would be
    /// looked for on the disk. What follows <c>--</c> is a file whatever it looks like.
    /// </summary>
    /// <returns>The word, or null.</returns>
    public static string? MistypedOption(ParseResult parsed)
    {
        var options = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Where(token => token.Type == TokenType.Argument).ToHashSet(ReferenceEqualityComparer.Instance);
        return parsed.CommandResult.Children
            .SelectMany(child => child.Tokens.Where(token => options.Contains(token) && LooksLikeOption(token.Value, child is ArgumentResult)))
            .FirstOrDefault()?.Value;
    }

    /// <summary>The first error, with the nearest word that would be right and where to read on.</summary>
    public static string Describe(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var words = command.Subcommands.Select(sub => sub.Name).ToArray();
        var path = PathOf(command);
        var problem = (MistypedOption(parsed) ?? parsed.UnmatchedTokens.FirstOrDefault(word => word.StartsWith('-')) ?? (parsed.UnmatchedTokens is [var first, ..] ? first : null)) switch
        {
            { } word when word.StartsWith('-') =>
                $"{NameOf(word)} is not an option of '{path}'. {Nearest.Hint(NameOf(word), OptionNames(command))}",
            { } word when words.Length > 0 =>
                $"'{word}' is not a command of '{path}'. {Nearest.Hint(word, words)}Use one of: {string.Join(", ", words)}. ",
            { } word => $"'{word}' is one argument too many for '{path}'. ",
            null when words.Length > 0 => $"'{path}' needs a command. Use one of: {string.Join(", ", words)}. ",
            null => $"{parsed.Errors[0].Message.TrimEnd()} ",
        };
        return $"{problem}See '{path} --help'.";
    }

    // An energy or a sweep may begin with a minus.
    static bool LooksLikeOption(string word, bool isFile) =>
        word.StartsWith("--", StringComparison.Ordinal) || isFile && word is ['-', _, ..];

    static string NameOf(string word) => word.Split('=')[0];

    static IEnumerable<string> OptionNames(Command command) =>
        command.Options.Concat(Ancestors(command).SelectMany(parent => parent.Options).Where(option => option.Recursive)).Select(option => option.Name);

    static string PathOf(Command command) =>
        string.Join(' ', Ancestors(command).Reverse().Append(command).Select(part => part is RootCommand ? "whiteline" : part.Name));

    static IEnumerable<Command> Ancestors(Command command)
    {
        for (var parent = command.Parents.OfType<Command>().FirstOrDefault(); parent is not null; parent = parent.Parents.OfType<Command>().FirstOrDefault())
            yield return parent;
    }
}
