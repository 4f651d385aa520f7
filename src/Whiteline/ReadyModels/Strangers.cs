using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.ReadyModels;

/// <summary>White lines of other elements, moved to where those of one element lie, and K edges, a broad peak with or without one before it: what a model of that element must not label.</summary>
static class Strangers
{
    const int PerKind = 200;

    // Elements that the simulation has no ions of share a plain multiplet; splittings are those of the table of edges.
    static readonly MultipletLine[] PlainL3 = [new(0, 1, 0.9), new(-1.2, 0.5, 0.9), new(1.5, 0.4, 1.1)];
    static readonly MultipletLine[] PlainL2 = [new(0, 1, 1.3), new(-1.3, 0.6, 1.3), new(1.4, 0.4, 1.3)];
    static readonly MultipletLine[] KEdge = [new(0, 1, 5), new(8, 0.4, 9), new(17, 0.45, 14)];
    static readonly ShapeVariation Plain = new(LineEv: 0.3, Height: 0.4, L3Ev: 0.2, SplittingEv: 0.4, Ratio: 0.35, Width: 0.25);

    /// <summary>Makes them.</summary>
    /// <param name="element">The element of the model.</param>
    /// <param name="options">As those of the model's own spectra; the classes are not used.</param>
    /// <param name="atEv">Where L3 of the element lies, eV.</param>
    /// <param name="seed">Randomness.</param>
    /// <param name="context">Threads, progress, cancellation.</param>
    public static LabeledSpectra Of(string element, PhantomDatasetOptions options, double atEv, Seed seed, Learning.TrainingContext context)
    {
        var kinds = Edge.All.Where(edge => edge.SplittingEv is not null && edge.Element != element).SelectMany(Kinds).ToArray();
        // Pre-peaks of oxides lie 6 to 12 eV before the main peak, and may be the higher of the two.
        Ion[] peaks =
        [
            Peak("K edge", atEv, KEdge),
            Peak("K edge with pre-peak", atEv, [.. KEdge, new(-8.5, 0.4, 1.5)]),
            Peak("K edge with near pre-peak", atEv, [.. KEdge, new(-6.5, 0.4, 1.5)]),
            Peak("K edge with high pre-peak", atEv, [new(0, 1, 1.5), .. KEdge.Select(line => line with { OffsetEv = line.OffsetEv + 11 })]),
        ];
        Ion[] ions = [.. kinds.Select(kind => kind with { L3Ev = atEv }), .. peaks];
        return PhantomDataset.Make(
            ions,
            options with { Classes = [.. ions.Select(ion => KeyValuePair.Create(ion.Label, PerKind))], GroupsPerClass = PerKind, Variation = Plain },
            seed, context.Threads, context.Progress, context.Cancellation);
    }

    static IEnumerable<Ion> Kinds(Edge edge)
    {
        Ion[] known = [.. Ion.All.Where(ion => ion.Element == edge.Element)];
        return known.Length > 0 ? known : [new($"{edge.Element} L2,3", edge.OnsetEv, edge.SplittingEv!.Value, 3, PlainL3, PlainL2, 0, 0, 0)];
    }

    // Its L2 is far beyond the window and weak.
    static Ion Peak(string label, double atEv, MultipletLine[] lines) => new(label, atEv, 60, 1000, lines, PlainL2, 0, 0, 0);
}
