using SkiaSharp;
using Whiteline.Maps;

namespace Whiteline.Reports;

/// <summary>Squares of a map and its scale bar: no interpolation, the shape of the specimen kept.</summary>
static class MapDrawing
{
    /// <summary>Draws one picture element per map pixel inside a frame; returns where they lie.</summary>
    internal static SKRect Draw(SKCanvas canvas, IPixelGrid map, SKRect room, Func<int, SKColor> colourOf)
    {
        var area = Fit(map, room);
        using var picture = new SKBitmap(map.Columns, map.Rows, SKColorType.Rgba8888, SKAlphaType.Premul);
        for (var pixel = 0; pixel < map.Rows * map.Columns; pixel++)
            picture.SetPixel(pixel % map.Columns, pixel / map.Columns, colourOf(pixel));
        // Enlarged by a whole factor first, so that a viewer that smooths pictures blurs no more than the rim of a pixel.
        var factor = Math.Max(1, 1024 / Math.Max(map.Columns, map.Rows));
        using var large = picture.Resize(new SKImageInfo(map.Columns * factor, map.Rows * factor), new SKSamplingOptions(SKFilterMode.Nearest));
        using var image = SKImage.FromBitmap(large);
        canvas.DrawImage(image, area, new SKSamplingOptions(SKFilterMode.Nearest));
        using var frame = Ink.Stroke(Ink.Black);
        canvas.DrawRect(area, frame);
        return area;
    }

    /// <summary>Scale bar under the map; takes 24 points.</summary>
    internal static void Bar(SKCanvas canvas, IPixelGrid map, SKRect area)
    {
        var bar = ScaleBar.For(map);
        var length = (float)(bar.Pixels * area.Width / map.Columns);
        using var fill = Ink.Fill(Ink.Black);
        canvas.DrawRect(area.Left, area.Bottom + 10, length, 4, fill);
        Ink.Text(canvas, bar.Text, area.Left + length + 8, area.Bottom + 17, 12);
    }

    static SKRect Fit(IPixelGrid map, SKRect room)
    {
        var row = Step(map.RowAxis?.Scale);
        var column = Step(map.ColumnAxis?.Scale);
        // Steps of different units cannot be compared: squares then.
        if (map.RowAxis?.Units != map.ColumnAxis?.Units) row = column = 1;
        var ratio = map.Rows * row / (map.Columns * column);
        // A line scan would be a hair; it is drawn as a strip, its short side saying nothing.
        ratio = Math.Clamp(ratio, 0.12, 8);
        var width = Math.Min(room.Width, room.Height / ratio);
        return SKRect.Create(room.Left, room.Top, (float)width, (float)(width * ratio));
    }

    static double Step(double? scale) => scale is { } step && double.IsFinite(step) && step != 0 ? Math.Abs(step) : 1;
}
