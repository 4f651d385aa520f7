using Spectre.Console;

namespace Whiteline.Cli.Shell;

/// <summary>A result for a reader: lines and tables. Coloured only on a terminal, and never when NO_COLOR is set.</summary>
sealed class Page
{
    // Wide enough that a redirected table is never wrapped: other programs read it.
    const int RedirectedWidth = 4096;

    readonly TextWriter output;
    readonly bool coloured;
    readonly bool isTerminal;

    internal Page(TextWriter output, bool isTerminal, bool colours)
    {
        this.output = output;
        this.isTerminal = isTerminal;
        coloured = isTerminal && colours;
    }

    /// <summary>A line of text.</summary>
    public void Line(string text = "") => output.WriteLine(Printable.OneLine(text));

    /// <summary>A table: the first row names the columns. Columns that hold only numbers are right-aligned.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var cells = rows.Select(row => row.Select(Printable.OneLine).ToArray()).ToArray();
        var table = new Table { Border = isTerminal ? TableBorder.Rounded : TableBorder.None, ShowRowSeparators = false };
        for (var c = 0; c < columns.Count; c++)
        {
            var numeric = cells.Length > 0 && cells.All(row => IsNumber(row[c]));
            var column = new TableColumn(new Text(columns[c], new Style(decoration: Decoration.Bold)));
            table.AddColumn(numeric ? column.RightAligned() : column);
        }
        foreach (var row in cells) table.AddRow(row.Select(cell => new Text(cell)));
        if (isTerminal)
        {
            Console(output).Write(table);
            return;
        }
        // Without borders the cells are padded to the end of the line; a file needs no such spaces.
        using var text = new StringWriter();
        Console(text).Write(table);
        foreach (var line in text.ToString().TrimEnd().Split('\n')) output.WriteLine(line.TrimEnd());
    }

    IAnsiConsole Console(TextWriter target)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = coloured ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = coloured ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(target),
        });
        if (!isTerminal) console.Profile.Width = RedirectedWidth;
        return console;
    }

    static bool IsNumber(string cell) =>
        cell.Length == 0 || double.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out _);
}
