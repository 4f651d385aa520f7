using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Whiteline.Cli.Shell;

/// <summary>Prints the version of this program, with the revision that it was built from.</summary>
sealed class VersionLine : SynchronousCommandLineAction
{
    /// <summary>Such as <c>0.1.0+1a2b3c</c>.</summary>
    public static string Version { get; } =
        typeof(VersionLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(Version);
        return 0;
    }
}
