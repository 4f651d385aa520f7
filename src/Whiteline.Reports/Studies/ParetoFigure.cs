using SkiaSharp;
using Whiteline.Search;

namespace Whiteline.Reports.Studies;

/// <summary>Two objectives of every complete trial; those that none beats are filled, and the line holds what the others are beaten by.</summary>
public sealed class ParetoFigure(StudyReport report) : Figure
{
    static readonly SKColor Front = SKColor.Parse("#D55E00"), Other = SKColor.Parse("#C8D6DF");

    /// <inheritdoc/>
    protected override void Draw(SKCanvas canvas, float width, float height)
    {
        TrialRecord[] complete = [.. report.History.Trials.Where(trial => trial.State == TrialState.Complete)];
        var front = report.History.ParetoFront();
        var (x, y) = (StudyAxis.OfObjective(report.Objectives[1], 1, complete), StudyAxis.OfObjective(report.Objectives[0], 0, complete));
        var area = new SKRect(78, 40, width - 16, height - 48);
        Ink.Text(canvas, Ink.Fit($"{report.Objectives[0]} against {report.Objectives[1]}; beaten by none: {StudyReport.Trials(front.Count)}", width - 24, 15), 12, 24, 15);
        PointPanel.Axes(canvas, area, x, y);
        using var stroke = Ink.Stroke(Front, 1.4f);
        using var path = new SKPath();
        foreach (var (trial, i) in front.OrderBy(trial => x.PlaceOf(trial)).Select((trial, i) => (trial, i)))
        {
            if (x.PlaceOf(trial) is not { } across || y.PlaceOf(trial) is not { } up) continue;
            var at = new SKPoint(area.Left + (float)across * area.Width, area.Bottom - (float)up * area.Height);
            if (i == 0) path.MoveTo(at);
            else
            {
                // Between two of them nothing better than the cheaper one is known.
                path.LineTo(at.X, path.LastPoint.Y);
                path.LineTo(at);
            }
        }
        canvas.DrawPath(path, stroke);
        PointPanel.Points(canvas, area, x, y, complete.Except(front), _ => Other);
        PointPanel.Points(canvas, area, x, y, front, _ => Front, 4);
    }
}
