namespace Whiteline.Learning.Embedding;

/// <summary>How often neighbours share a name.</summary>
public static class NeighbourLabels
{
    /// <summary>Share of the nearest neighbours that carry the point's own name, on average over all points; in [0, 1].</summary>
    /// <param name="coordinates">Shape (n, components), C order.</param>
    /// <param name="components">Coordinates of a point.</param>
    /// <param name="names">Name of each point, shape (n).</param>
    /// <param name="neighbours">How many neighbours; at least 1 and fewer than n.</param>
    /// <param name="context">Threads and cancellation.</param>
    /// <exception cref="BadInputException">Sizes disagree, or there are too few points.</exception>
    public static double Agreement(ReadOnlySpan<float> coordinates, int components, IReadOnlyList<string> names, int neighbours, TrainingContext context)
    {
        if (names.Count != coordinates.Length / components) throw new BadInputException($"There are {names.Count} names for {coordinates.Length / components} points. These must agree.");
        var nearest = NearestNeighbours.Among(coordinates, components, neighbours, DistanceMetric.Euclidean, context.Threads, null, context.Cancellation);
        long shared = 0;
        for (var i = 0; i < names.Count; i++)
            foreach (var j in nearest.IndicesOf(i))
                if (names[i] == names[j]) shared++;
        return (double)shared / names.Count / neighbours;
    }
}
