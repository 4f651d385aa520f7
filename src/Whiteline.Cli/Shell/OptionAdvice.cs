using System.CommandLine;

namespace Whiteline.Cli.Shell;

/// <summary>
/// Names the options that the library's advice is about. The library knows none, since pages give its advice too: it says to split by group, and here <c>(--by-group)</c> is added, where the
/// command that runs has the option and the sentence does not name it yet.
/// </summary>
static class OptionAdvice
{
    // What the library says, and what is typed for it.
    static readonly (string Words, string Typed)[] All =
    [
        ("Train without alignment.", "--align none"),
        ("Split by group.", "--by-group"),
        ("leave out the split by group.", "--by-group"),
        ("Lower the number of folds.", "--folds"),
        ("Choose a window inside.", "--window"),
        ("Choose a window", "--window"),
        ("Give a window", "--window"),
        ("give the window", "--window"),
        ("a narrower window.", "--window"),
        ("or another element.", "--element"),
        ("and the element.", "--element"),
        ("Lower the least strength", "--least-strength"),
        ("or allow smaller clusters.", "--min-cluster-size"),
    ];

    /// <summary>A sentence of the library with the options of a command named.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="command">The command that runs; null where none does.</param>
    public static string Named(string sentence, Command? command)
    {
        if (command is null) return sentence;
        foreach (var (words, typed) in All)
        {
            var option = typed.Split(' ')[0];
            if (!sentence.Contains(words, StringComparison.Ordinal) || sentence.Contains(option, StringComparison.Ordinal) || command.Options.All(known => known.Name != option)) continue;
            sentence = sentence.Replace(words, words.EndsWith('.') ? $"{words[..^1]} ({typed})." : $"{words} ({typed})", StringComparison.Ordinal);
        }
        return sentence;
    }
}
