using SkiaSharp;
using Whiteline.Fidelity;
using Whiteline.Spectra;

namespace Whiteline.Reports.Augmentation;

/// <summary>Single measured spectra beside single synthetic ones, all on one scale.</summary>
/// <param name="title">Title.</param>
/// <param name="axis">Energy axis.</param>
/// <param name="real">Measured spectra.</param>
/// <param name="synthetic">Synthetic ones.</param>
/// <param name="rows">Spectra of each kind to show; the first.</param>
public sealed class GalleryFigure(string title, EnergyAxis axis, SpectrumSet real, SpectrumSet synthetic, int rows = 6) : Figure
{
    internal static readonly SKColor Real = SKColor.Parse("#0072B2"), Made = SKColor.Parse("#D55E00");

    /// <inheritdoc/>
    protected override void Draw(SKCanvas canvas, float width, float height)
    {
        Ink.Text(canvas, Ink.Fit(title, width - 24, 15), 12, 24, 15);
        var shown = Math.Min(rows, Math.Max(real.Count, synthetic.Count));
        var (low, high) = Extent(shown);
        var (cell, line) = ((width - 60) / 2, (height - 92) / Math.Max(1, shown));
        for (var column = 0; column < 2; column++)
        {
            var (set, colour, left) = column == 0 ? (real, Real, 36f) : (synthetic, Made, 48f + cell);
            Ink.Text(canvas, column == 0 ? "measured, held out" : "synthetic", left, 46, 12, colour: colour);
            for (var r = 0; r < Math.Min(shown, set.Count); r++) Panel(canvas, new(left, 54 + r * line, left + cell - 12, 50 + (r + 1) * line), set[r], low, high, colour);
            foreach (var (at, text) in Ticks())
                Ink.Text(canvas, text, left + (float)(axis.ChannelAt(at) / (axis.Count - 1)) * (cell - 12), 54 + shown * line + 12, 10, 0.5f);
        }
        Ink.Text(canvas, "Energy loss (eV)", width / 2, height - 8, 12, 0.5f);
    }

    (double Low, double High) Extent(int shown)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var set in new[] { real, synthetic })
            for (var r = 0; r < Math.Min(shown, set.Count); r++)
                foreach (var value in set[r]) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return high > low ? (low, high) : (low - 1, low + 1);
    }

    IEnumerable<(double At, string Text)> Ticks()
    {
        var step = ScaleBar.NiceBelow((axis.LastEv - axis.OffsetEv) / 3);
        for (var at = Math.Ceiling(axis.OffsetEv / step) * step; at <= axis.LastEv + 1e-9; at += step) yield return (at, at.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture));
    }

    static void Panel(SKCanvas canvas, SKRect area, ReadOnlySpan<float> spectrum, double low, double high, SKColor colour)
    {
        using var frame = Ink.Stroke(Ink.Faint);
        canvas.DrawRect(area, frame);
        using var path = new SKPath();
        for (var c = 0; c < spectrum.Length; c++)
        {
            var at = new SKPoint(area.Left + area.Width * c / (spectrum.Length - 1), area.Bottom - 2 - (float)((spectrum[c] - low) / (high - low)) * (area.Height - 4));
            if (c == 0) path.MoveTo(at);
            else path.LineTo(at);
        }
        using var stroke = Ink.Stroke(colour, 1.1f);
        canvas.DrawPath(path, stroke);
    }
}
