using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Whiteline.Numerics;
using Whiteline.Web.Jobs;

namespace Whiteline.Web.Commands;

/// <summary>Runs a command line as it stands, in a process of its own in the served folder: what a page starts is then what the command line does, and may go on with it there.</summary>
static partial class ProgramRun
{
    const int LongestLine = 2000;
    const string Name = "whiteline: ", WarningMark = "warning: ";

    // A command that is asked to stop keeps what it has: a search gives its trial back and writes its report.
    static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(8), TimeToDie = TimeSpan.FromSeconds(5);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="folder">Full path of the folder to run it in.</param>
    /// <param name="options">Knows how the program is started, and with how many threads.</param>
    /// <param name="job">Receives progress and, as notes, warnings (<see cref="CommandWarning"/>); asks the process to stop when it is cancelled, and ends one that does not.</param>
    /// <exception cref="BadInputException">The command ended with an error; its last line.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Run(CommandText command, string folder, ServeOptions options, Job job)
    {
        var start = options.Program([.. command.Words, "--threads", options.Threads.ToString(CultureInfo.InvariantCulture)]);
        (start.UseShellExecute, start.RedirectStandardOutput, start.RedirectStandardError, start.WorkingDirectory) = (false, true, true, folder);
        var last = "";
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) =>
        {
            if (string.IsNullOrWhiteSpace(line.Data)) return;
            var words = line.Data.Length > LongestLine ? line.Data[..LongestLine] : line.Data;
            if (Progress(line.Data) is { } progress) job.Report(progress);
            else if (words.StartsWith(WarningMark, StringComparison.Ordinal)) job.Note(new CommandWarning(words[WarningMark.Length..]));
            else last = words.StartsWith(Name, StringComparison.Ordinal) ? words[Name.Length..] : words;
        };
        try
        {
            process.Start();
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException)
        {
            throw BadInputException.In(start.FileName, $"it cannot be started ({error.Message})", "Install Whiteline again.", error);
        }
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            process.WaitForExitAsync(job.Cancellation).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            Stop(process);
            throw;
        }
        job.Cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode != 0) throw new BadInputException(last.Length > 0 ? last : $"The command ended with status {process.ExitCode}.");
    }

    /// <summary>What a line of progress says; null for any other line.</summary>
    internal static WorkProgress? Progress(string line) =>
        ProgressLine().Match(line) is { Success: true } match
        && long.TryParse(match.Groups["done"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var done)
        && long.TryParse(match.Groups["total"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var total)
            ? new(match.Groups["stage"].Value, done, total) { Detail = match.Groups["detail"].Value }
            : null;

    static void Stop(Process process)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && Ask(process.Id) && process.WaitForExit(TimeToStop)) return;
            process.Kill(entireProcessTree: true);
            process.WaitForExit(TimeToDie);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    // The signal for termination, which the program takes as it takes Ctrl+C: that one is ignored by all that was started from a server in the background of a shell.
    static bool Ask(int process)
    {
        // The shell has the command built in, which a small system may lack.
        using var kill = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "kill -TERM \"$0\"", process.ToString(CultureInfo.InvariantCulture)]) { UseShellExecute = false, RedirectStandardError = true });
        kill!.WaitForExit();
        return kill.ExitCode == 0;
    }

    [GeneratedRegex(@"^(?<stage>\S.*?)  (?<done>[\d,]+)/(?<total>[\d,]+)  \d+ %(?:  (?<detail>.*))?$")]
    private static partial Regex ProgressLine();
}
