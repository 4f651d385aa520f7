using System.CommandLine;

namespace Whiteline.Cli.Shell;

/// <summary>Turns what went wrong into one line on standard error and an exit status.</summary>
static class Failure
{
    /// <summary>Something that Whiteline should have foreseen.</summary>
    public const int Defect = 1;

    /// <summary>Bad usage or bad input.</summary>
    public const int BadInput = 2;

    /// <summary>Cancelled by the user, as shells count it (128 + SIGINT).</summary>
    public const int Cancelled = 130;

    /// <summary>Prints the line and returns the status. The stack trace follows only when WHITELINE_DEBUG is 1.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="host">Where it is said.</param>
    /// <param name="command">The command that ran, whose options advice names; null where none did.</param>
    public static int Report(Exception failure, CliHost host, Command? command = null)
    {
        var cause = Cause(failure);
        var (status, line) = Describe(cause, host);
        line = OptionAdvice.Named(line, command);
        try
        {
            host.Error.WriteLine($"whiteline: {Printable.OneLine(line)}");
            if (host.Environment("WHITELINE_DEBUG") == "1") host.Error.WriteLine(failure);
            host.Error.Flush();
        }
        catch (IOException)
        {
            // Nobody reads standard error; the status still says it.
        }
        return status;
    }

    static (int Status, string Line) Describe(Exception cause, CliHost host) => cause switch
    {
        OperationCanceledException when host.Cancellation.IsCancellationRequested => (Cancelled, "cancelled."),
        BadInputException => (BadInput, cause.Message),
        OutOfMemoryException => (BadInput, "the memory does not suffice. Close other programs, take a smaller part of the data, or lower --threads."),
        UnauthorizedAccessException => (BadInput, $"{Sentence(cause.Message)} Check the permissions of the file and its folder."),
        IOException => (BadInput, $"{Sentence(cause.Message)} Check the file, its folder and the free space."),
        _ => (Defect, $"this is a defect of Whiteline {VersionLine.Version}, {cause.GetType().Name}: {cause.Message} " +
            "Please report it with the command line; WHITELINE_DEBUG=1 adds the stack trace."),
    };

    // Some messages of the system end with a full stop and some do not.
    static string Sentence(string message) => $"{message.TrimEnd().TrimEnd('.')}.";

    // Parallel work wraps what its workers threw; the first that the user can act on speaks for all.
    static Exception Cause(Exception failure)
    {
        if (failure is not AggregateException { InnerExceptions.Count: > 0 } many) return failure;
        var all = many.Flatten().InnerExceptions;
        return all.FirstOrDefault(one => one is BadInputException) ?? all[0];
    }
}
