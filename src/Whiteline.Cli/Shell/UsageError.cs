using System.CommandLine;

namespace Whiteline.Cli.Shell;

/// <summary>Says in one line what is wrong with a command line.</summary>
static class UsageError
{
    /// <summary>The first error, with the nearest word that would be right and where to read on.</summary>
    public static string Describe(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var words = command.Subcommands.Select(sub => sub.Name).ToArray();
        var path = PathOf(command);
        var problem = (parsed.UnmatchedTokens is [var first, ..] ? first : null) switch
        {
            { } word when word.StartsWith('-') =>
                $"{word} is not an option of '{path}'. {Nearest.Hint(word, OptionNames(command))}",
            { } word when words.Length > 0 =>
                $"'{word}' is not a command of '{path}'. {Nearest.Hint(word, words)}Use one of: {string.Join(", ", words)}. ",
            { } word => $"'{word}' is one argument too many for '{path}'. ",
            null when words.Length > 0 => $"'{path}' needs a command. Use one of: {string.Join(", ", words)}. ",
            null => $"{parsed.Errors[0].Message.TrimEnd()} ",
        };
        return $"{problem}See '{path} --help'.";
    }

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
