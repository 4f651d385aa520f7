using System.Text;

namespace Whiteline.Formats.Text;

/// <summary>
/// One line of a text table. A cell that starts with a quotation mark ends with the next single one and may hold separators; two marks
/// stand for one (RFC 4180, without line breaks in cells).
/// </summary>
static class CsvLine
{
    const int LargestColumns = 1 << 20;

    /// <summary>The separator of a line: a semicolon or a tab where there is one, else a comma. Those within quotation marks do not count.</summary>
    public static char SeparatorOf(string line)
    {
        var (quoted, separator) = (false, ',');
        foreach (var letter in line)
        {
            quoted ^= letter == '"';
            if (quoted) continue;
            if (letter == ';') return letter;
            if (letter == '\t') separator = letter;
        }
        return separator;
    }

    /// <summary>The cells of a line, without blanks around them.</summary>
    public static string[] Cells(string line, char separator)
    {
        line = line.TrimStart('\uFEFF').TrimEnd('\r');
        var cells = line.Contains('"', StringComparison.Ordinal) ? Quoted(line, separator) : line.Split(separator, LargestColumns, StringSplitOptions.TrimEntries);
        // A separator at the end of every line is a habit of spreadsheets, not a column.
        return cells.Length > 1 && cells[^1].Length == 0 ? cells[..^1] : cells;
    }

    /// <summary>A cell that reads back as the text, on one line: line breaks and other control characters become blanks.</summary>
    public static string Cell(string text)
    {
        var line = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
        var isPlain = line.Length > 0 && line == line.Trim() && line[0] is not ('#' or '\uFEFF') && line.IndexOfAny([',', ';', '"']) < 0;
        return isPlain ? line : $"\"{line.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    static string[] Quoted(string line, char separator)
    {
        var cells = new List<string>();
        for (var at = 0; at <= line.Length && cells.Count < LargestColumns;)
        {
            while (at < line.Length && line[at] == ' ') at++;
            if (at == line.Length || line[at] != '"')
            {
                var end = line.IndexOf(separator, at);
                if (end < 0) end = line.Length;
                cells.Add(line[at..end].Trim());
                at = end + 1;
                continue;
            }
            cells.Add(Unquote(line, ref at));
            // What stands between the closing mark and the separator belongs to no cell.
            var next = line.IndexOf(separator, at);
            at = next < 0 ? line.Length + 1 : next + 1;
        }
        return [.. cells];
    }

    static string Unquote(string line, ref int at)
    {
        var cell = new StringBuilder();
        for (at++; at < line.Length; at++)
        {
            if (line[at] != '"') cell.Append(line[at]);
            else if (at + 1 < line.Length && line[at + 1] == '"') cell.Append(line[at++]);
            else break;
        }
        at = Math.Min(at + 1, line.Length);
        return cell.ToString();
    }
}
