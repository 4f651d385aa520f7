using System.Diagnostics;
using System.Net;
using Whiteline.Formats;

namespace Whiteline.Web;

/// <summary>How the web app is served.</summary>
/// <param name="Folder">The folder whose files can be opened and into which results are written; nothing outside it can be named.</param>
/// <param name="Formats">The formats to read and write.</param>
/// <param name="TrainingWorker">Starts the process that trains a network in the folder it is given.</param>
public sealed record ServeOptions(string Folder, FormatCatalog Formats, Func<string, ProcessStartInfo> TrainingWorker)
{
    /// <summary>The address to listen on. Any but a loopback address asks for a token.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>Names, beside its own addresses, under which a browser may ask for the app.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>True to ask for a token on loopback too, as on a machine that several people use.</summary>
    public bool AsksForToken { get; init; }

    /// <summary>Largest upload, bytes.</summary>
    public long MostUploadBytes { get; init; } = 4L << 30;

    /// <summary>Bound on the threads of one job.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>True where a visitor must bring the token.</summary>
    public bool NeedsToken => AsksForToken || !IPAddress.IsLoopback(Address);
}
