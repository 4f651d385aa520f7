namespace Whiteline.Cli.Commands;

/// <summary>Keeps a command from writing over what it reads.</summary>
static class OwnInput
{
    /// <summary>Refuses an output that is the input.</summary>
    /// <param name="input">A file that is read.</param>
    /// <param name="output">A file to be written.</param>
    /// <exception cref="BadInputException">They are one file.</exception>
    public static void Refuse(string input, string output)
    {
        // A lazily read input that is replaced while it is read would lose what has not been read yet.
        var comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        if (string.Equals(Target(input), Target(output), comparison))
            throw BadInputException.In(output, "it is the input as well", "Give the output another name.");
    }

    static string Target(string path) =>
        (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
}
