using SkiaSharp;
using Whiteline.Learning;
using Whiteline.Maps;

namespace Whiteline.Reports;

/// <summary>The oxidation-state map: a class colour per pixel, masked pixels grey, a legend with pixel counts and a scale bar.</summary>
public sealed class OxidationMapFigure(OxidationMap map, string title = "Oxidation state") : Figure
{
    /// <summary>True for a map of what is there, of which no classifier spoke: pixels without a state are vacuum.</summary>
    public bool IsTruth { get; init; }

    /// <inheritdoc/>
    protected override void Draw(SKCanvas canvas, float width, float height)
    {
        var colours = LabelColours.Skia(map.Labels);
        const float LegendWidth = 175;
        Ink.Text(canvas, Ink.Fit(title, width - 24, 15), 12, 24, 15);
        var area = MapDrawing.Draw(canvas, map, new(12, 36, width - LegendWidth - 24, height - 34),
            pixel => map.AbstentionAt(pixel) is { } reason ? ShadeOf(reason) : colours[map.WinnerAt(pixel)]);
        MapDrawing.Bar(canvas, map, area);
        var x = area.Right + 16;
        var y = area.Top + 2;
        var counts = map.Counts();
        for (var i = 0; i < counts.Length; i++, y += 22)
            Entry(canvas, colours[i], map.Labels[i], counts[i], x, y, width);
        if (IsTruth && map.Masked > 0) Entry(canvas, Ink.Masked, "vacuum", map.Masked, x, y, width);
        else if (map.Masked > 0)
        {
            Ink.Text(canvas, FormattableString.Invariant($"masked, no label given:  {map.Masked} px"), x, y + 16, 10);
            y += 24;
            foreach (var (reason, count) in map.Reasons())
            {
                Entry(canvas, ShadeOf(reason), reason.InFewWords(), count, x, y, width);
                y += 22;
            }
        }
    }

    // Greys, so that no reason is taken for a state.
    static SKColor ShadeOf(Abstention reason) => reason switch
    {
        Abstention.SignalTooWeak => Ink.Masked,
        Abstention.UnlikeTraining => new(0x55, 0x55, 0x55),
        Abstention.WindowMissing => new(0xF2, 0xF2, 0xF2),
        Abstention.Saturated => SKColors.Black,
        Abstention.NotFinite => new(0x2E, 0x2E, 0x2E),
        _ => new(0x85, 0x85, 0x85),
    };

    internal static void Entry(SKCanvas canvas, SKColor colour, string label, int count, float x, float y, float width)
    {
        using var fill = Ink.Fill(colour);
        using var rim = Ink.Stroke(Ink.Black, 0.5f);
        canvas.DrawRect(x, y, 14, 14, fill);
        canvas.DrawRect(x, y, 14, 14, rim);
        var number = FormattableString.Invariant($"  {count} px");
        Ink.Text(canvas, Ink.Fit(label, width - x - 30 - Ink.Width(number, 12), 12) + number, x + 21, y + 12, 12);
    }
}
