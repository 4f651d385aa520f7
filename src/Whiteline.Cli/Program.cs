using System.Runtime.InteropServices;
using System.Text;
using Whiteline.Cli;
using Whiteline.Cli.Commands;
using Whiteline.Cli.Shell;

using var cancellation = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);

// A redirected stream is UTF-8 whatever the locale: JSON has no other encoding.
using var output = Console.IsOutputRedirected ? new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) : Console.Out;
var host = new CliHost(CommandList.All, KnownFormats.Create(), output, Console.Error)
{
    OutputIsTerminal = !Console.IsOutputRedirected,
    ErrorIsTerminal = !Console.IsErrorRedirected,
    Environment = Environment.GetEnvironmentVariable,
    Cancellation = cancellation.Token,
};
return host.Run(args);

// The first signal asks the work to stop and clean up; the second ends the process as usual.
void Cancel(PosixSignalContext signal)
{
    if (cancellation.IsCancellationRequested) return;
    signal.Cancel = true;
    cancellation.Cancel();
}
