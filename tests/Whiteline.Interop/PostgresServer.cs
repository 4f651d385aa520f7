using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Whiteline.Interop;

/// <summary>A PostgreSQL server of its own in a temporary folder, on a free port of this machine; gone when disposed.</summary>
sealed class PostgresServer : IDisposable
{
    // A server refuses to run as root.
    static readonly bool IsRoot = Environment.UserName == "root";

    readonly string programs;
    readonly string folder;

    PostgresServer(string programs)
    {
        this.programs = programs;
        folder = Directory.CreateTempSubdirectory("whiteline-postgres-").FullName;
        if (IsRoot) Run("chown", "postgres", folder);
        var port = FreePort();
        Run("initdb", "-D", Data, "-U", "whiteline", "-A", "trust", "--no-sync", "--locale=C", "-E", "UTF8");
        Run("pg_ctl", "-D", Data, "-w", "-t", "60", "-l", Path.Combine(folder, "log"), "-o", $"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off", "start");
        Url = string.Create(CultureInfo.InvariantCulture, $"postgresql://whiteline@127.0.0.1:{port}/postgres");
    }

    /// <summary>The address of its database.</summary>
    public string Url { get; }

    string Data => Path.Combine(folder, "data");

    /// <summary>Starts a server; the test is skipped where PostgreSQL is not installed.</summary>
    public static PostgresServer Start()
    {
        const string Installed = "/usr/lib/postgresql";
        var programs = Directory.Exists(Installed) ? Directory.GetDirectories(Installed).Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault() : null;
        Assert.SkipWhen(programs is null, "PostgreSQL is not installed here.");
        return new(programs!);
    }

    public void Dispose()
    {
        Run("pg_ctl", "-D", Data, "-m", "immediate", "stop");
        Directory.Delete(folder, recursive: true);
    }

    // Output goes nowhere: the server inherits it and would keep a pipe open.
    void Run(string program, params string[] arguments)
    {
        var path = program == "chown" ? program : Path.Combine(programs, program);
        string[] line = IsRoot && program != "chown" ? ["runuser", "-u", "postgres", "--", path, .. arguments] : [path, .. arguments];
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", .. line]) { WorkingDirectory = folder })!;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}.");
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
