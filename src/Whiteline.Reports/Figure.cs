using System.Text;
using SkiaSharp;

namespace Whiteline.Reports;

/// <summary>
/// A picture that is drawn once and written as PNG or SVG. Both come from the same drawing calls. Text is drawn as outlines of an
/// embedded font, so a picture looks the same on every machine, and no text of a file ever becomes mark-up.
/// </summary>
public abstract class Figure
{
    // A 32-bit picture of this size takes 400 MB; no page prints more.
    const double MostPixels = 1e8;

    /// <summary>Draws on a light page of the given size, in points.</summary>
    protected abstract void Draw(SKCanvas canvas, float width, float height);

    /// <summary>The picture as PNG.</summary>
    /// <param name="width">Width of the page, points.</param>
    /// <param name="height">Height of the page, points.</param>
    /// <param name="scale">Pixels per point.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or the picture would have more than 10⁸ pixels.</exception>
    public byte[] Png(int width, int height, double scale = 2)
    {
        Check(width, height, scale);
        using var surface = SKSurface.Create(new SKImageInfo((int)(width * scale), (int)(height * scale), SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale((float)scale);
        Draw(surface.Canvas, width, height);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>The picture as one self-contained SVG document.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public string Svg(int width, int height)
    {
        Check(width, height, 1);
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(SKRect.Create(width, height), stream))
        {
            using var page = Ink.Fill(SKColors.White);
            canvas.DrawRect(0, 0, width, height, page);
            Draw(canvas, width, height);
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    internal void DrawOn(SKCanvas canvas, float width, float height) => Draw(canvas, width, height);

    static void Check(int width, int height, double scale)
    {
        if (width < 1 || height < 1 || !(scale > 0) || !(width * scale >= 1) || !(height * scale >= 1) || width * scale * height * scale > MostPixels)
            throw new ArgumentOutOfRangeException(nameof(width), FormattableString.Invariant($"A figure of {width} × {height} points at scale {scale} cannot be drawn."));
    }
}
