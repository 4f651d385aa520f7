using SkiaSharp;

namespace Whiteline.Reports.Embeddings;

/// <summary>
/// Embedded points in a square frame without scales, for the coordinates of an embedding mean nothing by themselves, with a legend and lines of text beneath. Of many
/// points so many are drawn, in turns through the colours, so that no class hides the others.
/// </summary>
/// <param name="title">Title.</param>
/// <param name="coordinates">Shape (n, components); the first two are drawn.</param>
/// <param name="components">Coordinates of a point.</param>
/// <param name="colours">Colours and legend.</param>
/// <param name="beneath">Lines under the frame.</param>
sealed class ScatterFigure(string title, float[] coordinates, int components, PointColours colours, IReadOnlyList<string> beneath) : Figure
{
    const int MostDrawn = 2500, Turns = 5;
    const float Line = 16;

    // A legend of many groups would leave the points no room.
    const int MostLegendRows = 3;

    /// <inheritdoc/>
    protected override void Draw(SKCanvas canvas, float width, float height)
    {
        Ink.Text(canvas, Ink.Fit(title, width - 20, 14), 10, 20, 14);
        var legend = colours.IsScale || colours.Legend.Count == 0 ? 1 : Entries(width - 20).Max(entry => entry.Row) + 1;
        var room = height - 30 - Line * (legend + 1 + beneath.Count);
        var side = Math.Min(width - 20, room);
        var area = SKRect.Create((width - side) / 2, 28, side, side);
        using (var frame = Ink.Stroke(Ink.Faint)) canvas.DrawRect(area, frame);
        Points(canvas, area);
        var at = area.Bottom + Line;
        Ink.Text(canvas, Ink.Fit(colours.Title, width - 20, 11), 10, at, 11);
        at = Legend(canvas, width, at);
        foreach (var text in beneath) Ink.Text(canvas, Ink.Fit(text, width - 20, 11), 10, at += Line, 11);
    }

    void Points(SKCanvas canvas, SKRect area)
    {
        var n = colours.Of.Length;
        var (x, y) = (Place(0), Place(1));
        var step = Math.Max(1, (n + MostDrawn - 1) / MostDrawn);
        int[] drawn = [.. Enumerable.Range(0, n).Where(i => i % step == 0)];
        var half = drawn.Length > 1000 ? 1.1f : drawn.Length > 200 ? 1.7f : 2.6f;
        for (var turn = 0; turn < Turns; turn++)
            foreach (var same in drawn.Where((_, k) => k % Turns == turn).GroupBy(i => colours.Of[i]).OrderBy(same => same.Key))
            {
                using var path = new SKPath();
                foreach (var i in same)
                    path.AddRect(SKRect.Create(area.Left + x(i) * area.Width - half, area.Bottom - y(i) * area.Height - half, 2 * half, 2 * half));
                using var fill = Ink.Fill(same.Key < 0 ? Ink.Masked : colours.Palette[same.Key].WithAlpha(0xC8));
                canvas.DrawPath(path, fill);
            }
    }

    // Both directions to one scale: distances in an embedding are comparable.
    Func<int, float> Place(int component)
    {
        var (centre, extent) = (new float[2], 0f);
        for (var d = 0; d < 2; d++)
        {
            var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
            for (var i = d; i < coordinates.Length; i += components) (low, high) = (Math.Min(low, coordinates[i]), Math.Max(high, coordinates[i]));
            (centre[d], extent) = ((low + high) / 2, Math.Max(extent, high - low));
        }
        var scale = extent > 0 ? 0.94f / extent : 0;
        return i => 0.5f + (coordinates[i * components + component] - centre[component]) * scale;
    }

    // Names with their places, as many as there is room for; the last says how many are left out.
    List<(string Text, int Colour, float X, int Row)> Entries(float width)
    {
        var entries = new List<(string Text, int Colour, float X, int Row)>();
        var (x, row) = (0f, 0);
        for (var k = 0; k < colours.Legend.Count; k++)
        {
            var size = Ink.Width(colours.Legend[k], 11) + 22;
            if (x > 0 && x + size > width) (x, row) = (0, row + 1);
            if (row == MostLegendRows)
            {
                entries[^1] = entries[^1] with { Text = $"and {colours.Legend.Count - k + 1} more", Colour = -1 };
                return entries;
            }
            entries.Add((colours.Legend[k], k, x, row));
            x += size;
        }
        return entries;
    }

    float Legend(SKCanvas canvas, float width, float top)
    {
        if (colours.IsScale)
        {
            if (colours.Legend.Count == 0) return top + Line;
            var left = 10 + Ink.Width(colours.Legend[0], 11) + 6;
            Ink.Text(canvas, colours.Legend[0], 10, top + Line, 11);
            for (var shade = 0; shade < colours.Palette.Length; shade++)
            {
                using var fill = Ink.Fill(colours.Palette[shade]);
                canvas.DrawRect(left + shade * 5, top + Line - 9, 5.3f, 10, fill);
            }
            Ink.Text(canvas, colours.Legend[1], left + colours.Palette.Length * 5 + 6, top + Line, 11);
            return top + Line;
        }
        var y = top + Line;
        foreach (var entry in Entries(width - 20))
        {
            y = top + Line * (entry.Row + 1);
            if (entry.Colour >= 0)
            {
                using var fill = Ink.Fill(colours.Palette[entry.Colour]);
                canvas.DrawRect(10 + entry.X, y - 8, 8, 8, fill);
            }
            Ink.Text(canvas, Ink.Fit(entry.Text, width - 40, 11), entry.X + (entry.Colour >= 0 ? 22 : 10), y, 11);
        }
        return y;
    }
}
