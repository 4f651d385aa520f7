using SkiaSharp;
using Whiteline.Search;

namespace Whiteline.Reports.Studies;

/// <summary>The first objective of every complete trial, and the best so far. Random draws are light; trials that were given up stand at the foot.</summary>
public sealed class HistoryFigure(StudyReport report) : Figure
{
    static readonly SKColor Chosen = SKColor.Parse("#0072B2"), Drawn = SKColor.Parse("#9CC7E5"), Best = SKColor.Parse("#D55E00");

    /// <inheritdoc/>
    protected override void Draw(SKCanvas canvas, float width, float height)
    {
        var history = report.History;
        TrialRecord[] complete = [.. history.Trials.Where(trial => trial.State == TrialState.Complete)];
        var area = new SKRect(78, 62, width - 16, height - 48);
        var (x, y) = (StudyAxis.OfNumber([.. history.Trials]), StudyAxis.OfObjective(report.Objectives[0], 0, complete, history.Directions[0]));
        Ink.Text(canvas, Ink.Fit($"{history.Name}: {report.Objectives[0]} by trial", width - 24, 15), 12, 24, 15);
        PointPanel.Axes(canvas, area, x, y);
        using var stroke = Ink.Stroke(Best, 1.8f);
        using var path = new SKPath();
        TrialRecord? best = null;
        foreach (var trial in complete)
        {
            if (x.PlaceOf(trial) is not { } across || y.PlaceOf(trial) is not { } here) continue;
            if (best is not null) path.LineTo(Px(across), Py(y.PlaceOf(best)!.Value));
            if (best is null || history.Loss(trial.Values[0]) < history.Loss(best.Values[0]))
            {
                if (best is null) path.MoveTo(Px(across), Py(here));
                else path.LineTo(Px(across), Py(here));
                best = trial;
            }
        }
        canvas.DrawPath(path, stroke);
        PointPanel.Points(canvas, area, x, y, complete, trial => trial.SystemRemarks.GetValueOrDefault(Study.ChosenBy) == "\"random\"" ? Drawn : Chosen);
        foreach (var trial in history.Trials.Where(trial => trial.State == TrialState.Pruned))
            if (x.PlaceOf(trial) is { } across) Ink.Text(canvas, "×", Px(across), area.Bottom - 4, 11, 0.5f);
        var left = area.Left;
        foreach (var (colour, text) in new[] { (Chosen, "chosen"), (Drawn, "drawn at random"), (Best, "best so far") })
        {
            using var fill = Ink.Fill(colour);
            canvas.DrawCircle(left + 5, 46, 4, fill);
            Ink.Text(canvas, text, left + 14, 50, 11);
            left += 30 + Ink.Width(text, 11);
        }
        if (history.Trials.Any(trial => trial.State == TrialState.Pruned)) Ink.Text(canvas, "× given up early", left, 50, 11);

        float Px(double place) => area.Left + (float)place * area.Width;
        float Py(double place) => area.Bottom - (float)place * area.Height;
    }
}
