using System.Diagnostics;
using System.Text.Json;

namespace Whiteline.Peers;

/// <summary>
/// A script of this folder in the system's Python, kept alive and asked line by line, so that its imports and its data are not timed and
/// its turns alternate with ours.
/// </summary>
sealed class PythonPeer : IDisposable
{
    readonly Process process;

    /// <summary>Starts a script.</summary>
    public PythonPeer(string script, params string[] arguments)
    {
        process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>The answer to one request, a JSON document.</summary>
    /// <exception cref="InvalidOperationException">The script ended.</exception>
    public JsonElement Ask(string request)
    {
        process.StandardInput.WriteLine(request);
        process.StandardInput.Flush();
        var line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The peer ended while it worked on '{request}'.");
        return JsonDocument.Parse(line).RootElement;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
