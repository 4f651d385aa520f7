using System.Buffers.Binary;

namespace Whiteline.Formats.Dm;

/// <summary>Recognises DM files by their first bytes, and says what is wrong with those that are not read.</summary>
static class DmHeader
{
    const int AppleDouble = 0x00051607;
    const string WaysOut = "Save it again in GMS as DM4 or DM3 (File > Save As), or export it as EMSA/MSA";

    /// <summary>The version that the bytes claim when they look like a DM file, 0 when they do not.</summary>
    public static int VersionOf(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4) return 0;
        var version = BinaryPrimitives.ReadInt32BigEndian(head);
        if (version == AppleDouble) return version;
        if (version is < 3 or > 1_000_000) return 0;
        // After the version: the file's length, the byte order (0 or 1), two flags (0 or 1), the number of tags, the first tag.
        return LooksLike(head, version == 4 ? 8 : 4) || (version > 4 && LooksLike(head, 8)) ? version : 0;
    }

    static bool LooksLike(ReadOnlySpan<byte> head, int countBytes)
    {
        var order = 4 + countBytes;
        if (head.Length < order + 6 + countBytes) return false;
        return BinaryPrimitives.ReadInt32BigEndian(head[order..]) is 0 or 1 && head[order + 4] <= 1 && head[order + 5] <= 1;
    }

    /// <summary>The error for a version that is not read.</summary>
    public static BadInputException UnknownVersion(string path, int version) => version == AppleDouble
        ? BadInputException.In(
            path,
            $"it starts like DM version {version}, which is the mark of a macOS companion file, not of data",
            "Open the file of the same name without the leading '._'.")
        : BadInputException.In(
            path,
            $"it is of DM version {version}; versions 3 and 4 are read",
            version > 4 ? $"It may be of a newer GMS. {WaysOut}." : $"{WaysOut}.");

    /// <summary>The error for a file whose tags cannot be followed.</summary>
    public static BadInputException Damaged(string path, string problem) =>
        BadInputException.In(path, $"the DM file is damaged or cut short: {problem}", "Copy it again from where it came from; if GMS opens it, save it again there as DM4.");
}
