using System.Text;

namespace Whiteline.Formats.Dm;

/// <summary>Looks values up in the tags of one file.</summary>
sealed class DmText(SampleFile file, bool bigEndian)
{
    const int MaxBytes = 8192;
    const int UInt16Elements = 4;
    const int TextElements = 18;

    /// <summary>The text of a tag; null when it has none.</summary>
    public string? Of(DmTag? tag)
    {
        if (tag?.Array is not { Count: > 0 } array || array.ElementType is not (UInt16Elements or TextElements)) return null;
        var bytes = new byte[(int)Math.Min(array.Bytes, MaxBytes)];
        file.ReadExactly(array.Position, bytes);
        var text = array.ElementType == TextElements ? Utf8OrLatin1(bytes) : (bigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(bytes);
        text = text.TrimEnd('\0').Trim();
        return text.Length == 0 ? null : text;
    }

    static string Utf8OrLatin1(byte[] bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
}
