namespace Whiteline.Cli.Commands;

/// <summary>Keeps a command from writing over what it reads.</summary>
static class OwnInput
{
    /// <summary>Refuses an output that is an input.</summary>
    /// <param name="output">A file to be written.</param>
    /// <param name="inputs">Files that are read; null for one that was not given.</param>
    /// <exception cref="BadInputException">It is one of them.</exception>
    public static void Refuse(string output, params IEnumerable<string?> inputs)
    {
        // Measured spectra cannot be made again, and a lazily read input that is replaced while it is read would lose what has not been read yet.
        if (inputs.OfType<string>().Any(input => IsOne(input, output))) throw BadInputException.In(output, "it is the input as well", "Give the output another name.");
    }

    /// <summary>True when two names lead to one file.</summary>
    public static bool IsOne(string one, string other) =>
        string.Equals(Target(one), Target(other), OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    static string Target(string path) =>
        (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
}
