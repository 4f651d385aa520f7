namespace Whiteline.Cli.Shell;

/// <summary>Makes text from a file safe to show: an escape sequence in a title must not steer the terminal.</summary>
static class Printable
{
    /// <summary>The text with every control character turned into a space.</summary>
    public static string OneLine(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
}
