namespace Whiteline.Learning.Embedding;

/// <summary>Embedded spectra, and what it takes to place new ones beside them.</summary>
public sealed class UmapEmbedding
{
    readonly MetricSpace space;
    readonly float[] vectors;
    readonly float[] coordinates;

    internal UmapEmbedding(float[] coordinates, UmapOptions options, LayoutCurve curve, MetricSpace space, float[] vectors) =>
        (this.coordinates, Options, Curve, this.space, this.vectors) = (coordinates, options, curve, space, vectors);

    /// <summary>Coordinates of the spectra, shape (n, components), C order.</summary>
    public ReadOnlyMemory<float> Coordinates => coordinates;

    /// <summary>How the embedding was made.</summary>
    public UmapOptions Options { get; }

    /// <summary>a and b of the layout.</summary>
    public LayoutCurve Curve { get; }

    /// <summary>Number of embedded spectra.</summary>
    public int Count => coordinates.Length / Options.Components;

    /// <summary>Places new spectra beside the embedded ones, which stay.</summary>
    /// <param name="spectra">Shape (m, channels), C order, prepared as the embedded ones were.</param>
    /// <param name="context">Seed, threads, progress and cancellation.</param>
    /// <returns>Coordinates, shape (m, components), C order.</returns>
    /// <exception cref="BadInputException">The number of channels is another, or an intensity is not finite.</exception>
    public float[] Transform(float[] spectra, TrainingContext context)
    {
        if (spectra.Length % space.Channels != 0) throw new BadInputException($"{spectra.Length} intensities are no whole number of spectra of {space.Channels} channels, which the embedding was made from.");
        if (spectra.Length == 0) return [];
        var asked = space.Vectors(spectra);
        var count = Math.Min(Options.Neighbours, Count);
        var lists = ExactSearch.Of(asked, vectors, space.Length, NearestNeighbours.Capacity(count, Count), context.Threads, context.Cancellation);
        var neighbours = NearestNeighbours.Ordered(space, lists, asked, vectors, count, context.Threads, context.Cancellation);
        var graph = FuzzyGraph.Directed(neighbours, Memberships.Of(neighbours, self: 0, context.Threads, context.Cancellation));
        // As umap-learn: a third of the epochs, or 100 and 30 by default, and a quarter of the rate.
        var epochs = Options.Epochs is { } given ? Math.Max(1, given / 3) : graph.Count <= 10_000 ? 100 : 30;
        var settings = new LayoutSettings(Curve, Options.Components, epochs, (float)Options.LearningRate / 4, Options.NegativeSamples);
        return Layout.Beside(graph, Start(graph), coordinates, settings, context);
    }

    // The mean of the neighbours, weighted by their strengths.
    float[] Start(FuzzyGraph graph)
    {
        var start = new float[graph.Count * Options.Components];
        for (var i = 0; i < graph.Count; i++)
        {
            var targets = graph.TargetsOf(i);
            var weights = graph.WeightsOf(i);
            var total = 0f;
            foreach (var weight in weights) total += weight;
            for (var e = 0; e < targets.Length; e++)
                for (var d = 0; d < Options.Components; d++) start[i * Options.Components + d] += coordinates[targets[e] * Options.Components + d] * (weights[e] / total);
        }
        return start;
    }
}
