using SkiaSharp;
using Whiteline.Search;

namespace Whiteline.Reports.Studies;

/// <summary>Trials as points over two axes.</summary>
static class PointPanel
{
    /// <summary>Draws frame, ticks and names of both axes, and lines across at the ticks of the upright one.</summary>
    public static void Axes(SKCanvas canvas, SKRect area, StudyAxis x, StudyAxis y, bool lines = true)
    {
        using var frame = Ink.Stroke(Ink.Black);
        using var faint = Ink.Stroke(Ink.Faint);
        var room = area.Width / Math.Max(1, x.Ticks.Count) - 2;
        foreach (var (place, text) in x.Ticks)
        {
            var at = area.Left + (float)place * area.Width;
            canvas.DrawLine(at, area.Bottom, at, area.Bottom + 4, frame);
            Ink.Text(canvas, Ink.Fit(text, Math.Max(18, room), 10), at, area.Bottom + 16, 10, 0.5f);
        }
        foreach (var (place, text) in y.Ticks)
        {
            var at = area.Bottom - (float)place * area.Height;
            if (lines) canvas.DrawLine(area.Left, at, area.Right, at, faint);
            else canvas.DrawLine(area.Left - 4, at, area.Left, at, frame);
            Ink.Text(canvas, Ink.Fit(text, 56, 10), area.Left - 6, at + 4, 10, 1);
        }
        canvas.DrawRect(area, frame);
        Ink.Text(canvas, Ink.Fit(x.Name, area.Width, 12), area.MidX, area.Bottom + 34, 12, 0.5f);
        canvas.Save();
        canvas.RotateDegrees(-90, area.Left - 58, area.MidY);
        Ink.Text(canvas, y.Name, area.Left - 58, area.MidY + 4, 12, 0.5f);
        canvas.Restore();
    }

    /// <summary>Draws the trials that have a place on both axes.</summary>
    public static void Points(SKCanvas canvas, SKRect area, StudyAxis x, StudyAxis y, IEnumerable<TrialRecord> trials, Func<TrialRecord, SKColor> colour, float radius = 3.2f)
    {
        using var rim = Ink.Stroke(Ink.Black, 0.5f);
        using var halo = Ink.Stroke(SKColors.White, 2);
        foreach (var trial in trials)
        {
            if (x.PlaceOf(trial) is not { } across || y.PlaceOf(trial) is not { } up) continue;
            var at = new SKPoint(area.Left + (float)across * area.Width, area.Bottom - (float)up * area.Height);
            using var fill = Ink.Fill(colour(trial));
            canvas.DrawCircle(at, radius, halo);
            canvas.DrawCircle(at, radius, fill);
            canvas.DrawCircle(at, radius, rim);
        }
    }
}
