using SkiaSharp;

namespace Whiteline.Reports;

/// <summary>A curve of a <see cref="LineFigure"/>.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="X">Shape (n).</param>
/// <param name="Y">Shape (n); what is not finite is left out.</param>
/// <param name="Colour"><c>#RRGGBB</c>, or null for the next of the palette.</param>
public sealed record Curve(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, string? Colour = null)
{
    /// <summary>Drawn with dashes.</summary>
    public bool Dashed { get; init; }

    /// <summary>Colour of the area between each sample and zero, <c>#RRGGBB</c>, shape (n); null for none.</summary>
    public IReadOnlyList<string>? Fills { get; init; }
}

/// <summary>A labelled place on the x axis, drawn as a thin vertical line where it is in range.</summary>
public sealed record Mark(double X, string Text);

/// <summary>Curves over one pair of axes.</summary>
public sealed class LineFigure(string title, string xLabel, string yLabel, IReadOnlyList<Curve> curves, IReadOnlyList<Mark>? marks = null) : Figure
{
    const int LegendRow = 18;
    const double LeastRoom = 1e-3, LeastRoomOfShare = 0.1;

    /// <summary>True where y is a part of a whole: nothing beyond 0 and 1 is named on its axis.</summary>
    public bool YIsShare { get; init; }

    /// <inheritdoc/>
    protected override void Draw(SKCanvas canvas, float width, float height)
    {
        Ink.Text(canvas, Ink.Fit(title, width - 24, 15), 12, 24, 15);
        var (x0, x1) = Extent(curves.SelectMany(curve => curve.X), LeastRoom);
        var (y0, y1) = Extent(curves.SelectMany(curve => curve.Fills is null ? curve.Y : curve.Y.Append(0)), YIsShare ? LeastRoomOfShare : LeastRoom);
        if (YIsShare) (y0, y1) = (Math.Max(0, y0), Math.Min(1, y1));
        var margin = (y1 - y0) * 0.05;
        (y0, y1) = (y0 - margin, y1 + margin);
        var entries = curves.Count > 1 ? Entries(width - 90) : [];
        var legend = entries.Length > 0 ? 4 + LegendRow * (1 + entries[^1].Row) : 0;
        var marked = (marks ?? []).Where(mark => mark.X >= x0 && mark.X <= x1).ToArray();
        var area = new SKRect(74, 38 + legend + (marked.Length > 0 ? 16 : 0), width - 16, height - 46);
        float Px(double x) => area.Left + (float)((x - x0) / (x1 - x0)) * area.Width;
        float Py(double y) => area.Bottom - (float)((y - y0) / (y1 - y0)) * area.Height;

        Axes(canvas, area, x0, x1, y0, y1);
        var end = float.NegativeInfinity;
        foreach (var mark in marked.OrderBy(mark => mark.X))
        {
            using var stroke = Ink.Stroke(new(0x88, 0x88, 0x88), 0.8f);
            var x = Px(mark.X);
            canvas.DrawLine(x, area.Top, x, area.Bottom, stroke);
            // A name gives way to its left neighbour, but not so far that it leaves its line.
            var size = Ink.Width(mark.Text, 10);
            var left = Math.Max(x - size / 2, end + 5);
            if (left > x) continue;
            Ink.Text(canvas, mark.Text, left, area.Top - 4, 10);
            end = left + size;
        }
        canvas.Save();
        canvas.ClipRect(area);
        foreach (var curve in curves) Fill(canvas, curve, Px, Py);
        var colours = LabelColours.Of([.. curves.Select(curve => curve.Name)]);
        for (var i = 0; i < curves.Count; i++) Stroke(canvas, curves[i], SKColor.Parse(curves[i].Colour ?? colours[i]), Px, Py);
        canvas.Restore();
        for (var i = 0; i < entries.Length; i++) Legend(canvas, curves[i], entries[i], SKColor.Parse(curves[i].Colour ?? colours[i]), area.Left, 46);
    }

    void Axes(SKCanvas canvas, SKRect area, double x0, double x1, double y0, double y1)
    {
        using var faint = Ink.Stroke(Ink.Faint);
        using var frame = Ink.Stroke(Ink.Black);
        foreach (var (x, text) in Ticks(x0, x1))
        {
            var at = area.Left + (float)((x - x0) / (x1 - x0)) * area.Width;
            canvas.DrawLine(at, area.Bottom, at, area.Bottom + 4, frame);
            Ink.Text(canvas, text, at, area.Bottom + 17, 11, 0.5f);
        }
        foreach (var (y, text) in Ticks(y0, y1))
        {
            if (YIsShare && y is < 0 or > 1) continue;
            var at = area.Bottom - (float)((y - y0) / (y1 - y0)) * area.Height;
            canvas.DrawLine(area.Left, at, area.Right, at, faint);
            Ink.Text(canvas, text, area.Left - 6, at + 4, 11, 1);
        }
        canvas.DrawRect(area, frame);
        Ink.Text(canvas, xLabel, area.MidX, area.Bottom + 36, 12, 0.5f);
        canvas.Save();
        canvas.RotateDegrees(-90, 16, area.MidY);
        Ink.Text(canvas, yLabel, 16, area.MidY + 4, 12, 0.5f);
        canvas.Restore();
    }

    /// <summary>Places of the legend's entries, from left to right and then in the next row.</summary>
    (string Text, float X, int Row)[] Entries(float width)
    {
        var entries = new (string Text, float X, int Row)[curves.Count];
        var (x, row) = (0f, 0);
        for (var i = 0; i < entries.Length; i++)
        {
            var text = Ink.Fit(curves[i].Name, width - 24, 11);
            var size = 40 + Ink.Width(text, 11);
            if (x > 0 && x + size - 17 > width) (x, row) = (0, row + 1);
            entries[i] = (text, x, row);
            x += size;
        }
        return entries;
    }

    static void Legend(SKCanvas canvas, Curve curve, (string Text, float X, int Row) entry, SKColor colour, float left, float top)
    {
        var (x, y) = (left + entry.X, top + LegendRow * entry.Row);
        using var stroke = Ink.Stroke(colour, 2.5f);
        using var dashes = SKPathEffect.CreateDash([5, 3], 0);
        if (curve.Dashed) stroke.PathEffect = dashes;
        canvas.DrawLine(x, y, x + 18, y, stroke);
        Ink.Text(canvas, entry.Text, x + 23, y + 4, 11);
    }

    static void Fill(SKCanvas canvas, Curve curve, Func<double, float> px, Func<double, float> py)
    {
        if (curve.Fills is not { } fills) return;
        double Between(IReadOnlyList<double> values, int one, int other) => (values[one] + values[other]) / 2;
        for (var i = 0; i < fills.Count; i++)
        {
            var (before, after) = (Math.Max(0, i - 1), Math.Min(fills.Count - 1, i + 1));
            if (!double.IsFinite(curve.Y[before]) || !double.IsFinite(curve.Y[i]) || !double.IsFinite(curve.Y[after])) continue;
            // A little over the next sample, or the page shines through between the two.
            var (left, right) = (px(Between(curve.X, before, i)), px(Between(curve.X, i, after)) + (after > i ? 0.4f : 0));
            using var path = new SKPath();
            path.MoveTo(left, py(0));
            path.LineTo(left, py(Between(curve.Y, before, i)));
            path.LineTo(px(curve.X[i]), py(curve.Y[i]));
            path.LineTo(right, py(Between(curve.Y, i, after)));
            path.LineTo(right, py(0));
            path.Close();
            using var paint = Ink.Fill(SKColor.Parse(fills[i]));
            paint.IsAntialias = false;
            canvas.DrawPath(path, paint);
        }
    }

    static void Stroke(SKCanvas canvas, Curve curve, SKColor colour, Func<double, float> px, Func<double, float> py)
    {
        using var path = new SKPath();
        using var dot = Ink.Fill(colour);
        var down = false;
        var count = Math.Min(curve.X.Count, curve.Y.Count);
        bool Holds(int i) => i >= 0 && i < count && double.IsFinite(curve.X[i]) && double.IsFinite(curve.Y[i]);
        for (var i = 0; i < count; i++)
        {
            if (!Holds(i)) { down = false; continue; }
            // A point without neighbours makes no line, and would not be seen.
            if (!Holds(i - 1) && !Holds(i + 1)) canvas.DrawCircle(px(curve.X[i]), py(curve.Y[i]), 3, dot);
            if (down) path.LineTo(px(curve.X[i]), py(curve.Y[i]));
            else path.MoveTo(px(curve.X[i]), py(curve.Y[i]));
            down = true;
        }
        using var stroke = Ink.Stroke(colour, 1.6f);
        using var dashes = SKPathEffect.CreateDash([6, 4], 0);
        if (curve.Dashed) stroke.PathEffect = dashes;
        canvas.DrawPath(path, stroke);
    }

    static (double Low, double High) Extent(IEnumerable<double> values, double leastRoom)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
            if (double.IsFinite(value)) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        // A line without a rise is drawn in the middle, at a scale of its own size.
        var room = Math.Max(0.1 * Math.Abs(low), leastRoom);
        return low < high ? (low, high) : double.IsFinite(low) ? (low - room, high + room) : (0, 1);
    }

    /// <summary>Some five ticks at 1-2-5 steps. Adding 0 turns −0 into 0.</summary>
    static IEnumerable<(double Value, string Text)> Ticks(double low, double high)
    {
        var step = ScaleBar.NiceBelow((high - low) / 4);
        var format = TickFormat.Of(low, high, step);
        for (var i = Math.Ceiling(low / step - 1e-9); i * step <= high + step * 1e-9; i++)
            yield return (i * step, (i * step + 0.0).ToString(format, System.Globalization.CultureInfo.InvariantCulture));
    }
}
