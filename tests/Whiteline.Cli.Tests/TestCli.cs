using System.Text;
using Whiteline.Cli.Commands;
using Whiteline.Cli.Shell;
using Whiteline.Formats;

namespace Whiteline.Cli.Tests;

/// <summary>Runs whole command lines in this process and keeps what they print.</summary>
sealed class TestCli(FormatCatalog formats, Func<CommonOptions, IEnumerable<CliCommand>> commands)
{
    readonly StringBuilder output = new();
    readonly StringBuilder error = new();

    public TestCli(params ISpectrumFormat[] formats) : this(new FormatCatalog(formats), CommandList.All) { }

    public TestCli(Action<CommandRun> work) : this(new FormatCatalog(), common => [Probe(common).Runs(work)]) { }

    public bool IsTerminal { get; init; }

    public Dictionary<string, string> Environment { get; } = [];

    public CancellationToken Cancellation { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public string Output => output.ToString();

    public string Error => error.ToString();

    public int Run(params string[] arguments) => new CliHost(commands, formats, new StringWriter(output), new StringWriter(error))
    {
        OutputIsTerminal = IsTerminal,
        ErrorIsTerminal = IsTerminal,
        Environment = name => Environment.GetValueOrDefault(name),
        Cancellation = Cancellation,
        Time = Time,
    }.Run(arguments);

    static CliCommand Probe(CommonOptions common) => new("probe", "A command for tests.", "whiteline probe")
    {
        common.Json, common.Quiet, common.Seed, common.Threads,
    };
}
