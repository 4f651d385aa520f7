using SkiaSharp;
using Whiteline.Search;

namespace Whiteline.Reports.Studies;

/// <summary>The first objective against each parameter, a panel each; later trials are lighter.</summary>
/// <param name="report">The search.</param>
/// <param name="parameters">The parameters, in the order of the panels.</param>
public sealed class SliceFigure(StudyReport report, IReadOnlyList<string> parameters) : Figure
{
    const int Columns = 3, PanelHeight = 230;

    /// <summary>The size that the panels need, points.</summary>
    public (int Width, int Height) Size => (1080, 34 + PanelHeight * ((parameters.Count + Columns - 1) / Columns));

    /// <inheritdoc/>
    protected override void Draw(SKCanvas canvas, float width, float height)
    {
        TrialRecord[] complete = [.. report.History.Trials.Where(trial => trial.State == TrialState.Complete)];
        var y = StudyAxis.OfObjective(report.Objectives[0], 0, complete, report.History.Directions[0]);
        Ink.Text(canvas, $"{report.Objectives[0]} against each parameter; later trials lighter", 12, 22, 15);
        for (var i = 0; i < parameters.Count; i++)
        {
            var (column, row) = (i % Columns, i / Columns);
            var left = column * width / Columns;
            var area = new SKRect(left + 74, 44 + row * PanelHeight, left + width / Columns - 12, 44 + row * PanelHeight + PanelHeight - 58);
            var x = StudyAxis.OfParameter(parameters[i], complete);
            PointPanel.Axes(canvas, area, x, y);
            PointPanel.Points(canvas, area, x, y, complete, trial => Viridis.At((double)trial.Number / Math.Max(1, report.History.Trials.Count - 1)));
        }
    }
}
