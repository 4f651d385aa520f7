using Whiteline.Spectra;

namespace Whiteline.Reports;

/// <summary>Figures of spectra over the energy loss, with O K and the edges of the classified elements marked.</summary>
public static class SpectrumFigures
{
    /// <summary>The mean spectrum of each class, overlaid.</summary>
    public static Figure ClassMeans(IReadOnlyList<NamedSpectrum> means) => Panel("Class means", means, null, "Counts above background", EdgesOf(means.Select(mean => mean.Name)));

    /// <summary>The sample pixel as it went through the recipe, a panel per stage; the fitted background lies in the first.</summary>
    public static Figure Preprocessing(IReadOnlyList<NamedSpectrum> stages, NamedSpectrum? background, IReadOnlyList<Edge> edges) =>
        new StackedFigure([.. stages.Select((stage, i) => Panel(stage.Name, [stage], i == 0 ? background : null, "Intensity", edges))]);

    /// <summary>O K and the L2,3 edge of every element that the labels name.</summary>
    public static IReadOnlyList<Edge> EdgesOf(IEnumerable<string> labels) =>
        [Edge.OK, .. labels.Select(label => OxidationState.Parse(label) is { } state ? Edge.L23Of(state.Element) : null).OfType<Edge>().Distinct()];

    /// <summary>L3 and L2 (onset plus splitting) or K of every edge of the table.</summary>
    public static IReadOnlyList<Mark> EdgeMarks(IEnumerable<Edge> edges) =>
    [
        .. edges.SelectMany(edge => edge.SplittingEv is { } splitting
            ? new Mark[] { new(edge.OnsetEv, $"{edge.Element} L3"), new(edge.OnsetEv + splitting, $"{edge.Element} L2") }
            : [new(edge.OnsetEv, $"{edge.Element} K")]),
    ];

    static LineFigure Panel(string title, IReadOnlyList<NamedSpectrum> spectra, NamedSpectrum? background, string y, IReadOnlyList<Edge> edges)
    {
        var curves = spectra.Select(spectrum => CurveOf(spectrum)).ToList();
        if (background is not null) curves.Add(CurveOf(background) with { Dashed = true, Colour = "#D55E00" });
        return new(title, "Energy loss (eV)", y, curves, EdgeMarks(edges));
    }

    static Curve CurveOf(NamedSpectrum spectrum) =>
        new(spectrum.Name, spectrum.Axis.Energies(), [.. spectrum.Intensity.Select(value => (double)value)]);
}
