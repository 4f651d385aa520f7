using SkiaSharp;
using Whiteline.Learning.Metrics;

namespace Whiteline.Reports;

/// <summary>
/// Reliability diagram: in each interval of the confidence a bar to the accuracy of its spectra, which an honest confidence takes to the
/// diagonal; beneath, how many spectra each interval holds.
/// </summary>
/// <param name="bins">Intervals of the confidence, from 0 to 1.</param>
/// <param name="title">Title.</param>
public sealed class CalibrationFigure(IReadOnlyList<CalibrationBin> bins, string title) : Figure
{
    const float Gap = 3;

    /// <inheritdoc/>
    protected override void Draw(SKCanvas canvas, float width, float height)
    {
        Ink.Text(canvas, Ink.Fit(title, width - 24, 15), 12, 24, 15);
        var area = new SKRect(74, 40, width - 16, height - 150);
        var below = new SKRect(area.Left, area.Bottom + 22, area.Right, height - 46);
        float Px(double confidence) => area.Left + (float)confidence * area.Width;
        float Py(double accuracy) => area.Bottom - (float)accuracy * area.Height;
        using var frame = Ink.Stroke(Ink.Black);
        using var faint = Ink.Stroke(Ink.Faint);
        for (var tick = 0; tick <= 5; tick++)
        {
            var text = (tick / 5.0).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
            canvas.DrawLine(area.Left, Py(tick / 5.0), area.Right, Py(tick / 5.0), faint);
            Ink.Text(canvas, text, area.Left - 6, Py(tick / 5.0) + 4, 11, 1);
            Ink.Text(canvas, text, Px(tick / 5.0), below.Bottom + 15, 11, 0.5f);
        }
        var most = Math.Max(1, bins.Max(bin => bin.Count));
        using var bar = Ink.Fill(SKColor.Parse("#56B4E9"));
        using var grey = Ink.Fill(new(0x99, 0x99, 0x99));
        using var gap = Ink.Stroke(SKColor.Parse("#D55E00"), Gap);
        foreach (var bin in bins.Where(bin => bin.Count > 0))
        {
            canvas.DrawRect(Px(bin.From) + 1, Py(bin.Accuracy), Px(bin.To) - Px(bin.From) - 2, area.Bottom - Py(bin.Accuracy), bar);
            canvas.DrawLine(Px(bin.From) + 2, Py(bin.Confidence), Px(bin.To) - 2, Py(bin.Confidence), gap);
            var tall = below.Height * bin.Count / most;
            canvas.DrawRect(Px(bin.From) + 1, below.Bottom - tall, Px(bin.To) - Px(bin.From) - 2, tall, grey);
        }
        canvas.DrawLine(Px(0), Py(0), Px(1), Py(1), frame);
        canvas.DrawRect(area, frame);
        canvas.DrawRect(below, frame);
        Ink.Text(canvas, $"{most}", below.Left - 6, below.Top + 9, 11, 1);
        Ink.Text(canvas, "Confidence", area.MidX, below.Bottom + 36, 12, 0.5f);
        Ink.Text(canvas, "orange: mean confidence", area.Left + 10, area.Top + 18, 11);
        Sideways(canvas, "Accuracy", area.MidY);
        Sideways(canvas, "Spectra", below.MidY);
    }

    static void Sideways(SKCanvas canvas, string text, float y)
    {
        canvas.Save();
        canvas.RotateDegrees(-90, 16, y);
        Ink.Text(canvas, text, 16, y + 4, 12, 0.5f);
        canvas.Restore();
    }
}
