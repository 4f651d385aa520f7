namespace Whiteline;

/// <summary>Spectra that do not reach over the energies that are needed: nothing about them is wrong, and nothing can be said of them.</summary>
public sealed class WindowMissingException : BadInputException
{
    /// <summary>Creates the error; see <see cref="BadInputException.In(string, string, string)"/>.</summary>
    public WindowMissingException(string source, string problem, string mend) : base($"'{source}': {problem}. {mend}") { }
}
