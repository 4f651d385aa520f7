using Whiteline.Spectra;

namespace Whiteline.Formats;

/// <summary>A file format that holds signals. Reading is lazy: opening parses the structure and touches no samples.</summary>
public interface ISpectrumFormat
{
    /// <summary>Name shown to users, such as <c>DM4</c>.</summary>
    string Name { get; }

    /// <summary>Lower-case extensions with the dot. They choose a format for writing and break ties when reading.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>True when the first bytes of a file (up to 4,096) look like this format.</summary>
    bool Recognises(ReadOnlySpan<byte> head);

    /// <summary>Opens a file and lists its signals, thumbnails left out.</summary>
    /// <exception cref="BadInputException">The file is damaged, or of a version or kind that is not read.</exception>
    IReadOnlyList<Signal> Open(string path);
}
