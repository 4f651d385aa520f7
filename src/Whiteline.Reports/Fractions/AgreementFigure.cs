using SkiaSharp;
using Whiteline.Fractions;

namespace Whiteline.Reports.Fractions;

/// <summary>Where classifier, least squares and white-line ratio name the same state, and who differs where they do not.</summary>
public sealed class AgreementFigure(FractionMap map) : Figure
{
    /// <summary>The size in points at which a map has room beside it for the longest line of the legend.</summary>
    public const int Width = 670, Height = 470;

    /// <inheritdoc/>
    protected override void Draw(SKCanvas canvas, float width, float height)
    {
        var agreement = map.Agreement;
        Ink.Text(canvas, Ink.Fit(agreement.HasRatio ? "Do classifier, least squares and ratio agree?" : "Do classifier and least squares agree?", width - 24, 15), 12, 24, 15);
        var area = MapDrawing.Draw(canvas, map, new(12, 36, width - 235, height - 34), pixel => Colour(agreement.Pixels[pixel]));
        MapDrawing.Bar(canvas, map, area);
        var y = area.Top + 2;
        foreach (var kind in Enum.GetValues<Agreement>())
        {
            if (agreement.CountOf(kind) is not (> 0 and var count)) continue;
            OxidationMapFigure.Entry(canvas, Colour(kind), AgreementKey.Name(kind, agreement.HasRatio), count, area.Right + 16, y, width);
            y += 22;
        }
    }

    static SKColor Colour(Agreement kind) => AgreementKey.Colour(kind) is { } colour ? SKColor.Parse(colour) : Ink.Masked;
}
