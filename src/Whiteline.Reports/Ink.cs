using SkiaSharp;

namespace Whiteline.Reports;

/// <summary>Strokes, fills and text of the figures.</summary>
static class Ink
{
    static readonly SKTypeface Face = LoadFace();

    internal static readonly SKColor Black = new(0x22, 0x22, 0x22);
    internal static readonly SKColor Faint = new(0xE4, 0xE4, 0xE4);
    internal static readonly SKColor Masked = new(0xC8, 0xC8, 0xC8);

    internal static SKPaint Fill(SKColor colour) => new() { Color = colour, Style = SKPaintStyle.Fill, IsAntialias = true };

    internal static SKPaint Stroke(SKColor colour, float width = 1) =>
        new() { Color = colour, Style = SKPaintStyle.Stroke, StrokeWidth = width, IsAntialias = true, StrokeJoin = SKStrokeJoin.Round };

    /// <summary>Width of a text, points.</summary>
    internal static float Width(string text, float size)
    {
        using var font = new SKFont(Face, size);
        return font.MeasureText(text);
    }

    /// <summary>Draws text with its baseline at y; <paramref name="anchor"/> 0 starts at x, 0.5 centres, 1 ends.</summary>
    internal static void Text(SKCanvas canvas, string text, float x, float y, float size = 12, float anchor = 0, SKColor? colour = null)
    {
        if (text.Length == 0) return;
        using var font = new SKFont(Face, size) { Hinting = SKFontHinting.None };
        using var path = font.GetTextPath(text, new SKPoint(x - anchor * font.MeasureText(text), y));
        using var paint = Fill(colour ?? Black);
        canvas.DrawPath(path, paint);
    }

    /// <summary>The text cut to a width, with an ellipsis when it was cut.</summary>
    internal static string Fit(string text, float width, float size)
    {
        if (Width(text, size) <= width) return text;
        var length = Math.Min(text.Length, 200);
        while (length > 1 && Width(text[..length] + "…", size) > width) length--;
        return text[..length] + "…";
    }

    static SKTypeface LoadFace()
    {
        using var stream = typeof(Ink).Assembly.GetManifestResourceStream("DejaVuSans.ttf")!;
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
