using SkiaSharp;
using Whiteline.Maps;

namespace Whiteline.Reports;

/// <summary>The cluster of every pixel in the colour of its name, with numbers, names and pixel counts; pixels in no cluster are grey.</summary>
public sealed class ClusterMapFigure(ClusterMap map, string title = "Clusters") : Figure
{
    const string Weak = "#8C8C8C";

    /// <summary>One colour per cluster, as <c>#RRGGBB</c>: clusters of one name share it, and that of pixels with too little signal is grey.</summary>
    public static IReadOnlyList<string> ColoursOf(ClusterMap map)
    {
        string[] names = [.. map.Names.Skip(map.HasWeak ? 1 : 0).Distinct()];
        var colours = LabelColours.Of(names);
        return [.. map.Names.Select((name, k) => k == 0 && map.HasWeak ? Weak : colours[Array.IndexOf(names, name)])];
    }

    /// <inheritdoc/>
    protected override void Draw(SKCanvas canvas, float width, float height)
    {
        var colours = ColoursOf(map).Select(SKColor.Parse).ToArray();
        const float LegendWidth = 175;
        Ink.Text(canvas, Ink.Fit(title, width - 24, 15), 12, 24, 15);
        var area = MapDrawing.Draw(canvas, map, new(12, 36, width - LegendWidth - 24, height - 34), pixel => map.Clusters.Labels[pixel] is >= 0 and var cluster ? colours[cluster] : Ink.Masked);
        MapDrawing.Bar(canvas, map, area);
        var (x, y) = (area.Right + 16, area.Top + 2);
        var sizes = map.Clusters.Sizes();
        for (var k = 0; k < sizes.Length && y < height - 40; k++, y += 22)
            OxidationMapFigure.Entry(canvas, colours[k], map.Names[k] == $"cluster {k}" ? map.Names[k] : $"{k} = {map.Names[k]}", sizes[k], x, y, width);
        if (map.Clusters.Noise > 0) OxidationMapFigure.Entry(canvas, Ink.Masked, "in none", map.Clusters.Noise, x, y, width);
    }
}
