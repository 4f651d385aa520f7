using Microsoft.Win32.SafeHandles;

namespace Whiteline.Formats;

/// <summary>
/// Bytes of a file by position: no cursor, so that callers on several threads share it, and no handle until the first read, so that a
/// file that lists thousands of signals costs none.
/// </summary>
/// <param name="path">The file, as the user named it.</param>
public sealed class SampleFile(string path) : IDisposable
{
    readonly Lock gate = new();
    SafeFileHandle? handle;
    bool disposed;

    /// <summary>The file, as the user named it.</summary>
    public string Path => path;

    /// <summary>Length of the file now, bytes.</summary>
    /// <exception cref="BadInputException">It cannot be opened.</exception>
    public long Length => RandomAccess.GetLength(Handle());

    /// <summary>Fills the buffer from a position.</summary>
    /// <exception cref="BadInputException">The file ends before that, or cannot be read.</exception>
    public void ReadExactly(long position, Span<byte> buffer)
    {
        for (var done = 0; done < buffer.Length;)
        {
            var read = ReadSome(position + done, buffer[done..]);
            if (read == 0)
                throw BadInputException.In(path, $"it ends before byte {position + buffer.Length}", "It was cut short: copy it again from where it came from.");
            done += read;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            handle?.Dispose();
        }
    }

    int ReadSome(long position, Span<byte> buffer)
    {
        try
        {
            return RandomAccess.Read(Handle(), buffer, position);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw BadInputException.In(path, $"it cannot be read ({error.Message})", "Check the disk and the permissions.", error);
        }
    }

    SafeFileHandle Handle()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return handle ??= Open();
        }
    }

    SafeFileHandle Open()
    {
        try
        {
            return File.OpenHandle(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw BadInputException.In(path, "it cannot be opened", "Check the name and the permissions.", error);
        }
    }
}
