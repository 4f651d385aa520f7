namespace Whiteline.Formats;

/// <summary>Files that were packed to be sent or kept: their content may be a format that is known, but none can be read through the packing.</summary>
static class CompressedFile
{
    /// <summary>How a file is packed, such as <c>gzip</c>; null for one that is not, and for an archive of NumPy's, which is a zip.</summary>
    public static string? Packing(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? "gzip"
        : head.StartsWith("BZh"u8) ? "bzip2"
        : head.StartsWith((ReadOnlySpan<byte>)[0xFD, .. "7zXZ"u8, 0]) ? "xz"
        : head.StartsWith((ReadOnlySpan<byte>)[.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C]) ? "7z"
        : head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? "Zstandard"
        : head.StartsWith("PK\x03\x04"u8) && head.IndexOf(".npy"u8) < 0 ? "zip"
        : null;

    /// <summary>The refusal of a packed file, or of a model, which is a zip too and not to be unpacked; null for any other.</summary>
    public static BadInputException? Refusal(string path, ReadOnlySpan<byte> head) =>
        Packing(head) is not { } packing ? null
        : packing == "zip" && head.IndexOf("manifest.json"u8) >= 0 ? BadInputException.In(path, "it is a trained model and holds no spectra", "Give spectra; `whiteline classify MODEL FILE` asks a model about them.")
        : BadInputException.In(path, $"it is compressed ({packing})", "Unpack it first, and give the file that was inside.");
}
