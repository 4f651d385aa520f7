namespace Whiteline.Formats;

/// <summary>The first bytes of a file, by which its format is recognised.</summary>
static class FileHead
{
    const int Bytes = 4096;

    /// <summary>Reads up to 4,096 bytes.</summary>
    /// <exception cref="BadInputException">It is a folder, is empty, or cannot be opened.</exception>
    public static byte[] Read(string path)
    {
        byte[] head;
        try
        {
            using var file = File.OpenHandle(path);
            var buffer = new byte[Math.Min(Bytes, RandomAccess.GetLength(file))];
            head = buffer[..RandomAccess.Read(file, buffer, 0)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw BadInputException.In(path, Directory.Exists(path) ? "it is a folder" : "it cannot be opened", "Check the name and the permissions.", error);
        }
        return head.Length > 0 ? head : throw BadInputException.In(path, "it is empty", "Copy it again from where it came from, or make it anew.");
    }
}
