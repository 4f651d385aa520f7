using System.CommandLine;
using Whiteline.Cli.Shell;

namespace Whiteline.Cli.Commands;

/// <summary><c>--error-rate</c>: how often a label may be wrong.</summary>
static class ErrorRate
{
    /// <summary>The option.</summary>
    public static Option<double?> Option() => Values.Option<double?>(
        "--error-rate", "How often the set of labels of a spectrum may miss the truth, such as 0.05; spectra whose set is not one label get none. Needs a model with label sets.", "RATE", text => Values.Number(text, 0.001, 0.5));
}
