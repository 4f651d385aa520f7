using System.Text;

namespace Whiteline.Web.Files;

/// <summary>Names for new files, made from what a visitor typed or uploaded.</summary>
static class FileNames
{
    const int Longest = 80;

    /// <summary>Letters, digits, dot, plus, dash and underscore are kept; all else becomes a dash. Never empty, never hidden.</summary>
    public static string Safe(string wanted)
    {
        var name = new StringBuilder();
        foreach (var character in wanted.Trim())
        {
            var kept = char.IsLetterOrDigit(character) || character is '.' or '+' or '-' or '_';
            if (kept || name.Length > 0 && name[^1] != '-') name.Append(kept ? character : '-');
            if (name.Length == Longest) break;
        }
        var safe = name.ToString().Trim('.', '-');
        return safe.Length > 0 ? safe : "unnamed";
    }
}
