using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Whiteline.Formats;
using Whiteline.Spectra;

namespace Whiteline.Cli.Shell;

/// <summary>
/// Reads the values of options. Each parser throws <see cref="BadInputException"/> with what was found and what was wanted; as an
/// option's parser that becomes the one-line usage error, with the option's name before it.
/// </summary>
static class Values
{
    /// <summary>An option whose value one of these parsers reads.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">A sentence, with the unit, the range and the consequence.</param>
    /// <param name="valueName">What stands for the value in the help, such as <c>FROM:TO</c>.</param>
    /// <param name="parse">The parser.</param>
    /// <param name="otherwise">The value when the option is not given; null for the type's default.</param>
    public static Option<T> Option<T>(string name, string description, string valueName, Func<string, T> parse, Func<T>? otherwise = null) =>
        new(name)
        {
            Description = description,
            HelpName = valueName,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result => Parse(result, name, parse),
            DefaultValueFactory = otherwise is null ? null : _ => otherwise(),
        };

    /// <summary>An option that takes one of a few words.</summary>
    public static Option<string?> Choice(string name, string description, string? otherwise, params string[] words)
    {
        var option = new Option<string?>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            CustomParser = result => Parse(result, name, text => Word(text, words)),
            DefaultValueFactory = otherwise is null ? null : _ => otherwise,
        };
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>A folder to write into: one that is there, or that can be made. Long work must not find out at its end.</summary>
    public static string Folder(string text)
    {
        if (File.Exists(text)) throw new BadInputException($"'{text}' is a file. Name a folder; it is made if it does not exist.");
        AtomicFile.RequireFolder(text);
        return text;
    }

    /// <summary>Reads <see cref="Folder"/> as the value of an option, whose name stands before what is wrong.</summary>
    public static string OutputFolder(ArgumentResult result) => Parse(result, result.Parent is OptionResult { Option.Name: var name } ? name : "--out", Folder);

    /// <summary>A finite number within bounds.</summary>
    public static double Number(string text, double minimum = double.NegativeInfinity, double maximum = double.PositiveInfinity) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value >= minimum && value <= maximum
            ? value
            : throw new BadInputException($"'{text}' is not {Wanted("a number", minimum, maximum)}.");

    /// <summary>A finite number above 0.</summary>
    public static double Positive(string text) =>
        Number(text) is > 0 and var value ? value : throw new BadInputException($"'{text}' is not a number above 0.");

    /// <summary>A whole number within bounds.</summary>
    public static int Integer(string text, int minimum = int.MinValue, int maximum = int.MaxValue) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum
            ? value
            : throw new BadInputException($"'{text}' is not {Wanted("a whole number", minimum, maximum)}.");

    /// <summary>A seed: a whole number from 0 to 2^64 − 1.</summary>
    public static ulong Seed(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new BadInputException($"'{text}' is not a whole number from 0 to {ulong.MaxValue}.");

    /// <summary>An energy window, <c>FROM:TO</c> in eV.</summary>
    public static EnergyWindow Window(string text)
    {
        var parts = text.Split(':');
        if (parts.Length != 2) throw new BadInputException($"'{text}' is not an energy window. Give it as FROM:TO in eV, such as 632:662.");
        return new(Number(parts[0]), Number(parts[1]));
    }

    /// <summary>Evenly spaced values, <c>FROM:TO:STEP</c>.</summary>
    public static Sweep Sweep(string text)
    {
        var parts = text.Split(':');
        if (parts.Length != 3) throw new BadInputException($"'{text}' is not a sweep. Give it as FROM:TO:STEP, such as -5:5:0.5.");
        return new(Number(parts[0]), Number(parts[1]), Number(parts[2]));
    }

    /// <summary>Spectra per class, <c>Fe2+=1200,Mn4+=800</c>, in the order given.</summary>
    public static IReadOnlyList<KeyValuePair<string, int>> Counts(string text) => PerClass(text, "number of spectra", "Fe2+=1200,Fe3+=800", count => Integer(count, 1));

    /// <summary>Weights of classes, <c>Fe2+=1,Fe3+=2.5</c>.</summary>
    public static IReadOnlyDictionary<string, double> Weights(string text) => PerClass(text, "weight", "Fe2+=1,Fe3+=2.5", Positive).ToDictionary();

    static List<KeyValuePair<string, T>> PerClass<T>(string text, string what, string example, Func<string, T> parse)
    {
        var values = new List<KeyValuePair<string, T>>();
        foreach (var part in text.Split(','))
        {
            if (part.Split('=') is not [var label, var value] || label.Trim() is not { Length: > 0 } name)
                throw new BadInputException($"'{part}' is not a class with its {what}. Give LABEL=N, separated by commas, such as {example}.");
            if (values.Any(known => known.Key == name)) throw new BadInputException($"The class '{name}' is given twice. Give each class once.");
            values.Add(new(name, parse(value)));
        }
        return values;
    }

    static string Word(string text, string[] words) =>
        words.FirstOrDefault(word => string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
        ?? throw new BadInputException($"'{text}' is not known. {Nearest.Hint(text, words)}Use one of: {string.Join(", ", words)}.");

    static string Wanted(string kind, double minimum, double maximum) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}{(double.IsFinite(minimum) && minimum > int.MinValue ? $" from {minimum}" : "")}{(double.IsFinite(maximum) && maximum < int.MaxValue ? $" up to {maximum}" : "")}");

    static T Parse<T>(ArgumentResult result, string name, Func<string, T> parse)
    {
        try
        {
            return parse(result.Tokens[0].Value);
        }
        catch (BadInputException error)
        {
            result.AddError($"{name}: {error.Message}");
            return default!;
        }
    }
}
