using System.CommandLine;
using System.Net;
using Whiteline.Cli.Shell;
using Whiteline.Web;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline serve [FOLDER]</c>: the web app.</summary>
static class ServeCommand
{
    /// <summary>Creates the command.</summary>
    public static CliCommand Create(CommonOptions common)
    {
        var folder = new Argument<string>("FOLDER") { Description = "The folder with the files to look at; results are written into it. The current one without it.", DefaultValueFactory = _ => "." };
        var port = Values.Option("--port", "The port to listen on; 0 takes a free one.", "N", text => Values.Integer(text, 0, 65_535), () => 5080);
        var address = Values.Option("--address", "The address to listen on. Other than on loopback, a token is asked for.", "IP", Address, () => IPAddress.Loopback);
        var names = new Option<string[]>("--host-name") { Description = "A further name under which browsers may ask for the app; may be given again.", HelpName = "NAME" };
        var token = new Option<bool>("--token") { Description = "Ask for a token on loopback too: for a machine that several people use." };
        return new CliCommand(
            "serve",
            "Serves the web app: look, prepare, label, train and map in a browser.",
            "whiteline serve measurements",
            "whiteline serve measurements --port 5090 --token")
        {
            folder, port, address, names, token, common.Threads, common.Json, common.Quiet,
        }.Runs(run => Run(run, new(run.Value(folder), run.Formats, TrainWorkerCommand.Start)
        {
            Port = run.Value(port),
            Address = run.Value(address)!,
            HostNames = run.Value(names) ?? [],
            AsksForToken = run.Value(token),
            Threads = run.Threads,
        }));
    }

    static void Run(CommandRun run, ServeOptions options)
    {
        var server = WebServer.Start(options, run.Cancellation).GetAwaiter().GetResult();
        run.Print(new { url = server.Url, folder = options.Folder }, page =>
        {
            page.Line($"Whiteline serves '{options.Folder}' at {server.Url}");
            page.Line("Ctrl-C ends it.");
        });
        server.Wait(run.Cancellation).GetAwaiter().GetResult();
        server.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    static IPAddress Address(string text) =>
        IPAddress.TryParse(text, out var address) ? address : throw new BadInputException($"'{text}' is no address. Give one such as 127.0.0.1 or 0.0.0.0.");
}
