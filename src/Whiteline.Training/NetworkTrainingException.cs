namespace Whiteline.Training;

/// <summary>A training in a process of its own that ended without a result, most often by a fault of the native library.</summary>
public sealed class NetworkTrainingException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="exitCode">Exit status of the process; on Unix 128 + n when signal n ended it.</param>
    /// <param name="lastLine">The last line that it wrote as an error; empty when none.</param>
    public NetworkTrainingException(int exitCode, string lastLine) : base(Describe(exitCode, lastLine))
    {
        ExitCode = exitCode;
        LastLine = lastLine;
    }

    /// <summary>Exit status of the process; on Unix 128 + n when signal n ended it.</summary>
    public int ExitCode { get; }

    /// <summary>The last line that it wrote as an error; empty when none.</summary>
    public string LastLine { get; }

    static string Describe(int exitCode, string lastLine)
    {
        var end = exitCode switch
        {
            0 => "ended without a result",
            > 128 and <= 192 when !OperatingSystem.IsWindows() => $"was ended by signal {exitCode - 128}",
            _ => $"ended with exit status {exitCode}",
        };
        return $"The process that trained the network {end}{(lastLine.Length > 0 ? $": {lastLine}" : ", and wrote no reason")}";
    }
}
