using System.Collections.Concurrent;
using Whiteline.Numerics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// The layout by stochastic gradient descent. umap-learn moves both ends of an edge when it draws one, so its threads race and its result depends on their order. Here
/// each point walks by itself, against the places that the others had after the epoch before: a pull and pushes for each edge drawn from it, then a pull for each drawn
/// from the other end, which is the same edge the other way. Every point draws from its own branch of the seed, so neither threads nor the width of vectors change a bit.
/// (Both pulls at once lose some of the continuity; in this order the layout is as good as one edge after another.)
/// </summary>
sealed class Layout
{
    readonly LayoutEdges edges;
    readonly LayoutSettings settings;
    readonly TrainingContext context;
    readonly ulong seed;
    readonly ConcurrentBag<LayoutWalk> idle = [];

    Layout(FuzzyGraph graph, LayoutSettings settings, TrainingContext context)
    {
        (this.settings, this.context) = (settings, context);
        edges = new(graph.Drawn(settings.Epochs));
        seed = context.Seed.Branch("layout").Value;
    }

    /// <summary>Lays out the points of a symmetric graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="start">Where the points start, shape (n, components).</param>
    /// <param name="settings">Curve, epochs, rate and pushes.</param>
    /// <param name="context">Seed, threads, progress and cancellation.</param>
    /// <returns>Coordinates, shape (n, components).</returns>
    public static float[] Run(FuzzyGraph graph, float[] start, LayoutSettings settings, TrainingContext context)
    {
        var layout = new Layout(graph, settings, context);
        float[] current = [.. start], next = [.. start];
        for (var epoch = 0; epoch < settings.Epochs; epoch++)
        {
            layout.Epoch(epoch, current, current, next, isMutual: true);
            (current, next) = (next, current);
        }
        return current;
    }

    /// <summary>Lays out new points beside known ones that stay.</summary>
    /// <param name="graph">Rows are the new points, targets the known.</param>
    /// <param name="start">Where the new points start, shape (m, components).</param>
    /// <param name="known">Where the known points are, shape (n, components).</param>
    /// <param name="settings">Curve, epochs, rate and pushes.</param>
    /// <param name="context">Seed, threads, progress and cancellation.</param>
    /// <returns>Coordinates of the new points, shape (m, components).</returns>
    public static float[] Beside(FuzzyGraph graph, float[] start, float[] known, LayoutSettings settings, TrainingContext context)
    {
        var layout = new Layout(graph, settings, context);
        float[] places = [.. start];
        for (var epoch = 0; epoch < settings.Epochs; epoch++) layout.Epoch(epoch, known, places, places, isMutual: false);
        return places;
    }

    void Epoch(int epoch, float[] others, float[] from, float[] to, bool isMutual)
    {
        // As in umap-learn the rate falls from the second epoch on; there in equal steps. Among themselves both ends of an edge step to where the other was, which shakes the layout in proportion to the rate: it falls
        // with the square, so that the shaking is over long before the end. Beside known points, which stay, nothing shakes.
        var left = 1 - Math.Max(0, epoch - 1) / (float)settings.Epochs;
        var rate = settings.Rate * (isMutual ? left * left : left);
        ParallelWork.For((edges.Count + LayoutWalk.Points - 1) / LayoutWalk.Points, context.Threads, piece =>
        {
            if (!idle.TryTake(out var walk)) walk = new(edges, settings, seed);
            walk.Move(piece, epoch, rate, others, from, to, isMutual);
            idle.Add(walk);
        }, context.Cancellation);
        context.Progress?.Report(new("layout", epoch + 1, settings.Epochs));
    }
}
