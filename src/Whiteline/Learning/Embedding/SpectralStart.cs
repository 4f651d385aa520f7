using Whiteline.Numerics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// Where the layout starts: the smoothest vectors on the graph (<see cref="Lanczos"/>). A graph in several parts has each part laid out by itself, around places that
/// lie on the axes for few parts, and are those of an embedding of the parts' means for many: near copies make a part of each spectrum, and how those lie is all that there is to
/// see. (umap-learn embeds the means as well, but by their spectrum and always within the same extent.)
/// </summary>
static class SpectralStart
{
    const double Extent = 10, Jitter = 1e-4, Tolerance = 1e-3;
    const int Basis = 40, MostRestarts = 12;

    // Nothing pulls one part towards another: where many start within a small extent, pushes shuffle them while each grows to its size. So far apart they stay in order.
    const double Room = 1;

    // In a smaller part every row is a neighbour of every other.
    const int SmallestSmooth = 32;

    /// <summary>Coordinates within 0 to 10, or more where there are many parts; shape (n, components), C order.</summary>
    /// <param name="graph">A symmetric graph.</param>
    /// <param name="vectors">The spectra, shape (n, length).</param>
    /// <param name="length">Elements of a vector.</param>
    /// <param name="components">Coordinates of a point.</param>
    /// <param name="context">Seed, threads and cancellation.</param>
    public static float[] Of(FuzzyGraph graph, float[] vectors, int length, int components, TrainingContext context)
    {
        var parts = GraphComponents.Find(graph);
        var random = context.Seed.Branch("start").Random();
        var start = new float[graph.Count * components];
        var extent = Extent;
        if (parts.Count == 1)
        {
            Place(graph, [.. Enumerable.Range(0, graph.Count)], new double[components], 1);
        }
        else
        {
            var rows = parts.Rows();
            var places = parts.Count <= 2 * components ? OnAxes(parts.Count, components) : Means(rows);
            var gaps = Gaps(places, components, context);
            var position = new int[graph.Count];
            if (parts.Count > 2 * components) extent *= Math.Max(1, Room / (Extent / 2 * gaps.Order().ElementAt(gaps.Length / 2)));
            for (var part = 0; part < rows.Length; part++)
                Place(rows[part].Length >= SmallestSmooth ? GraphComponents.Part(graph, rows[part], position) : null, rows[part], places[part], gaps[part] / 2);
        }
        Spread(start, components, extent, random);
        return start;

        // Within so much of a place in each direction.
        void Place(FuzzyGraph? part, int[] rows, double[] place, double extent)
        {
            var smooth = part is null || rows.Length <= components + 1 ? [] : new Lanczos(part, Basis, context.Threads, context.Cancellation).Smoothest(components, Tolerance, MostRestarts, random);
            var largest = smooth.Length == 0 ? 0 : smooth.Max(vector => vector.Max(Math.Abs));
            // Where all spectra are equally near, no direction is smoother than another.
            if (!(largest > 0 && double.IsFinite(largest)))
            {
                foreach (var row in rows)
                    for (var d = 0; d < components; d++) start[row * components + d] = (float)(place[d] + random.NextDouble(-extent, extent));
                return;
            }
            var scale = extent / largest;
            for (var d = 0; d < components; d++)
                for (var i = 0; i < rows.Length; i++) start[rows[i] * components + d] = (float)(place[d] + smooth[d][i] * scale);
        }

        double[][] Means(int[][] rows)
        {
            var means = new float[rows.Length * length];
            for (var part = 0; part < rows.Length; part++)
                foreach (var row in rows[part])
                    for (var c = 0; c < length; c++) means[part * length + c] += vectors[row * length + c] / rows[part].Length;
            var embedded = Umap.Fit(means, length, new(Components: components), context with { Seed = context.Seed.Branch("parts"), Progress = null }).Coordinates.Span;
            var (centre, largest) = (new double[components], 0.0);
            for (var i = 0; i < embedded.Length; i++) centre[i % components] += embedded[i] / rows.Length;
            for (var i = 0; i < embedded.Length; i++) largest = Math.Max(largest, Math.Abs(embedded[i] - centre[i % components]));
            var places = new double[rows.Length][];
            for (var part = 0; part < places.Length; part++)
            {
                places[part] = new double[components];
                for (var d = 0; d < components; d++) places[part][d] = (embedded[part * components + d] - centre[d]) / Math.Max(largest, float.Epsilon);
            }
            return places;
        }
    }

    static double[][] OnAxes(int parts, int components)
    {
        var half = (parts + 1) / 2;
        return [.. Enumerable.Range(0, parts).Select(part => Enumerable.Range(0, components).Select(d => d == part % half ? part < half ? 1.0 : -1 : 0).ToArray())];
    }

    // From each place to the next.
    static double[] Gaps(double[][] places, int components, TrainingContext context)
    {
        float[] flat = [.. places.SelectMany(place => place.Select(value => (float)value))];
        var nearest = NearestNeighbours.Among(flat, components, 1, threads: context.Threads, cancellation: context.Cancellation);
        return [.. Enumerable.Range(0, places.Length).Select(part => (double)nearest.DistancesOf(part)[0])];
    }

    // A little noise keeps copies from moving as one; then each direction fills the extent.
    static void Spread(float[] start, int components, double extent, RandomSource random)
    {
        var scale = extent / Math.Max(start.Max(Math.Abs), float.Epsilon);
        for (var i = 0; i < start.Length; i++) start[i] = (float)(start[i] * scale + Jitter * random.NextNormal());
        for (var d = 0; d < components; d++)
        {
            var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
            for (var i = d; i < start.Length; i += components) (low, high) = (Math.Min(low, start[i]), Math.Max(high, start[i]));
            for (var i = d; i < start.Length; i += components) start[i] = (float)(extent * (start[i] - low) / Math.Max(high - low, float.Epsilon));
        }
    }
}
