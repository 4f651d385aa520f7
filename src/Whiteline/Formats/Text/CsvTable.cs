using System.Globalization;
using System.Text;
using Whiteline.Spectra;

namespace Whiteline.Formats.Text;

/// <summary>
/// A text table of numbers: separated by commas, semicolons or tabs, with or without a header. Where the separator is not a comma,
/// a decimal comma is understood.
/// </summary>
sealed class CsvTable
{
    const long LargestFile = 1L << 30;

    readonly bool decimalComma;

    CsvTable(string path, string[]? header, List<string[]> rows, bool decimalComma, int firstLine)
    {
        (Path, Header, Rows, this.decimalComma, FirstLine) = (path, header, rows, decimalComma, firstLine);
    }

    /// <summary>The file, as the user named it.</summary>
    public string Path { get; }

    /// <summary>Cells of the header, or null when the first line holds numbers only.</summary>
    public string[]? Header { get; }

    /// <summary>Cells of each data line; all lines are equally long.</summary>
    public List<string[]> Rows { get; }

    int FirstLine { get; }

    /// <summary>Columns.</summary>
    public int Columns => Header?.Length ?? Rows[0].Length;

    /// <summary>True when the first line names a column <c>label</c> and the energies of two channels or more. Other tables have labels too, such as that of a map.</summary>
    public static bool HasLabels(string path)
    {
        using var reader = new StreamReader(path);
        var buffer = new char[1 << 16];
        var text = new string(buffer, 0, reader.ReadBlock(buffer)).Split('\n').FirstOrDefault(IsData) ?? "";
        var separator = CsvLine.SeparatorOf(text);
        var cells = CsvLine.Cells(text, separator);
        return cells.Any(cell => cell.Equals("label", StringComparison.OrdinalIgnoreCase)) && cells.Count(cell => TryNumber(cell, separator != ',', out _)) >= 2;
    }

    /// <summary>True when the first bytes look like a table of numbers.</summary>
    public static bool LooksLikeOne(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\xEF\xBB\xBF"u8)) head = head[3..];
        foreach (var value in head) if (value < 32 && value is not ((byte)'\t' or (byte)'\n' or (byte)'\r')) return false;
        // The second line, as the first may be a header; a file so wide that its first line fills the head is judged by that one.
        var probe = Encoding.UTF8.GetString(head).Split('\n').Where(IsData).Take(2).LastOrDefault() ?? "";
        var cells = CsvLine.Cells(probe, CsvLine.SeparatorOf(probe));
        return cells.Length >= 2 && cells.Count(cell => double.TryParse(cell.Replace(',', '.'), CultureInfo.InvariantCulture, out _)) * 2 >= cells.Length;
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="BadInputException">It is empty, ragged, or not text.</exception>
    public static CsvTable Read(string path)
    {
        string[] lines;
        try
        {
            if (new FileInfo(path).Length > LargestFile) throw BadInputException.In(path, "the text file is larger than 1 GB", "Convert it to .npz or .hspy.");
            lines = File.ReadAllLines(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw BadInputException.In(path, "it cannot be read", "Check the name and the permissions.", error);
        }
        var first = Array.FindIndex(lines, IsData);
        if (first < 0) throw BadInputException.In(path, "it is empty", "Give a table with a column of energies and one of intensities.");
        var separator = CsvLine.SeparatorOf(lines[first]);
        var header = CsvLine.Cells(lines[first], separator);
        var table = new CsvTable(path, header, [], separator != ',', first + 1);
        var rows = new List<string[]>();
        for (var line = first; line < lines.Length; line++)
        {
            if (!IsData(lines[line])) continue;
            var cells = CsvLine.Cells(lines[line], separator);
            if (cells.Length != header.Length)
                throw BadInputException.In(path, $"line {line + 1} has {cells.Length} columns where line {first + 1} has {header.Length}", "Give every line the same number of columns.");
            rows.Add(cells);
        }
        var isHeader = header.Any(cell => !table.TryNumber(cell, out _)) || AreEnergies(table, rows);
        if (isHeader) rows.RemoveAt(0);
        if (rows.Count == 0) throw BadInputException.In(path, "it holds a header and no data", "Give at least one line of numbers.");
        return new(path, isHeader ? header : null, rows, separator != ',', isHeader ? first + 2 : first + 1);
    }

    /// <summary>One number of the table.</summary>
    /// <exception cref="BadInputException">The cell is no finite number.</exception>
    public double Number(int row, int column) =>
        TryNumber(Rows[row][column], out var value) && double.IsFinite(value)
            ? value
            : throw BadInputException.In(Path, $"'{Rows[row][column]}' in data line {FirstLine + row}, column {column + 1}, is not a finite number", "Mend that cell.");

    /// <summary>One intensity, which may be NaN or infinite where the table says so.</summary>
    /// <exception cref="BadInputException">The cell is no number.</exception>
    public double Sample(int row, int column) => Rows[row][column].ToLowerInvariant() switch
    {
        // As NumPy writes it.
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        var cell => TryNumber(cell, out var value) ? value : Number(row, column),
    };

    /// <summary>One number of the table as float32.</summary>
    /// <exception cref="BadInputException">The cell is no finite number, or too large for float32.</exception>
    public float Single(int row, int column) =>
        (float)Number(row, column) is var value && float.IsFinite(value)
            ? value
            : throw BadInputException.In(Path, $"'{Rows[row][column]}' in data line {FirstLine + row}, column {column + 1}, is too large for float32", "Scale the spectra down.");

    /// <summary>Reads a cell as a number.</summary>
    public bool TryNumber(string cell, out double value) => TryNumber(cell, decimalComma, out value);

    static bool TryNumber(string cell, bool decimalComma, out double value) =>
        double.TryParse(decimalComma ? cell.Replace(',', '.') : cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    // More than three numbers that all increase are energies: a header of one spectrum a row without other columns. But where the first
    // column goes on in even steps, they are an energy and counts that happen to increase.
    static bool AreEnergies(CsvTable table, List<string[]> rows) =>
        rows[0].Length > 3 && Rises(table, rows[0]) && !(rows.Count >= 3 && table.IsEven([.. rows.Select(row => row[0])]));

    bool IsEven(string[] cells)
    {
        var values = Array.ConvertAll(cells, cell => TryNumber(cell, out var value) ? value : double.NaN);
        return UniformSteps.AreEven(values);
    }

    static bool Rises(CsvTable table, string[] cells)
    {
        var last = double.NegativeInfinity;
        foreach (var cell in cells)
        {
            if (!table.TryNumber(cell, out var value) || !(value > last)) return false;
            last = value;
        }
        return true;
    }

    static bool IsData(string line) => line.AsSpan().Trim() is { Length: > 0 } text && text[0] != '#';
}
