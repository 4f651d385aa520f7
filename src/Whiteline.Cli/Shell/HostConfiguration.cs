using System.CommandLine;

namespace Whiteline.Cli.Shell;

/// <summary>Carries the host to the command that the parser chose.</summary>
sealed class HostConfiguration : InvocationConfiguration
{
    public HostConfiguration(CliHost host, CommonOptions common)
    {
        Host = host;
        Common = common;
        Output = host.Output;
        Error = host.Error;
        // Both are the host's: exit statuses are a contract, and half-written files must vanish before the process ends.
        EnableDefaultExceptionHandler = false;
        ProcessTerminationTimeout = null;
    }

    /// <summary>The host.</summary>
    public CliHost Host { get; }

    /// <summary>The shared options of this command line.</summary>
    public CommonOptions Common { get; }
}
