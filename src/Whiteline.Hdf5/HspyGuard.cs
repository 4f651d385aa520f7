namespace Whiteline.Hdf5;

/// <summary>
/// Runs the HDF5 library on a file that may be hostile. Its bare exceptions become one clear line, and a stack of its own keeps deeply
/// nested structures from ending the process.
/// </summary>
static class HspyGuard
{
    const int StackBytes = 256 << 20;

    /// <summary>Runs <paramref name="work"/> and returns its result.</summary>
    /// <exception cref="BadInputException">The file is damaged, or is no HyperSpy file.</exception>
    public static T Run<T>(string path, Func<T> work)
    {
        T? result = default;
        Exception? failure = null;
        var thread = new Thread(() => failure = Catch(() => result = work()), StackBytes) { IsBackground = true };
        thread.Start();
        thread.Join();
        return failure is null ? result! : throw Said(path, failure);
    }

    /// <summary>The same on the caller's stack, for reading samples whose structure has been parsed already.</summary>
    public static void Read(string path, Action work)
    {
        if (Catch(work) is { } failure) throw Said(path, failure);
    }

    // Whatever the library throws says that the file is not what it claims; the type says nothing more.
    static Exception? Catch(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    static Exception Said(string path, Exception failure) => failure is BadInputException or OperationCanceledException
        ? failure
        : BadInputException.In(path, $"its HDF5 structure is damaged or of a kind that is not read ({failure.GetType().Name})", "Open and save it again with HyperSpy.", failure);
}
