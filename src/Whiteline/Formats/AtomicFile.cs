namespace Whiteline.Formats;

/// <summary>Writes a file under a temporary name beside the final one and renames it when it is whole.</summary>
public static class AtomicFile
{
    /// <summary>Writes through a stream. When <paramref name="write"/> throws, nothing is left under either name.</summary>
    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public static void Write(string path, Action<Stream> write) =>
        WriteNamed(path, temporary =>
        {
            using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16);
            write(stream);
            stream.Flush(flushToDisk: true);
        });

    /// <summary>Refuses a place that cannot be written, before long work is done for it. Nothing is left there.</summary>
    /// <exception cref="BadInputException">There is a folder of this name, or its folder cannot be made or written.</exception>
    public static void RequirePlace(string path)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full)) throw Unwritable(path, new IOException("It is a folder."));
        RequireFolder(Path.GetDirectoryName(full)!, path);
    }

    /// <summary>Refuses a folder that can neither be written into nor made, before long work is done for it. Nothing is left there.</summary>
    /// <exception cref="BadInputException">It is a file, lies in one, or cannot be made or written.</exception>
    public static void RequireFolder(string folder) => RequireFolder(Path.GetFullPath(folder), folder);

    static void RequireFolder(string folder, string named)
    {
        try
        {
            // Folders that are not there yet are made when the file is written: what counts is the nearest one that is there.
            while (!Directory.Exists(folder))
                folder = File.Exists(folder) ? throw new IOException($"'{folder}' is a file.") : Path.GetDirectoryName(folder)!;
            using var trial = new FileStream(Path.Combine(folder, $".{Guid.NewGuid():N}.part"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(named, error);
        }
    }

    /// <summary>Writes text as UTF-8 without a byte order mark.</summary>
    public static void WriteText(string path, string text) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(text);
    });

    /// <summary>Writes through a library that wants a file name.</summary>
    public static void WriteNamed(string path, Action<string> write)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full)!;
        var temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.part");
        try
        {
            Directory.CreateDirectory(folder);
            write(temporary);
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, error);
        }
        finally
        {
            // Where its folder could not be made either, deleting would throw an error of its own over the one that tells.
            if (File.Exists(temporary)) File.Delete(temporary);
        }
    }

    static BadInputException Unwritable(string path, Exception error) =>
        BadInputException.In(path, $"it cannot be written ({error.Message})", "Check the folder, its permissions and the free space.", error);
}
