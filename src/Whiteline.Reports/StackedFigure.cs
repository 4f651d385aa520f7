using SkiaSharp;

namespace Whiteline.Reports;

/// <summary>Figures side by side or one above the other, each with an equal share of the page.</summary>
public sealed class StackedFigure(IReadOnlyList<Figure> panels, int columns = 1) : Figure
{
    /// <inheritdoc/>
    protected override void Draw(SKCanvas canvas, float width, float height)
    {
        var rows = (panels.Count + columns - 1) / columns;
        for (var i = 0; i < panels.Count; i++)
        {
            canvas.Save();
            canvas.Translate(width / columns * (i % columns), height / rows * (i / columns));
            panels[i].DrawOn(canvas, width / columns, height / rows);
            canvas.Restore();
        }
    }
}
