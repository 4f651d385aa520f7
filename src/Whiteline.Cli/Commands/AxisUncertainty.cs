using System.CommandLine;
using Whiteline.Cli.Shell;

namespace Whiteline.Cli.Commands;

/// <summary><c>--axis-uncertainty</c>: what the user knows of the energy axis.</summary>
static class AxisUncertainty
{
    /// <summary>The option.</summary>
    public static Option<double?> Option() => Values.Option<double?>(
        "--axis-uncertainty", "Standard deviation of the error of the energy axis, eV: verdicts are averaged over it, and the axis is not judged by the edge.", "EV", text => Values.Number(text, 0, 20));
}
