namespace Whiteline.Reports;

/// <summary>Text in a CSV file.</summary>
static class CsvText
{
    /// <summary>The text as one cell. A spreadsheet runs a cell that begins like a formula; an apostrophe makes it text.</summary>
    internal static string Quote(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@') text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
