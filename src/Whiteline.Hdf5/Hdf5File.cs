using System.Text.RegularExpressions;
using PureHDF;
using PureHDF.Filters;
using PureHDF.VOL.Native;

namespace Whiteline.Hdf5;

/// <summary>An HDF5 file open for reading. Whatever goes wrong while its structure is walked is bad input. Not safe for concurrent callers.</summary>
sealed partial class Hdf5File : IDisposable
{
    readonly BoundedStream stream;
    readonly NativeFile file;

    // Filters are registered for the whole program; files are opened nowhere else.
    static Hdf5File() => H5Filter.Register(new LzfFilter());

    /// <summary>Opens the file.</summary>
    /// <exception cref="BadInputException">It cannot be opened or is no HDF5 file.</exception>
    public Hdf5File(string path)
    {
        Path = path;
        stream = OpenStream(path);
        try
        {
            Length = stream.Length;
            stream.Renew();
            file = Guarded(path, () => H5File.Open(stream));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The file, as the user named it.</summary>
    public string Path { get; }

    /// <summary>Its length, bytes.</summary>
    public long Length { get; }

    /// <summary>Walks or reads the file.</summary>
    /// <exception cref="BadInputException">The file is damaged, or of a kind that is not read.</exception>
    public T Walk<T>(Func<IH5Group, T> walk)
    {
        stream.Renew();
        return Guarded(Path, () => walk(file));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        file.Dispose();
        stream.Dispose();
    }

    static BoundedStream OpenStream(string path)
    {
        try
        {
            return new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw BadInputException.In(path, Directory.Exists(path) ? "it is a folder" : "it cannot be opened", "Check the name and the permissions.", error);
        }
    }

    // PureHDF meets damage with whatever exception its code runs into: none of them is a fault of this program.
    static T Guarded<T>(string path, Func<T> walk)
    {
        try
        {
            return walk();
        }
        catch (Exception error) when (error is not BadInputException)
        {
            var cause = error.GetBaseException();
            if (MissingFilter().Match(cause.Message) is { Success: true } missing)
                throw BadInputException.In(path, $"its samples are compressed with {missing.Groups[1].Value}, which is not read", "Save it again from HyperSpy with compression='gzip'.", error);
            throw BadInputException.In(path, $"it is damaged or of a kind of HDF5 that is not read ({cause.Message.TrimEnd('.')})", "Save it again from HyperSpy with compression='gzip'.", error);
        }
    }

    [GeneratedRegex("^Could not find filter '([^']+)'")]
    private static partial Regex MissingFilter();
}
