using System.Text;

namespace Whiteline.Web.Files;

/// <summary>Names for new files, made from what a visitor typed or uploaded.</summary>
static class FileNames
{
    const int Longest = 80, LongestExtension = 12;

    /// <summary>Letters, digits, dot, plus, dash and underscore are kept; all else becomes a dash. A long name keeps its beginning and its extension. Never empty, never hidden.</summary>
    public static string Safe(string wanted)
    {
        var name = new StringBuilder();
        foreach (var character in wanted.Trim())
        {
            var kept = char.IsLetterOrDigit(character) || character is '.' or '+' or '-' or '_';
            if (kept || name.Length > 0 && name[^1] != '-') name.Append(kept ? character : '-');
        }
        var safe = Shortened(name.ToString().Trim('.', '-'));
        return safe.Length > 0 ? safe : "unnamed";
    }

    static string Shortened(string name)
    {
        if (name.Length <= Longest) return name;
        var extension = Path.GetExtension(name) is { Length: <= LongestExtension } kept ? kept : "";
        return name[..(Longest - extension.Length)].TrimEnd('.', '-') + extension;
    }
}
