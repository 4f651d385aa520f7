using System.IO.Compression;

namespace Whiteline.Formats.Npz;

/// <summary>Named NumPy arrays in one zip file (<c>.npz</c>), as <c>numpy.savez</c> writes and <c>numpy.load</c> reads.</summary>
public static class NpzArchive
{
    // Deflate cannot expand more than this; an entry that claims more is lying.
    const long LargestExpansion = 1032;

    const int LargestEntries = 10_000;

    /// <summary>Reads the arrays of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wanted">Chooses by name (without <c>.npy</c>); null for all.</param>
    /// <exception cref="BadInputException">It is damaged, or an array is of a type that is not read.</exception>
    public static IReadOnlyDictionary<string, NpyArray> Read(string path, Func<string, bool>? wanted = null) =>
        Read(path, wanted, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);

    /// <summary>Reads the arrays of a file where they fit into so much memory.</summary>
    internal static IReadOnlyDictionary<string, NpyArray> Read(string path, Func<string, bool>? wanted, long mostBytes)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            // Entries that overlap would let a small file claim its own bytes, and their expansion, many times over.
            if (zip.Entries.Count > LargestEntries || zip.Entries.Sum(entry => entry.CompressedLength) > stream.Length) throw new InvalidDataException("entries");
            var entries = zip.Entries.Where(entry => entry.FullName.EndsWith(".npy", StringComparison.Ordinal) && wanted?.Invoke(entry.FullName[..^4]) != false).ToArray();
            // A few megabytes of zeros expand to a thousand times as many bytes.
            if (entries.Sum(entry => entry.Length) is var bytes && bytes > mostBytes)
                throw BadInputException.In(path, $"its arrays take {bytes >> 20} MB and there is memory for {mostBytes >> 20} MB of them", "Save the image as .npy or .hspy, which are read in parts.");
            var arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal);
            foreach (var entry in entries) arrays[entry.FullName[..^4]] = ReadOne(entry, stream.Length, $"{path}: array '{entry.FullName[..^4]}'");
            return arrays;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw BadInputException.In(path, "it is no NumPy archive, or is damaged", "Save it again with numpy.savez.", error);
        }
    }

    /// <summary>Writes arrays, compressed, atomically. The bytes depend on the content alone.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<KeyValuePair<string, NpyArray>> arrays, CancellationToken cancellation = default) =>
        AtomicFile.Write(path, stream =>
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach (var (name, array) in arrays)
            {
                cancellation.ThrowIfCancellationRequested();
                var entry = zip.CreateEntry(name + ".npy", CompressionLevel.Fastest);
                entry.LastWriteTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var content = entry.Open();
                array.WriteTo(content);
            }
        });

    static NpyArray ReadOne(ZipArchiveEntry entry, long archiveLength, string source)
    {
        if (entry.CompressedLength > archiveLength || entry.Length > LargestExpansion * (entry.CompressedLength + 1) || entry.Length > Array.MaxLength)
            throw new InvalidDataException("entry size");
        using var content = entry.Open();
        var head = new byte[Math.Min(NpyHeader.LargestHeader, entry.Length)];
        var read = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var header = NpyHeader.Parse(head.AsSpan(0, read), source);
        // In this order: the product may overflow where the header lies.
        if (header.Count > Array.MaxLength / header.ItemBytes || header.DataOffset + header.Count * header.ItemBytes > entry.Length)
            throw BadInputException.In(source, "its header promises more data than the file holds", "It was cut short or is damaged: save it again.");
        var data = new byte[header.Count * header.ItemBytes];
        var fromHead = Math.Min(data.Length, read - header.DataOffset);
        head.AsSpan(header.DataOffset, fromHead).CopyTo(data);
        content.ReadExactly(data, fromHead, data.Length - fromHead);
        return new(header, data);
    }
}
