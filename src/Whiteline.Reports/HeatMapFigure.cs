using SkiaSharp;

namespace Whiteline.Reports;

/// <summary>A grid of numbers as colours, each written in its cell where there is room.</summary>
/// <param name="title">Title.</param>
/// <param name="xLabel">Name of the columns.</param>
/// <param name="yLabel">Name of the rows.</param>
/// <param name="columns">Column names, shape (c).</param>
/// <param name="rows">Row names, shape (r).</param>
/// <param name="values">Shape (r, c); NaN is grey.</param>
/// <param name="format">Number format of the cells.</param>
public class HeatMapFigure(
    string title, string xLabel, string yLabel, IReadOnlyList<string> columns, IReadOnlyList<string> rows, double[,] values, string format = "0.00") : Figure
{
    /// <summary>What is written in a cell.</summary>
    protected virtual string CellText(int row, int column) =>
        values[row, column].ToString(format, System.Globalization.CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    protected override void Draw(SKCanvas canvas, float width, float height)
    {
        var finite = values.Cast<double>().Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var (low, high) = (finite.Min(), finite.Max());
        Ink.Text(canvas, Ink.Fit(title, width - 24, 15), 12, 24, 15);
        var area = new SKRect(110, 40, width - 16, height - 54);
        var (w, h) = (area.Width / columns.Count, area.Height / rows.Count);
        for (var r = 0; r < rows.Count; r++)
        {
            for (var c = 0; c < columns.Count; c++)
            {
                var value = values[r, c];
                var colour = Viridis.At(high > low ? (value - low) / (high - low) : double.IsNaN(value) ? value : 0.5);
                using var fill = Ink.Fill(colour);
                fill.IsAntialias = false;
                canvas.DrawRect(area.Left + c * w, area.Top + r * h, w, h, fill);
                var text = CellText(r, c);
                var dark = 0.299 * colour.Red + 0.587 * colour.Green + 0.114 * colour.Blue < 130;
                if (h >= 14 && Ink.Width(text, 11) < w - 4)
                    Ink.Text(canvas, text, area.Left + (c + 0.5f) * w, area.Top + (r + 0.5f) * h + 4, 11, 0.5f, dark ? SKColors.White : Ink.Black);
            }
            if (h >= 12) Ink.Text(canvas, Ink.Fit(rows[r], 76, 11), area.Left - 6, area.Top + (r + 0.5f) * h + 4, 11, 1);
        }
        for (var c = 0; c < columns.Count; c++)
            Ink.Text(canvas, Ink.Fit(columns[c], w - 2, 11), area.Left + (c + 0.5f) * w, area.Bottom + 16, 11, 0.5f);
        using var frame = Ink.Stroke(Ink.Black);
        canvas.DrawRect(area, frame);
        Ink.Text(canvas, xLabel, area.MidX, area.Bottom + 38, 12, 0.5f);
        canvas.Save();
        canvas.RotateDegrees(-90, 16, area.MidY);
        Ink.Text(canvas, yLabel, 16, area.MidY + 4, 12, 0.5f);
        canvas.Restore();
    }
}
