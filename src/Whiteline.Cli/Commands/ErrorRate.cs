using System.CommandLine;
using Whiteline.Cli.Shell;

namespace Whiteline.Cli.Commands;

/// <summary><c>--error-rate</c>: how often a label may be wrong.</summary>
static class ErrorRate
{
    const double Without = 0.05;

    /// <summary>The option; without a value it is 5 %.</summary>
    public static Option<double?> Option()
    {
        var option = Values.Option<double?>(
            "--error-rate", "How often the set of labels of a spectrum may miss the truth, 0.05 when no rate is given; spectra whose set is not one label get none. Needs a model with label sets.", "RATE", text => Values.Number(text, 0.005, 0.5));
        var read = option.CustomParser!;
        option.Arity = ArgumentArity.ZeroOrOne;
        option.CustomParser = result => result.Tokens.Count == 0 ? Without : read(result);
        return option;
    }
}
