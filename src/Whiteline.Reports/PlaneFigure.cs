using SkiaSharp;
using Whiteline.Maps;

namespace Whiteline.Reports;

/// <summary>A value per pixel with its colour bar: the confidence of a map, the probability of one class, the shift that a label survives, the thickness, the membership of a cluster, or a mean valence.</summary>
public sealed class PlaneFigure : Figure
{
    readonly IPixelGrid map;
    readonly int masked;
    readonly string title;
    readonly Func<int, double> valueAt;
    readonly double low, high;

    PlaneFigure(IPixelGrid map, string title, int masked, Func<int, double> valueAt, double low = 0, double high = 1) =>
        (this.map, this.title, this.masked, this.valueAt, this.low, this.high) = (map, title, masked, valueAt, low, high);

    /// <summary>Any value of a pixel, on a colour bar of its own; pixels without one are grey.</summary>
    /// <param name="map">The pixels.</param>
    /// <param name="title">Title.</param>
    /// <param name="valueAt">Value of a pixel; NaN for none.</param>
    /// <param name="low">Lower end of the colour bar.</param>
    /// <param name="high">Upper end.</param>
    public static PlaneFigure Of(IPixelGrid map, string title, Func<int, double> valueAt, double low, double high) =>
        new(map, title, Enumerable.Range(0, map.Rows * map.Columns).Count(pixel => double.IsNaN(valueAt(pixel))), valueAt, low, high);

    /// <summary>Probability of the winner; masked pixels are grey.</summary>
    public static PlaneFigure Confidence(OxidationMap map) =>
        new(map, "Confidence (probability of the class shown)", map.Masked, pixel => map.AbstentionAt(pixel) is null ? map[pixel].Confidence : double.NaN);

    /// <summary>Probability of one class; masked pixels are grey.</summary>
    public static PlaneFigure Probability(OxidationMap map, int label) =>
        new(map, $"P({map.Labels[label]})", map.Masked, pixel => map.AbstentionAt(pixel) is null ? map.ProbabilityAt(pixel, label) : double.NaN);

    /// <summary>The error of the axis, whatever its sign, that each label survives, eV; masked pixels are grey.</summary>
    /// <param name="map">A map whose <see cref="OxidationMap.Survives"/> is known.</param>
    public static PlaneFigure Survival(OxidationMap map)
    {
        double At(int pixel) => map.AbstentionAt(pixel) is null ? map.Survives![pixel].EitherWayEv : double.NaN;
        // A round scale that the best pixel nearly fills.
        var most = Enumerable.Range(0, map.Pixels).Select(At).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        return new(map, "The label survives an axis error of ± eV", map.Masked, At, high: Math.Max(1, Math.Ceiling(most)));
    }

    /// <summary>t/λ of every pixel, masked or not, by its low loss; grey without a zero-loss peak.</summary>
    /// <param name="map">A map whose <see cref="OxidationMap.RelativeThickness"/> is known.</param>
    public static PlaneFigure Thickness(OxidationMap map)
    {
        const double Step = 0.2;
        var most = map.RelativeThickness!.Where(double.IsFinite).DefaultIfEmpty(0).Max();
        return Of(map, "Relative thickness t/λ", pixel => map.RelativeThickness![pixel], 0, Step * Math.Max(1, Math.Ceiling(most / Step)));
    }

    /// <summary>How firmly each pixel belongs to its cluster; pixels in none are grey.</summary>
    public static PlaneFigure Membership(ClusterMap map) =>
        new(map, "Membership of the cluster", map.Clusters.Noise, pixel => map.Clusters.Labels[pixel] >= 0 ? map.Clusters.Membership[pixel] : double.NaN);

    /// <inheritdoc/>
    protected override void Draw(SKCanvas canvas, float width, float height)
    {
        Ink.Text(canvas, Ink.Fit(title, width - 24, 15), 12, 24, 15);
        // The room beside the map is that of the oxidation-state map's legend, so that the two lie over each other.
        var area = MapDrawing.Draw(canvas, map, new(12, 36, width - 199, height - 34), pixel => Viridis.At((valueAt(pixel) - low) / (high - low)));
        MapDrawing.Bar(canvas, map, area);
        var x = area.Right + 16;
        var tall = Math.Max(80, area.Height - (masked > 0 ? 28 : 0));
        for (var i = 0; i < 100; i++)
        {
            using var fill = Ink.Fill(Viridis.At(1 - (i + 0.5) / 100));
            fill.IsAntialias = false;
            canvas.DrawRect(x, area.Top + tall * i / 100, 14, tall / 100 + 0.6f, fill);
        }
        using var rim = Ink.Stroke(Ink.Black, 0.5f);
        canvas.DrawRect(x, area.Top, 14, tall, rim);
        for (var i = 0; i <= 4; i++)
            Ink.Text(canvas, FormattableString.Invariant($"{high - i * 0.25 * (high - low):0.00}"), x + 20, area.Top + tall * i / 4 + (i == 0 ? 9 : i == 4 ? 0 : 4), 11);
        if (masked == 0) return;
        using var grey = Ink.Fill(Ink.Masked);
        canvas.DrawRect(x, area.Top + tall + 12, 14, 14, grey);
        Ink.Text(canvas, "masked", x + 20, area.Top + tall + 24, 11);
    }
}
