namespace Whiteline;

/// <summary>
/// Input that cannot be used: a file, a dataset, an option. The message is one line for the person who gave it and says what was
/// found, where, and what would mend it. The command line prints it without a stack trace and exits with status 2.
/// </summary>
public class BadInputException : Exception
{
    /// <summary>Creates the error from its one-line message.</summary>
    public BadInputException(string message) : base(OneLine(message)) { }

    /// <summary>Creates the error from its one-line message and the failure beneath it.</summary>
    public BadInputException(string message, Exception inner) : base(OneLine(message), inner) { }

    /// <summary>An error about one source: <c>'name': problem. mend</c>.</summary>
    /// <param name="source">The file or option, as the user named it.</param>
    /// <param name="problem">What is wrong, without a closing full stop.</param>
    /// <param name="mend">What would mend it: a sentence.</param>
    public static BadInputException In(string source, string problem, string mend) => new($"'{source}': {problem}. {mend}");

    /// <summary>An error about one source, with the failure beneath it.</summary>
    public static BadInputException In(string source, string problem, string mend, Exception inner) =>
        new($"'{source}': {problem}. {mend}", inner);

    // Text from a hostile file may be quoted in a message: control characters and line breaks never reach the terminal.
    static string OneLine(string message) =>
        string.Create(message.Length, message, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = char.IsControl(text[i]) ? ' ' : text[i];
        });
}
