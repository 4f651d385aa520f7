using SkiaSharp;

namespace Whiteline.Reports.Augmentation;

/// <summary>Points of one kind on a plane.</summary>
/// <param name="Name">What the legend calls them.</param>
/// <param name="X">Shape (n).</param>
/// <param name="Y">Shape (n).</param>
/// <param name="Colour"><c>#RRGGBB</c>.</param>
public sealed record Cloud(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, string Colour);

/// <summary>Clouds of points over a plane whose axes have no unit.</summary>
/// <param name="title">Title.</param>
/// <param name="xLabel">Name of the horizontal axis.</param>
/// <param name="yLabel">Name of the vertical axis.</param>
/// <param name="clouds">The clouds; points of different clouds are drawn in turn, so that none hides another.</param>
public sealed class CloudFigure(string title, string xLabel, string yLabel, IReadOnlyList<Cloud> clouds) : Figure
{
    /// <inheritdoc/>
    protected override void Draw(SKCanvas canvas, float width, float height)
    {
        Ink.Text(canvas, Ink.Fit(title, width - 24, 15), 12, 24, 15);
        var area = new SKRect(34, 60, width - 16, height - 34);
        var (x0, x1) = Extent(clouds.SelectMany(cloud => cloud.X));
        var (y0, y1) = Extent(clouds.SelectMany(cloud => cloud.Y));
        using var frame = Ink.Stroke(Ink.Black);
        canvas.DrawRect(area, frame);
        var left = area.Left;
        foreach (var cloud in clouds)
        {
            using var fill = Ink.Fill(SKColor.Parse(cloud.Colour));
            canvas.DrawCircle(left + 5, 46, 4, fill);
            Ink.Text(canvas, cloud.Name, left + 14, 50, 11);
            left += 30 + Ink.Width(cloud.Name, 11);
        }
        for (var i = 0; i < clouds.Max(cloud => cloud.X.Count); i++)
            foreach (var cloud in clouds.Where(cloud => i < cloud.X.Count))
            {
                using var fill = Ink.Fill(SKColor.Parse(cloud.Colour).WithAlpha(170));
                canvas.DrawCircle(area.Left + (float)((cloud.X[i] - x0) / (x1 - x0)) * area.Width, area.Bottom - (float)((cloud.Y[i] - y0) / (y1 - y0)) * area.Height, 2.6f, fill);
            }
        Ink.Text(canvas, xLabel, area.MidX, height - 12, 12, 0.5f);
        canvas.Save();
        canvas.RotateDegrees(-90, 16, area.MidY);
        Ink.Text(canvas, yLabel, 16, area.MidY + 4, 12, 0.5f);
        canvas.Restore();
    }

    static (double Low, double High) Extent(IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0) return (0, 1);
        var margin = Math.Max(1e-9, 0.04 * (finite.Max() - finite.Min()));
        return (finite.Min() - margin, finite.Max() + margin);
    }
}
