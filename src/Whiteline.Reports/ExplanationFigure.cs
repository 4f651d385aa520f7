using SkiaSharp;
using Whiteline.Features;
using Whiteline.Recipes;
using Whiteline.Spectra;

namespace Whiteline.Reports;

/// <summary>
/// Which part of the edge decided: the spectrum, with the area under it coloured by how a little more intensity there would move the
/// evidence (red for the winner, blue against it), and below it what each channel adds to the evidence over the runner-up.
/// </summary>
/// <param name="explanation">What to show.</param>
/// <param name="source">Where the spectrum came from, for the title.</param>
public sealed class ExplanationFigure(Explanation explanation, string source) : Figure
{
    const float Footer = 34;

    /// <inheritdoc/>
    protected override void Draw(SKCanvas canvas, float width, float height)
    {
        var panels = new List<Figure> { Spectrum() };
        if (explanation.Contribution is { } contribution) panels.Add(Contribution(contribution));
        new StackedFigure(panels).DrawOn(canvas, width, height - Footer);
        Scale(canvas, width, height - Footer / 2);
    }

    LineFigure Spectrum()
    {
        var verdict = explanation.Verdict;
        var energies = explanation.Axis.Energies();
        var spectrum = new Curve("this spectrum", energies, Doubles(explanation.Spectrum), "#222222") { Fills = BlueRed.Of(explanation.Sensitivity) };
        var reference = explanation.Reference is { } typical ? new Curve($"typical {explanation.RunnerUp}, as the model knows it", energies, Doubles(typical), "#666666") { Dashed = true } : null;
        return new(
            FormattableString.Invariant($"{source}: {verdict.Label}, confidence {verdict.Confidence:0.000}; runner-up {explanation.RunnerUp}"),
            "Energy loss (eV)", "Intensity", reference is null ? [spectrum] : [spectrum, reference], Marks());
    }

    LineFigure Contribution(double[] contribution)
    {
        var perEv = Array.ConvertAll(contribution, value => value / explanation.Axis.DispersionEv);
        var fills = Array.ConvertAll(perEv, value => BlueRed.At(value > 0 ? 0.6 : -0.6));
        return new(
            FormattableString.Invariant($"Evidence for {explanation.Verdict.Label} beyond that of a typical {explanation.RunnerUp}: {contribution.Sum():0.00} in all"),
            "Energy loss (eV)", "Contribution (1/eV)", [new("contribution", explanation.Axis.Energies(), perEv, "#222222") { Fills = fills }], Marks());
    }

    List<Mark> Marks()
    {
        List<Mark> marks = [];
        if (explanation.Lines is WhiteLines lines) marks.AddRange([new(lines.L3Ev, "L3"), new(lines.L2Ev, "L2")]);
        if (Edge.OK.OnsetEv > explanation.Axis.OffsetEv && Edge.OK.OnsetEv < explanation.Axis.LastEv) marks.Add(new(Edge.OK.OnsetEv, "O K"));
        return marks;
    }

    void Scale(SKCanvas canvas, float width, float y)
    {
        const int Steps = 80;
        const float Length = 160;
        var left = (width - Length) / 2;
        for (var i = 0; i < Steps; i++)
        {
            using var fill = Ink.Fill(SKColor.Parse(BlueRed.At(2.0 * i / (Steps - 1) - 1)));
            fill.IsAntialias = false;
            canvas.DrawRect(left + i * Length / Steps, y - 6, Length / Steps, 12, fill);
        }
        using var frame = Ink.Stroke(Ink.Black, 0.8f);
        canvas.DrawRect(left, y - 6, Length, 12, frame);
        var label = explanation.Verdict.Label;
        Ink.Text(canvas, Ink.Fit($"more intensity speaks against {label}", left - 20, 11), left - 8, y + 4, 11, 1);
        Ink.Text(canvas, Ink.Fit($"speaks for {label}", left - 20, 11), left + Length + 8, y + 4, 11);
    }

    static double[] Doubles(float[] values) => Array.ConvertAll(values, value => (double)value);
}
