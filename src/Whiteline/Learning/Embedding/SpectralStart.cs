using Whiteline.Numerics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// Where the layout starts: the smoothest vectors on the graph (<see cref="Lanczos"/>). A graph in several parts has each part laid out by itself, around places that
/// lie on the axes for few parts, and follow the parts' mean spectra for many.
/// </summary>
static class SpectralStart
{
    const double Extent = 10, Jitter = 1e-4, Tolerance = 1e-3;
    const int Basis = 40, MostRestarts = 12;

    /// <summary>Coordinates within 0 to 10, shape (n, components), C order.</summary>
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
        if (parts.Count == 1)
        {
            Place(graph, [.. Enumerable.Range(0, graph.Count)], new double[components], 1);
        }
        else
        {
            var rows = parts.Rows();
            var places = parts.Count <= 2 * components ? OnAxes(parts.Count, components) : Means(rows);
            for (var part = 0; part < rows.Length; part++)
                Place(rows[part].Length > 2 * components ? GraphComponents.Part(graph, rows[part]) : null, rows[part], places[part], HalfGap(places, part));
        }
        Spread(start, components, random);
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
            var coordinates = PrincipalComponents.Fit(means, length, components, context.Seed, context.Threads, context.Cancellation).Project(means);
            var largest = Math.Max(coordinates.Max(Math.Abs), float.Epsilon);
            return [.. Enumerable.Range(0, rows.Length).Select(part => Enumerable.Range(0, components).Select(d => coordinates[part * components + d] / (double)largest).ToArray())];
        }
    }

    static double[][] OnAxes(int parts, int components)
    {
        var half = (parts + 1) / 2;
        return [.. Enumerable.Range(0, parts).Select(part => Enumerable.Range(0, components).Select(d => d == part % half ? part < half ? 1.0 : -1 : 0).ToArray())];
    }

    static double HalfGap(double[][] places, int part)
    {
        var gaps = places.Select(other => Math.Sqrt(other.Zip(places[part], (x, y) => (x - y) * (x - y)).Sum())).Where(gap => gap > 0);
        return gaps.DefaultIfEmpty(1).Min() / 2;
    }

    // A little noise keeps copies from moving as one; then each direction fills the extent.
    static void Spread(float[] start, int components, RandomSource random)
    {
        var scale = Extent / Math.Max(start.Max(Math.Abs), float.Epsilon);
        for (var i = 0; i < start.Length; i++) start[i] = (float)(start[i] * scale + Jitter * random.NextNormal());
        for (var d = 0; d < components; d++)
        {
            var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
            for (var i = d; i < start.Length; i += components) (low, high) = (Math.Min(low, start[i]), Math.Max(high, start[i]));
            for (var i = d; i < start.Length; i += components) start[i] = (float)(Extent * (start[i] - low) / Math.Max(high - low, float.Epsilon));
        }
    }
}
