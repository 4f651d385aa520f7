using SkiaSharp;
using Whiteline.Search;

namespace Whiteline.Reports.Studies;

/// <summary>
/// The first objective over two parameters: between the trials a mean of all, weighted by the inverse fourth power of their distance (Shepard, 1968). Trials of one choice say nothing
/// about another.
/// </summary>
/// <param name="report">The search.</param>
/// <param name="across">The parameter from left to right.</param>
/// <param name="up">The parameter from below to above.</param>
public sealed class ContourFigure(StudyReport report, string across, string up) : Figure
{
    const int Cells = 60, Levels = 10, LeastTrials = 6;

    /// <summary>True when enough trials have both parameters for a surface.</summary>
    public static bool IsPossible(StudyReport report, string across, string up) => report.History.Trials.Count(trial => trial.State == TrialState.Complete && trial.Parameters.ContainsKey(across) && trial.Parameters.ContainsKey(up)) >= LeastTrials;

    /// <inheritdoc/>
    protected override void Draw(SKCanvas canvas, float width, float height)
    {
        TrialRecord[] trials = [.. report.History.Trials.Where(trial => trial.State == TrialState.Complete && trial.Parameters.ContainsKey(across) && trial.Parameters.ContainsKey(up))];
        var (x, y) = (StudyAxis.OfParameter(across, trials), StudyAxis.OfParameter(up, trials));
        var area = new SKRect(78, 40, width - 96, height - 48);
        Ink.Text(canvas, Ink.Fit($"{report.Objectives[0]} over {across} and {up}", width - 24, 15), 12, 24, 15);
        (double X, double Y, double Value)[] points = [.. trials.Select(trial => (x.PlaceOf(trial)!.Value, y.PlaceOf(trial)!.Value, trial.Values[0]))];
        double[] sorted = [.. points.Select(point => point.Value).Order()];
        // The worst quarter shares the darkest colours: the shape of the best part is what one looks for.
        var (low, high) = (sorted[sorted.Length / 4], sorted[^1]);
        if (report.History.Directions[0] == Direction.Minimize) (low, high) = (sorted[0], sorted[sorted.Length * 3 / 4]);
        if (low == high) (low, high) = (sorted[0] - 1e-9, sorted[^1] + 1e-9);
        var (w, h) = (area.Width / Cells, area.Height / Cells);
        for (var row = 0; row < Cells; row++)
            for (var column = 0; column < Cells; column++)
            {
                if (Surface((column + 0.5) / Cells, (row + 0.5) / Cells) is not { } value) continue;
                using var fill = Ink.Fill(Colour(value));
                fill.IsAntialias = false;
                canvas.DrawRect(area.Left + column * w, area.Bottom - (row + 1) * h, w + 0.5f, h + 0.5f, fill);
            }
        PointPanel.Axes(canvas, area, x, y, lines: false);
        PointPanel.Points(canvas, area, x, y, trials, trial => Colour(trial.Values[0]));
        for (var level = 0; level < Levels; level++)
        {
            using var fill = Ink.Fill(Viridis.At((level + 0.5) / Levels));
            var step = area.Height / Levels;
            canvas.DrawRect(area.Right + 14, area.Bottom - (level + 1) * step, 16, step + 0.5f, fill);
        }
        Ink.Text(canvas, high.ToString("G4", System.Globalization.CultureInfo.InvariantCulture), area.Right + 34, area.Top + 8, 10);
        Ink.Text(canvas, low.ToString("G4", System.Globalization.CultureInfo.InvariantCulture), area.Right + 34, area.Bottom, 10);

        SKColor Colour(double value) => Viridis.At((Math.Floor(Math.Clamp((value - low) / (high - low), 0, 0.999) * Levels) + 0.5) / Levels);

        // Null where no trial can tell.
        double? Surface(double across, double up)
        {
            double weights = 0, sum = 0;
            foreach (var point in points)
            {
                if (Band(x, point.X) != Band(x, across) || Band(y, point.Y) != Band(y, up)) continue;
                var (dx, dy) = (x.Bands > 0 ? 0 : point.X - across, y.Bands > 0 ? 0 : point.Y - up);
                var square = dx * dx + dy * dy + 1e-4;
                var weight = 1 / (square * square);
                weights += weight;
                sum += weight * point.Value;
            }
            return weights > 0 ? sum / weights : null;
        }
    }

    static int Band(StudyAxis axis, double place) => (int)(place * axis.Bands);
}
