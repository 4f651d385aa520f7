using System.Text.RegularExpressions;

namespace Whiteline.Web.Commands;

/// <summary>The command line that does what a page does, to be run in the served folder.</summary>
sealed partial class CommandText
{
    readonly List<string> words;

    /// <summary>Starts with the command and its arguments: a word that begins with a dash and is not the name of an option is a file.</summary>
    public CommandText(params IEnumerable<string> words) => this.words = [.. words.Select(word => OptionName().IsMatch(word) ? word : File(word))];

    /// <summary>What follows the program's name.</summary>
    public IReadOnlyList<string> Words => words;

    /// <summary>The command line as run records keep it: without folders.</summary>
    public string Recorded => string.Join(' ', words.Select(word => Quoted(Path.GetFileName(word.TrimEnd('/')) is { Length: > 0 } name ? name : word)).Prepend("whiteline"));

    /// <summary>Adds an option, unless its value is null.</summary>
    public CommandText Add(string option, IFormattable? value) => Add(option, value?.ToString(null, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Adds an option, unless its value is null.</summary>
    public CommandText Add(string option, string? value)
    {
        if (value is not null) words.AddRange([option, value]);
        return this;
    }

    /// <summary>Adds an option whose value is a file or a folder, unless it is null.</summary>
    public CommandText AddFile(string option, string? name) => Add(option, name is null ? null : File(name));

    /// <summary>Adds an option without a value where it holds.</summary>
    public CommandText AddIf(bool holds, string option)
    {
        if (holds) words.Add(option);
        return this;
    }

    /// <summary>The command line, to be copied.</summary>
    public override string ToString() => string.Join(' ', words.Select(Quoted).Prepend("whiteline"));

    // The program would take the name of a file that begins with a dash for an option.
    static string File(string name) => name.StartsWith('-') ? $"./{name}" : name;

    static string Quoted(string word) => word.All(character => char.IsLetterOrDigit(character) || "+-_./:=,".Contains(character)) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    // Names of files that the app uses have an ending, and so a full stop.
    [GeneratedRegex("^--[A-Za-z][A-Za-z-]*$")]
    private static partial Regex OptionName();
}
