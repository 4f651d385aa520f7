using System.Security.Cryptography;

namespace Whiteline.Provenance;

/// <summary>A file that a result was made from.</summary>
/// <param name="Name">File name without its folder.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">Hash of the content, lower-case hexadecimal.</param>
public sealed record InputFile(string Name, long Bytes, string Sha256)
{
    /// <summary>Hashes a file, streaming.</summary>
    /// <exception cref="BadInputException">It cannot be read.</exception>
    public static InputFile Of(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);
            return new(Path.GetFileName(path), stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw BadInputException.In(path, "it cannot be read", "Check the name and the permissions.", error);
        }
    }
}
