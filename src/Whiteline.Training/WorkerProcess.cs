using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Whiteline.Training;

/// <summary>A child process that trains: its lines of progress, its last words, its end.</summary>
sealed class WorkerProcess : IDisposable
{
    const int LongestLine = 2000;

    readonly Process process;
    readonly Action<TrainingEpoch> report;

    /// <exception cref="BadInputException">The command cannot be started.</exception>
    public WorkerProcess(ProcessStartInfo start, Action<TrainingEpoch> report)
    {
        this.report = report;
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        // Threads that wait for each other sleep instead of spinning: where cores are shared, spinning makes a training many times slower.
        start.Environment.TryAdd("OMP_WAIT_POLICY", "passive");
        // The maps of every step come and go: memory that is given back to the system each time costs a tenth of the training (glibc only).
        start.Environment.TryAdd("MALLOC_MMAP_THRESHOLD_", "33554432");
        start.Environment.TryAdd("MALLOC_TRIM_THRESHOLD_", "1073741824");
        process = new() { StartInfo = start };
        process.OutputDataReceived += (_, line) => Progress(line.Data);
        process.ErrorDataReceived += (_, line) =>
        {
            if (!string.IsNullOrWhiteSpace(line.Data)) LastLine = line.Data.Length > LongestLine ? line.Data[..LongestLine] : line.Data;
        };
        try
        {
            process.Start();
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException)
        {
            process.Dispose();
            throw BadInputException.In(start.FileName, $"it cannot be started ({error.Message})", "Install Whiteline again.", error);
        }
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The last line that was written as an error; empty when none.</summary>
    public string LastLine { get; private set; } = "";

    /// <summary>Waits for the end, and for all that was written.</summary>
    /// <returns>Exit status; 128 + n after signal n on Unix.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; the process and its children have been ended.</exception>
    public int Wait(CancellationToken cancellation)
    {
        using (cancellation.Register(End)) process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return process.ExitCode;
    }

    public void Dispose()
    {
        End();
        process.Dispose();
    }

    void Progress(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        try
        {
            if (JsonSerializer.Deserialize<TrainingEpoch>(line, TrainingJson.Options) is { } epoch) report(epoch);
        }
        catch (JsonException)
        {
            // A library's own remark on standard output is no progress.
        }
    }

    void End()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }
}
