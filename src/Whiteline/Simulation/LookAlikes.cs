using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Simulation;

/// <summary>
/// White lines of one element as any laboratory records them, and what could be taken for them on an axis that is off: those of other elements, moved to the same place, and K edges, a
/// broad peak with or without one before it. An axis error moves an edge and changes neither the distance from L3 to L2 nor the shapes, so those must tell the two apart. Noise is next
/// to none: who compares adds that of the spectrum in question.
/// </summary>
static class LookAlikes
{
    // Spectra of one kind differ most by their resolution; kinds within a narrow range of it are compact clouds.
    static readonly (double From, double To)[] ResolutionsEv = [(0.4, 0.9), (0.9, 1.7), (1.7, 3.5)];

    // Elements that the simulation has no ions of share a plain multiplet, whose lines vary so much that it stands for any; splittings are those of the table of edges.
    static readonly MultipletLine[] PlainL3 = [new(0, 1, 0.9), new(-1.2, 0.5, 0.9), new(1.5, 0.4, 1.1)];
    static readonly MultipletLine[] PlainL2 = [new(0, 1, 1.3), new(-1.3, 0.6, 1.3), new(1.4, 0.4, 1.3)];
    static readonly ShapeVariation Plain = new(LineEv: 0.3, Height: 0.4, L3Ev: 0.2, SplittingEv: 0.4, Ratio: 0.35, Width: 0.25);

    // Ions that it has: their splittings and ratios scatter as those of digitised references do.
    static readonly ShapeVariation Known = new(LineEv: 0.12, Height: 0.2, L3Ev: 0.18, SplittingEv: 0.18, Ratio: 0.12, Width: 0.15);

    static readonly MultipletLine[] KEdge = [new(0, 1, 5), new(8, 0.4, 9), new(17, 0.45, 14)];

    // The main peak of an oxide's O K has several parts: a broad top with steep flanks.
    static readonly MultipletLine[] BroadKEdge = [new(-2, 0.7, 3), new(0, 0.7, 3), new(2, 0.7, 3), new(8, 0.35, 9), new(17, 0.45, 14)];

    const double LeastDose = 5000, MostDose = 20_000;

    /// <summary>Spectra of the element itself, labelled by ion, for each range of resolutions.</summary>
    /// <param name="element">Of an L2,3 edge of the table.</param>
    /// <param name="axis">Energy axis.</param>
    /// <param name="atEv">Where L3 lies, eV.</param>
    /// <param name="perKind">Spectra of each label.</param>
    /// <param name="seed">Randomness.</param>
    /// <param name="threads">Bound on parallelism.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IReadOnlyList<LabeledSpectra> Own(string element, EnergyAxis axis, double atEv, int perKind, Seed seed, int threads, CancellationToken cancellation) =>
        Make([.. Kinds(Edge.L23Of(element)!, atEv)], axis, perKind, seed.Branch("own"), threads, cancellation);

    /// <summary>Spectra of what is not the element, labelled by kind, for each range of resolutions.</summary>
    /// <inheritdoc cref="Own" path="/param"/>
    public static IReadOnlyList<LabeledSpectra> Of(string element, EnergyAxis axis, double atEv, int perKind, Seed seed, int threads, CancellationToken cancellation)
    {
        // Pre-peaks of oxides lie 6 to 12 eV before the main peak, and may be the higher of the two.
        Ion[] peaks =
        [
            Peak("K edge", atEv, KEdge),
            Peak("K edge with pre-peak", atEv, [.. KEdge, new(-8.5, 0.4, 1.5)]),
            Peak("K edge with near pre-peak", atEv, [.. KEdge, new(-6.5, 0.4, 1.5)]),
            Peak("K edge with high pre-peak", atEv, [new(0, 1, 1.5), .. KEdge.Select(line => line with { OffsetEv = line.OffsetEv + 11 })]),
            Peak("broad K edge", atEv, BroadKEdge),
            Peak("broad K edge with pre-peak", atEv, [.. BroadKEdge, new(-9, 0.5, 1.5)]),
        ];
        (Ion, ShapeVariation)[] kinds = [.. Edge.All.Where(edge => edge.SplittingEv is not null && edge.Element != element).SelectMany(edge => Kinds(edge, atEv)), .. peaks.Select(peak => (peak, Plain))];
        return Make(kinds, axis, perKind, seed.Branch("look-alikes"), threads, cancellation);
    }

    static LabeledSpectra[] Make((Ion Ion, ShapeVariation Variation)[] kinds, EnergyAxis axis, int perKind, Seed seed, int threads, CancellationToken cancellation) => [.. ResolutionsEv.Select(range =>
    {
        var (intensity, labels) = (new List<float>(), new List<string>());
        foreach (var alike in kinds.GroupBy(kind => kind.Variation, kind => kind.Ion))
        {
            var options = new PhantomDatasetOptions([.. alike.Select(ion => KeyValuePair.Create(ion.Label, perKind))])
            {
                Axis = axis,
                GroupsPerClass = perKind,
                Variation = alike.Key,
                Sessions = new() { LeastResolutionEv = range.From, MostResolutionEv = range.To, LeastDose = LeastDose, MostDose = MostDose },
            };
            var made = PhantomDataset.Make([.. alike], options, seed.Branch("resolution", (int)(10 * range.From)), threads, null, cancellation);
            intensity.AddRange(made.Intensity.Span);
            labels.AddRange(made.Labels);
        }
        return new LabeledSpectra(axis, intensity.ToArray(), labels);
    })];

    static IEnumerable<(Ion Ion, ShapeVariation Variation)> Kinds(Edge edge, double atEv)
    {
        Ion[] known = [.. Ion.All.Where(ion => ion.Element == edge.Element)];
        return known.Length > 0
            ? known.Select(ion => (ion with { L3Ev = atEv }, Known))
            : [(new($"{edge.Element} L2,3", atEv, edge.SplittingEv!.Value, 3, PlainL3, PlainL2, 0, 0, 0), Plain)];
    }

    // Its L2 is far beyond the window and weak.
    static Ion Peak(string label, double atEv, MultipletLine[] lines) => new(label, atEv, 60, 1000, lines, PlainL2, 0, 0, 0);
}
