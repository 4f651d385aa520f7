using PureHDF;
using PureHDF.VOL.Native;

namespace Whiteline.Hdf5;

/// <summary>An open file, shared by the signals that lie in it and closed with the last of them. One reader at a time.</summary>
sealed class HspyFile : IDisposable
{
    readonly BoundedStream stream;
    readonly NativeFile file;
    int users = 1;

    public HspyFile(string path)
    {
        Path = path;
        try
        {
            stream = new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw BadInputException.In(path, "it cannot be opened", "Check the name and the permissions.", error);
        }
        try
        {
            file = H5File.Open(stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The file, as the user named it.</summary>
    public string Path { get; }

    /// <summary>Length, bytes.</summary>
    public long Length => stream.Length;

    /// <summary>Held while the library reads: it keeps a position in the stream.</summary>
    public Lock Gate { get; } = new();

    public IH5Group Root => file;

    /// <summary>Grants reads for one more request.</summary>
    public void Renew() => stream.Renew();

    /// <summary>Counts another signal that needs the file.</summary>
    public void Share() => Interlocked.Increment(ref users);

    public void Dispose()
    {
        if (Interlocked.Decrement(ref users) > 0) return;
        file.Dispose();
        stream.Dispose();
    }
}
