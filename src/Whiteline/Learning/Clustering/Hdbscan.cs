using Whiteline.Numerics;

namespace Whiteline.Learning.Clustering;

/// <summary>
/// HDBSCAN* (Campello, Moulavi and Sander, PAKDD 2013; as McInnes and Healy, ICDM Workshops 2017, select and weigh): clusters are regions that stay dense over a wide range of densities, as
/// many as there are; what lies between them is noise. Euclidean and exact; made for up to some 50,000 points of few dimensions, so reduce spectra first, by PCA or UMAP.
/// No randomness; the number of threads changes nothing.
/// </summary>
public static class Hdbscan
{
    /// <summary>Clusters rows.</summary>
    /// <param name="rows">Shape (n, length), C order.</param>
    /// <param name="length">Values of a row.</param>
    /// <param name="options">Settings.</param>
    /// <param name="threads">Bound on parallelism.</param>
    /// <param name="progress">Receives the growth of the spanning tree.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Labels; the membership of a row is the density at which it leaves its cluster over the largest there is in it.</returns>
    /// <exception cref="BadInputException">A setting is wrong, a value is not finite, or there are too few rows.</exception>
    public static ClusterLabels Run(
        ReadOnlyMemory<float> rows, int length, HdbscanOptions options, int threads = 1, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (options.Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        var count = ClusterRows.Count(rows, length);
        var neighbours = options.MinSamples ?? options.MinClusterSize;
        if (count < Math.Max(neighbours, options.MinClusterSize))
            throw new BadInputException($"HDBSCAN looks for clusters of {options.MinClusterSize} with {neighbours} samples, but there {(count == 1 ? "is 1 spectrum" : $"are {count} spectra")}. Lower both, or give more spectra.");
        var points = new PointColumns(rows.Span, length);
        var core = CoreDistances.Of(points, neighbours, threads, cancellation);
        var tree = new CondensedTree(ReachabilityTree.Of(points, core, progress, cancellation), options.MinClusterSize);
        return Labelled(tree, TreeSelection.Of(tree, options.Selection));
    }

    static ClusterLabels Labelled(CondensedTree tree, int[] selected)
    {
        var labelOf = new int[tree.Clusters];
        Array.Fill(labelOf, -1);
        for (var label = 0; label < selected.Length; label++) labelOf[selected[label]] = label;
        // Parents come before their children.
        for (var cluster = 1; cluster < labelOf.Length; cluster++)
            if (labelOf[cluster] < 0) labelOf[cluster] = labelOf[tree.Parents[cluster]];
        var peak = Peaks(tree, selected);
        var labels = new int[tree.PointClusters.Length];
        var membership = new double[labels.Length];
        for (var point = 0; point < labels.Length; point++)
        {
            labels[point] = labelOf[tree.PointClusters[point]];
            if (labels[point] >= 0) membership[point] = peak[labels[point]] > 0 ? Math.Min(1, tree.PointLambdas[point] / peak[labels[point]]) : 1;
        }
        return new(labels, membership, selected.Length);
    }

    // The largest density at which a cluster still is one: where its last points leave or its children appear.
    static double[] Peaks(CondensedTree tree, int[] selected)
    {
        var peak = new double[tree.Clusters];
        for (var point = 0; point < tree.PointClusters.Length; point++) peak[tree.PointClusters[point]] = Math.Max(peak[tree.PointClusters[point]], tree.PointLambdas[point]);
        for (var cluster = 1; cluster < tree.Clusters; cluster++) peak[tree.Parents[cluster]] = Math.Max(peak[tree.Parents[cluster]], tree.Births[cluster]);
        return [.. selected.Select(cluster => peak[cluster])];
    }
}
