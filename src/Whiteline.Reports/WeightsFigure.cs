using SkiaSharp;
using Whiteline.Learning.Svm;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;

namespace Whiteline.Reports;

/// <summary>
/// The weight of every channel in the decision between two classes, a panel a pair: red speaks for the first, blue for the second. Only for
/// kernels whose weights hold for all spectra (linear and cosine; <see cref="SvmExplanation.Weights"/>).
/// </summary>
public sealed class WeightsFigure : Figure
{
    const int MostRows = 8;
    const double MostPixels = 5e7;

    readonly IReadOnlyList<Figure> panels;

    WeightsFigure(IReadOnlyList<Figure> panels) => this.panels = panels;

    int Columns => (panels.Count + MostRows - 1) / MostRows;

    /// <summary>A fitting width of the page, points.</summary>
    public int Width => 900 * Columns;

    /// <summary>A fitting height of the page, points.</summary>
    public int Height => 220 * Math.Min(panels.Count, MostRows);

    /// <summary>Pixels per point that keep the picture within bounds, however many classes there are.</summary>
    public double Scale => Math.Min(2, Math.Sqrt(MostPixels / ((double)Width * Height)));

    /// <summary>The figure of a model, or null when it has no such weights.</summary>
    public static WeightsFigure? Of(TrainedModel model)
    {
        if (PairWeights.Of(model) is not { } pairs) return null;
        return new([.. pairs.Select(pair => new LineFigure(
            $"Weights: for {pair.First} (red) or for {pair.Second} (blue)", "Energy loss (eV)", "Weight",
            [new("weight", model.Axis.Energies(), pair.Weights, "#222222") { Fills = Array.ConvertAll(pair.Weights, value => BlueRed.At(value > 0 ? 0.6 : -0.6)) }], Marks(model, pair)))]);
    }

    // Aligned spectra have one place for L3, others one a class.
    static List<Mark> Marks(TrainedModel model, PairWeights pair)
    {
        if (model.Element is not { } element || Edge.L23Of(element)?.SplittingEv is not { } splitting) return [];
        if (model.Recipe.Steps.OfType<Align>().FirstOrDefault() is { AnchorEv: var anchor }) return [new(anchor, "L3"), new(anchor + splitting, "L2")];
        var places = new[] { pair.First, pair.Second }.Where(model.Card.LinePositionsEv.ContainsKey).Select(label => (Label: label, L3: model.Card.LinePositionsEv[label]));
        return [.. places.SelectMany(place => new Mark[] { new(place.L3, $"L3 {place.Label}"), new(place.L3 + splitting, $"L2 {place.Label}") })];
    }

    /// <inheritdoc/>
    protected override void Draw(SKCanvas canvas, float width, float height) => new StackedFigure(panels, Columns).DrawOn(canvas, width, height);
}
