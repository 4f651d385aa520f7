using SkiaSharp;
using Whiteline.Search;

namespace Whiteline.Reports.Studies;

/// <summary>
/// Every complete trial as a line across its parameters to its value (parallel coordinates; Inselberg, 1985), brighter the better. A parameter that a trial does not have is passed below the
/// axes.
/// </summary>
/// <param name="report">The search.</param>
/// <param name="parameters">The parameters, from left to right.</param>
public sealed class ParallelFigure(StudyReport report, IReadOnlyList<string> parameters) : Figure
{
    // Names of the first and the last axis keep so far from the figure's sides.
    const float Edge = 8;

    /// <inheritdoc/>
    protected override void Draw(SKCanvas canvas, float width, float height)
    {
        var history = report.History;
        TrialRecord[] complete = [.. history.Trials.Where(trial => trial.State == TrialState.Complete).OrderByDescending(trial => history.Loss(trial.Values[0]))];
        StudyAxis[] axes = [.. parameters.Select(name => StudyAxis.OfParameter(name, complete)), StudyAxis.OfObjective(report.Objectives[0], 0, complete, history.Directions[0])];
        Ink.Text(canvas, "every trial across its parameters; brighter is better", 12, 24, 15);
        var (top, bottom) = (64f, height - 40);
        float Px(int axis) => 60 + axis * (width - 130) / Math.Max(1, axes.Length - 1);
        for (var rank = 0; rank < complete.Length; rank++)
        {
            // By rank: one bad trial would take all the colours.
            using var stroke = Ink.Stroke(Viridis.At(complete.Length == 1 ? 1 : (double)rank / (complete.Length - 1)), rank == complete.Length - 1 ? 3 : 1.2f);
            using var path = new SKPath();
            for (var a = 0; a < axes.Length; a++)
            {
                var at = new SKPoint(Px(a), axes[a].PlaceOf(complete[rank]) is { } place ? bottom - (float)place * (bottom - top) : bottom + 14);
                if (a == 0) path.MoveTo(at);
                else path.LineTo(at);
            }
            canvas.DrawPath(path, stroke);
        }
        using var line = Ink.Stroke(Ink.Black);
        using var veil = Ink.Fill(SKColors.White.WithAlpha(200));
        for (var a = 0; a < axes.Length; a++)
        {
            canvas.DrawLine(Px(a), top, Px(a), bottom, line);
            foreach (var (place, text) in axes[a].Ticks)
            {
                var y = bottom - (float)place * (bottom - top);
                canvas.DrawLine(Px(a) - 3, y, Px(a) + 3, y, line);
                var shown = Ink.Fit(text, 56, 9);
                canvas.DrawRect(Px(a) + 4, y - 6, Ink.Width(shown, 9) + 2, 11, veil);
                Ink.Text(canvas, shown, Px(a) + 5, y + 3, 9);
            }
            // Names stand in two rows, or neighbours would run into each other.
            var name = Ink.Fit(axes[a].Name, 2 * (width - 130) / Math.Max(1, axes.Length) - 8, 11);
            var half = Ink.Width(name, 11) / 2;
            Ink.Text(canvas, name, Math.Clamp(Px(a), half + Edge, Math.Max(half + Edge, width - half - Edge)), a % 2 == 0 ? top - 8 : top - 22, 11, 0.5f);
        }
    }
}
