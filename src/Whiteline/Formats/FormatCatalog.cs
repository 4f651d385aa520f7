using Whiteline.Spectra;

namespace Whiteline.Formats;

/// <summary>The formats that a program knows, listed in the open. A file is recognised by its content; its extension breaks ties.</summary>
public sealed class FormatCatalog(params IReadOnlyList<ISpectrumFormat> formats)
{
    /// <summary>All formats, in the order given.</summary>
    public IReadOnlyList<ISpectrumFormat> Formats => formats;

    /// <summary>Opens a file and lists its signals.</summary>
    /// <exception cref="BadInputException">No such file, no format recognises it, or it is damaged.</exception>
    public IReadOnlyList<Signal> Open(string path) => FormatOf(path).Open(path);

    /// <summary>The format of a file, by its content.</summary>
    /// <exception cref="BadInputException">No such file, or no format recognises it.</exception>
    public ISpectrumFormat FormatOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var head = FileHead.Read(path);
        var extension = Path.GetExtension(path).ToLowerInvariant();
        var recognised = formats.Where(format => format.Recognises(head)).ToArray();
        return recognised.FirstOrDefault(format => format.Extensions.Contains(extension))
            ?? recognised.FirstOrDefault()
            ?? throw CompressedFile.Refusal(path, head) ?? BadInputException.In(path, "its content is not of any format that Whiteline reads", $"Give one of: {Names(formats)}.");
    }

    /// <summary>The writer for a file name, by its extension.</summary>
    /// <exception cref="BadInputException">No writer has that extension.</exception>
    public ISpectrumWriter WriterFor(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var extension = Path.GetExtension(path).ToLowerInvariant();
        var writers = formats.Where(format => format is ISpectrumWriter).ToArray();
        return writers.FirstOrDefault(format => format.Extensions.Contains(extension)) as ISpectrumWriter
            ?? throw BadInputException.In(path, $"the extension '{extension}' names no format that Whiteline writes", $"Use one of: {Names(writers)}.");
    }

    static string Names(IEnumerable<ISpectrumFormat> formats) =>
        string.Join(", ", formats.Select(format => $"{format.Name} ({string.Join(" ", format.Extensions)})"));
}
