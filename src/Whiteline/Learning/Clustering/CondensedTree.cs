namespace Whiteline.Learning.Clustering;

/// <summary>
/// The hierarchy of single linkage without what is smaller than a cluster (Campello, Moulavi and Sander, PAKDD 2013, section 4): a split that leaves two large parts makes two clusters,
/// any other only sheds points. Levels are densities λ = 1 / distance. Cluster 0 is the root; children have larger numbers than their parents.
/// </summary>
sealed class CondensedTree
{
    // Duplicates are 0 apart and would be infinitely dense; below this part of the longest edge float32 tells nothing.
    const double LeastShare = 1e-7;

    // Where all points are equal.
    const double SmallestDistance = 1e-30;

    readonly List<int> parents = [-1];
    readonly List<double> births = [0];
    readonly List<int> sizes = [];

    /// <summary>Condenses a spanning tree of n points.</summary>
    /// <param name="edges">n − 1 edges.</param>
    /// <param name="minClusterSize">Fewer points are no cluster.</param>
    public CondensedTree(ReachabilityEdge[] edges, int minClusterSize)
    {
        var count = edges.Length + 1;
        PointClusters = new int[count];
        PointLambdas = new double[count];
        sizes.Add(count);
        Condense(new Linkage(edges), minClusterSize);
    }

    /// <summary>Number of clusters, the root among them.</summary>
    public int Clusters => parents.Count;

    /// <summary>Parent of each cluster; −1 for the root.</summary>
    public IReadOnlyList<int> Parents => parents;

    /// <summary>λ at which each cluster appears.</summary>
    public IReadOnlyList<double> Births => births;

    /// <summary>Points of each cluster when it appears.</summary>
    public IReadOnlyList<int> Sizes => sizes;

    /// <summary>The smallest cluster that each point was in, shape (n).</summary>
    public int[] PointClusters { get; }

    /// <summary>λ at which each point leaves it, shape (n).</summary>
    public double[] PointLambdas { get; }

    void Condense(Linkage linkage, int minClusterSize)
    {
        var count = PointClusters.Length;
        var least = LeastShare * linkage.Longest;
        var open = new Queue<(int Node, int Cluster)>();
        open.Enqueue((linkage.Root, 0));
        while (open.TryDequeue(out var next))
        {
            var (node, cluster) = next;
            if (node < count)
            {
                // Only where a cluster may be one point: the whole is.
                PointClusters[node] = cluster;
                continue;
            }
            var lambda = 1 / Math.Max(linkage.Distance(node), Math.Max(least, SmallestDistance));
            var (left, right) = linkage.Children(node);
            var (leftSize, rightSize) = (linkage.Size(left), linkage.Size(right));
            if (leftSize >= minClusterSize && rightSize >= minClusterSize)
            {
                open.Enqueue((left, Add(cluster, lambda, leftSize)));
                open.Enqueue((right, Add(cluster, lambda, rightSize)));
                continue;
            }
            Keep(left, leftSize);
            Keep(right, rightSize);

            void Keep(int child, int size)
            {
                if (size >= minClusterSize) open.Enqueue((child, cluster));
                else
                    foreach (var point in linkage.Points(child)) (PointClusters[point], PointLambdas[point]) = (cluster, lambda);
            }
        }
    }

    int Add(int parent, double lambda, int size)
    {
        parents.Add(parent);
        births.Add(lambda);
        sizes.Add(size);
        return parents.Count - 1;
    }
}
