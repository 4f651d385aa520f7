using System.Runtime.Intrinsics;
using Whiteline.Numerics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// The layout by stochastic gradient descent. umap-learn moves both ends of each drawn edge at once, so its threads race and its result depends on their order; here
/// each point walks through its own drawn edges, against the places that the others had after the epoch before. An edge is in the list of both its ends, so both still
/// move. Every point draws from its own branch of the seed, so neither threads nor the width of vectors change a bit of the result.
/// </summary>
sealed class Layout
{
    // Groups that a thread takes at a time, and steps whose points are collected at a time.
    const int GroupsPerPiece = 8, StepsPerSlice = 16;

    readonly LayoutEdges edges;
    readonly LayoutSettings settings;
    readonly TrainingContext context;
    readonly ulong seed;

    Layout(FuzzyGraph graph, LayoutSettings settings, TrainingContext context)
    {
        (this.settings, this.context) = (settings, context);
        edges = new(graph, settings.Epochs);
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
            layout.Epoch(epoch, current, current, next, isPulledTwice: true);
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
        for (var epoch = 0; epoch < settings.Epochs; epoch++) layout.Epoch(epoch, known, places, places, isPulledTwice: false);
        return places;
    }

    void Epoch(int epoch, float[] others, float[] from, float[] to, bool isPulledTwice)
    {
        var groups = (edges.Count + LayoutKernel.Lanes - 1) / LayoutKernel.Lanes;
        // The rate of umap-learn: it falls after the first epoch.
        var rate = settings.Rate * (1 - Math.Max(0, epoch - 1) / (float)settings.Epochs);
        ParallelWork.For((groups + GroupsPerPiece - 1) / GroupsPerPiece, context.Threads, piece =>
        {
            var drawn = new int[LayoutKernel.Lanes][];
            for (var lane = 0; lane < drawn.Length; lane++) drawn[lane] = new int[edges.MostEdges];
            var places = new float[StepsPerSlice * (1 + settings.Pushes) * settings.Components * LayoutKernel.Lanes];
            for (var group = piece * GroupsPerPiece; group < Math.Min(groups, (piece + 1) * GroupsPerPiece); group++)
                Move(group, epoch, rate, others, from, to, isPulledTwice, drawn, places);
        }, context.Cancellation);
        context.Progress?.Report(new("layout", epoch + 1, settings.Epochs));
    }

    void Move(int group, int epoch, float rate, float[] others, float[] from, float[] to, bool isPulledTwice, int[][] drawn, float[] places)
    {
        const int Lanes = LayoutKernel.Lanes;
        var (components, slots) = (settings.Components, 1 + settings.Pushes);
        Span<int> counts = stackalloc int[Lanes], points = stackalloc int[Lanes];
        Span<uint> states = stackalloc uint[Lanes];
        Span<float> own = stackalloc float[components * Lanes];
        var steps = 0;
        for (var lane = 0; lane < Lanes; lane++)
        {
            var member = group * Lanes + lane;
            var isReal = member < edges.Count;
            points[lane] = edges.Order[isReal ? member : group * Lanes];
            counts[lane] = isReal ? edges.Draw(points[lane], epoch, drawn[lane]) : 0;
            steps = Math.Max(steps, counts[lane]);
            states[lane] = Mixed(seed + (((ulong)epoch << 32) | (uint)points[lane]));
            for (var d = 0; d < components; d++) own[d * Lanes + lane] = from[points[lane] * components + d];
        }
        var draw = Vector256.Create<uint>(states);
        // Where the points are among the others, none is pushed from itself: the draw skips it.
        var known = others.Length / components;
        var self = isPulledTwice ? Vector256.Create<int>(points) : Vector256.Create(int.MaxValue);
        var range = Vector256.Create((float)(isPulledTwice ? known - 1 : known));
        Span<int> chosen = stackalloc int[Lanes];
        for (var first = 0; first < steps; first += StepsPerSlice)
        {
            var slice = Math.Min(StepsPerSlice, steps - first);
            var at = 0;
            for (var step = first; step < first + slice; step++)
            {
                for (var lane = 0; lane < Lanes; lane++) chosen[lane] = step < counts[lane] ? drawn[lane][step] : 0;
                Collect(others, chosen, components, places.AsSpan(at));
                at += components * Lanes;
                for (var push = 1; push < slots; push++)
                {
                    // Marsaglia's xorshift (J. Stat. Softw. 8, 14, 2003); 24 bits become a number in [0, 1).
                    draw ^= draw << 13;
                    draw ^= draw >>> 17;
                    draw ^= draw << 5;
                    var index = Vector256.ConvertToInt32Native(Vector256.ConvertToSingle((draw >>> 8).AsInt32()) * Vector256.Create(1f / (1 << 24)) * range);
                    (index - Vector256.GreaterThanOrEqual(index, self)).CopyTo(chosen);
                    Collect(others, chosen, components, places.AsSpan(at));
                    at += components * Lanes;
                }
            }
            LayoutKernel.Move(own, places.AsSpan(0, at), components, settings.Pushes, first, counts, isPulledTwice, settings.Curve, rate);
        }
        for (var lane = 0; lane < Lanes && group * Lanes + lane < edges.Count; lane++)
            for (var d = 0; d < components; d++) to[points[lane] * components + d] = own[d * Lanes + lane];
    }

    static void Collect(float[] others, ReadOnlySpan<int> chosen, int components, Span<float> places)
    {
        for (var lane = 0; lane < LayoutKernel.Lanes; lane++)
        {
            var at = chosen[lane] * components;
            places[lane] = others[at];
            places[LayoutKernel.Lanes + lane] = others[at + 1];
            if (components == 3) places[2 * LayoutKernel.Lanes + lane] = others[at + 2];
        }
    }

    // The mixing of SplitMix64 (Steele, Lea and Flood 2014); xorshift must not start from 0.
    static uint Mixed(ulong z)
    {
        z *= 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return (uint)(z >> 32) | 1;
    }
}
