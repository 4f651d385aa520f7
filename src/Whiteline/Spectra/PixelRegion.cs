namespace Whiteline.Spectra;

/// <summary>A rectangle of pixels.</summary>
/// <param name="Row">First row.</param>
/// <param name="Column">First column.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
public readonly record struct PixelRegion(int Row, int Column, int Rows = 1, int Columns = 1)
{
    /// <summary>The row after the last.</summary>
    public int EndRow => Row + Rows;

    /// <summary>The column after the last.</summary>
    public int EndColumn => Column + Columns;

    /// <summary>Number of pixels.</summary>
    public int Pixels => Rows * Columns;

    /// <summary>What of it lies in an image.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Nothing does.</exception>
    public PixelRegion ClippedTo(int rows, int columns)
    {
        var (top, left) = (Math.Max(0L, Row), Math.Max(0L, Column));
        var (bottom, right) = (Math.Min(rows, (long)Row + Rows), Math.Min(columns, (long)Column + Columns));
        return top < bottom && left < right
            ? new((int)top, (int)left, (int)(bottom - top), (int)(right - left))
            : throw new ArgumentOutOfRangeException(nameof(rows), $"{this} holds no pixel of {rows} × {columns}.");
    }

    /// <summary>Indices of the pixels in an image of so many columns, row by row.</summary>
    public IEnumerable<int> Indices(int columns)
    {
        for (var row = Row; row < EndRow; row++)
            for (var column = Column; column < EndColumn; column++) yield return row * columns + column;
    }
}
