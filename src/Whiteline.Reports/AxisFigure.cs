using System.Globalization;
using SkiaSharp;
using Whiteline.Preprocessing.Landmarks;

namespace Whiteline.Reports;

/// <summary>What each landmark says of the offset of an energy axis, with its standard uncertainty and the part of it that is noise, and the mean of all as a band.</summary>
/// <param name="estimate">The estimate.</param>
/// <param name="title">Title.</param>
public sealed class AxisFigure(AxisEstimate estimate, string title) : Figure
{
    const float RowHeight = 34, Left = 170, Top = 44;

    /// <summary>Height that suits so many landmarks, points.</summary>
    public int Height => (int)(Top + RowHeight * (estimate.Landmarks.Count + 1) + 56);

    /// <inheritdoc/>
    protected override void Draw(SKCanvas canvas, float width, float height)
    {
        Ink.Text(canvas, Ink.Fit(title, width - 24, 15), 12, 24, 15);
        var area = new SKRect(Left, Top, width - 24, Top + RowHeight * (estimate.Landmarks.Count + 1));
        double from = estimate.Landmarks.Min(one => one.OffsetEv - 1.2 * one.UncertaintyEv), to = estimate.Landmarks.Max(one => one.OffsetEv + 1.2 * one.UncertaintyEv);
        (from, to) = (Math.Min(from, estimate.OffsetEv - 1.2 * estimate.UncertaintyEv), Math.Max(to, estimate.OffsetEv + 1.2 * estimate.UncertaintyEv));
        float Px(double offset) => area.Left + (float)((offset - from) / (to - from)) * area.Width;
        using var band = Ink.Fill(SKColor.Parse("#D6ECF8"));
        using var frame = Ink.Stroke(Ink.Black);
        using var faint = Ink.Stroke(Ink.Faint);
        canvas.DrawRect(Px(estimate.OffsetEv - estimate.UncertaintyEv), area.Top, Px(estimate.OffsetEv + estimate.UncertaintyEv) - Px(estimate.OffsetEv - estimate.UncertaintyEv), area.Height, band);
        var step = StepOf(to - from);
        for (var tick = Math.Ceiling(from / step) * step; tick <= to; tick += step)
        {
            canvas.DrawLine(Px(tick), area.Top, Px(tick), area.Bottom, faint);
            Ink.Text(canvas, tick.ToString("0.##", CultureInfo.InvariantCulture), Px(tick), area.Bottom + 16, 11, 0.5f);
        }
        canvas.DrawRect(area, frame);
        var y = area.Top + RowHeight / 2;
        foreach (var landmark in estimate.Landmarks)
        {
            Row(canvas, landmark.Name, landmark.OffsetEv, landmark.UncertaintyEv, landmark.StatisticalEv, y, Px, "#0072B2");
            y += RowHeight;
        }
        Row(canvas, estimate.Consistent ? "together" : "together (they disagree)", estimate.OffsetEv, estimate.UncertaintyEv, null, y, Px, "#D55E00");
        Ink.Text(canvas, "Offset to add to the file's energies, eV (thick: the part that is noise)", area.MidX, area.Bottom + 36, 12, 0.5f);
    }

    static void Row(SKCanvas canvas, string name, double offset, double uncertainty, double? noise, float y, Func<double, float> px, string colour)
    {
        using var line = Ink.Stroke(SKColor.Parse(colour), 1.5f);
        using var thick = Ink.Stroke(SKColor.Parse(colour), 6);
        using var dot = Ink.Fill(SKColor.Parse(colour));
        canvas.DrawLine(px(offset - uncertainty), y, px(offset + uncertainty), y, line);
        if (noise is { } part) canvas.DrawLine(px(offset - part), y, px(offset + part), y, thick);
        canvas.DrawCircle(px(offset), y, 4.5f, dot);
        Ink.Text(canvas, Ink.Fit(name, Left - 22, 12), Left - 10, y + 4, 12, 1);
    }

    static double StepOf(double range)
    {
        var step = Math.Pow(10, Math.Floor(Math.Log10(range / 4)));
        return range / step > 20 ? 5 * step : range / step > 8 ? 2 * step : step;
    }
}
