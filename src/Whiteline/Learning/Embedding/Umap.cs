namespace Whiteline.Learning.Embedding;

/// <summary>
/// Uniform manifold approximation and projection (McInnes, Healy and Melville, arXiv:1802.03426, 2018): neighbours, their strengths, the union of the fuzzy sets, and
/// a layout of few coordinates whose own fuzzy set is as near to it as can be. The same seed gives the same coordinates for any number of threads.
/// </summary>
public static class Umap
{
    /// <summary>Embeds spectra.</summary>
    /// <param name="spectra">Shape (n, channels), C order; kept by the result for later transforms.</param>
    /// <param name="channels">Elements of a spectrum.</param>
    /// <param name="options">Neighbours, metric and the look of the layout.</param>
    /// <param name="context">Seed, threads, progress and cancellation.</param>
    /// <param name="labels">What each spectrum is, shape (n), to draw classes apart; an element that is null or empty is unknown. Null to see the spectra alone.</param>
    /// <exception cref="BadInputException">An option is out of range, there are fewer than 3 spectra, sizes disagree, or an intensity is not finite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static UmapEmbedding Fit(float[] spectra, int channels, UmapOptions options, TrainingContext context, IReadOnlyList<string?>? labels = null)
    {
        ArgumentNullException.ThrowIfNull(spectra);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        if (options.Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        if (channels < 1 || spectra.Length % channels != 0) throw new BadInputException($"{spectra.Length} intensities are no whole number of spectra of {channels} channels. Give the channels of a spectrum.");
        var n = spectra.Length / channels;
        if (n < 3) throw new BadInputException($"An embedding needs at least 3 spectra; there are {n}.");
        if (labels is not null && labels.Count != n) throw new BadInputException($"There are {labels.Count} labels for {n} spectra. These must agree.");
        var space = new MetricSpace(spectra, channels, options.Metric);
        var vectors = space.Vectors(spectra);
        var neighbours = Neighbours(space, vectors, Math.Min(options.Neighbours, n) - 1, context);
        var strengths = Memberships.Of(neighbours, self: 1, context.Threads, context.Cancellation);
        var graph = FuzzyGraph.Directed(neighbours, strengths).Union();
        if (labels is not null) graph = graph.Intersected(Classes(labels), options.TargetWeight);
        graph = graph.Drawn(options.EpochsFor(n));
        context.Progress?.Report(new("spectral start", 0, 0));
        var start = SpectralStart.Of(graph, vectors, space.Length, options.Components, context);
        var curve = LayoutCurve.Fit(options.MinDistance, options.Spread);
        var settings = new LayoutSettings(curve, options.Components, options.EpochsFor(n), (float)options.LearningRate, options.NegativeSamples);
        return new(Layout.Run(graph, start, settings, context), options, curve, space, vectors);
    }

    static NearestNeighbours Neighbours(MetricSpace space, float[] vectors, int count, TrainingContext context)
    {
        var n = vectors.Length / space.Length;
        if (n > NearestNeighbours.MostExact) return NearestNeighbours.ByDescent(space, vectors, count, context);
        var lists = ExactSearch.Among(vectors, space.Length, NearestNeighbours.Capacity(count, n - 1), context.Threads, context.Progress, context.Cancellation);
        return NearestNeighbours.Ordered(space, lists, vectors, vectors, count, context.Threads, context.Cancellation);
    }

    static int[] Classes(IReadOnlyList<string?> labels)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        var classOf = new int[labels.Count];
        for (var i = 0; i < classOf.Length; i++)
        {
            if (string.IsNullOrEmpty(labels[i])) classOf[i] = -1;
            else if (!index.TryGetValue(labels[i]!, out classOf[i])) index[labels[i]!] = classOf[i] = index.Count;
        }
        return classOf;
    }
}
