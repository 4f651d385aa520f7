using System.CommandLine;
using Whiteline.Formats;
using Whiteline.Numerics;

namespace Whiteline.Cli.Shell;

/// <summary>One run of a command: its values, where its result goes, and how it reports, stops and draws random numbers.</summary>
sealed class CommandRun : IDisposable
{
    readonly HostConfiguration configuration;
    readonly ParseResult parsed;
    readonly ProgressDisplay progress;
    bool printed;

    internal CommandRun(HostConfiguration configuration, ParseResult parsed)
    {
        this.configuration = configuration;
        this.parsed = parsed;
        Quiet = parsed.GetValue(configuration.Common.Quiet);
        progress = new(Host.Error, Quiet ? ProgressStyle.Silent : Host.ErrorIsTerminal ? ProgressStyle.Bar : ProgressStyle.Lines, Host.Time);
    }

    /// <summary>The formats to read and write.</summary>
    public FormatCatalog Formats => Host.Formats;

    /// <summary>Receives progress; shown on standard error unless --quiet.</summary>
    public IProgress<WorkProgress> Progress => progress;

    /// <summary>Cancelled by Ctrl-C.</summary>
    public CancellationToken Cancellation => Host.Cancellation;

    /// <summary>From --seed; 0 without it.</summary>
    public Seed Seed => new(parsed.GetValue(configuration.Common.Seed));

    /// <summary>From --threads; the number of cores without it.</summary>
    public int Threads => parsed.GetValue(configuration.Common.Threads) is > 0 and var threads ? threads : Environment.ProcessorCount;

    /// <summary>True when --json asks for a document instead of a table.</summary>
    public bool Json => parsed.GetValue(configuration.Common.Json);

    /// <summary>True when neither progress nor warnings are wanted.</summary>
    public bool Quiet { get; }

    /// <summary>The command line as a run record keeps it: without folders.</summary>
    public string CommandLine => string.Join(' ', parsed.Tokens.Select(token => Shown(token.Value)).Prepend("whiteline"));

    CliHost Host => configuration.Host;

    /// <summary>The value of an argument that the command requires or gives a default.</summary>
    public T Value<T>(Argument<T> argument) => parsed.GetRequiredValue(argument);

    /// <summary>The value of an option, or its default.</summary>
    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    /// <summary>True when the user typed the option.</summary>
    public bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>Prints a warning on standard error, unless --quiet.</summary>
    public void Warn(string sentence)
    {
        if (!Quiet) progress.Interrupt(error => error.WriteLine($"warning: {Printable.OneLine(Advice(sentence))}"));
    }

    /// <summary>A sentence of the library with the options that it is about.</summary>
    public string Advice(string sentence) => OptionAdvice.Named(sentence, parsed.CommandResult.Command);

    /// <summary>Prints the result, once: the document under --json, otherwise what <paramref name="page"/> is given.</summary>
    /// <param name="document">An object whose properties become the keys, in camelCase; NaN and infinity become null.</param>
    /// <param name="page">Fills the page for a reader.</param>
    public void Print(object document, Action<Page> page)
    {
        if (printed) throw new InvalidOperationException("A command prints one result.");
        printed = true;
        progress.Interrupt(_ =>
        {
            if (Json) Host.Output.WriteLine(JsonOutput.Serialize(document));
            else page(new(Host.Output, Host.OutputIsTerminal, Host.Environment("NO_COLOR") is not { Length: > 0 }));
            Host.Output.Flush();
        });
    }

    /// <summary>Prints text as it is: for commands whose result is a script and not data.</summary>
    public void PrintText(string text) => Host.Output.Write(text);

    /// <inheritdoc/>
    public void Dispose() => progress.Dispose();

    static string Shown(string token)
    {
        // A database is named by a URL, which has slashes but no folder.
        var name = token.Contains("://", StringComparison.Ordinal) ? "" : Path.GetFileName(token.TrimEnd('/', Path.DirectorySeparatorChar));
        var shown = name.Length > 0 ? name : token;
        return shown.Contains(' ', StringComparison.Ordinal) ? $"\"{shown}\"" : shown;
    }
}
