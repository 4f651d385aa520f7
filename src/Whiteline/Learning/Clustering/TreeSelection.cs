namespace Whiteline.Learning.Clustering;

/// <summary>Takes clusters out of a condensed tree; the root is never one.</summary>
static class TreeSelection
{
    /// <summary>Numbers of the clusters taken, increasing.</summary>
    public static int[] Of(CondensedTree tree, ClusterSelection selection)
    {
        var isTaken = selection == ClusterSelection.Leaf ? Leaves(tree) : ExcessOfMass(tree);
        isTaken[0] = false;
        return [.. Enumerable.Range(0, tree.Clusters).Where(cluster => isTaken[cluster])];
    }

    /// <summary>Σ (λ − λ at which the cluster appears) over the points that leave it, one by one or with a child (Campello et al. 2013, definition 9), shape (clusters).</summary>
    public static double[] Stabilities(CondensedTree tree)
    {
        var stability = new double[tree.Clusters];
        for (var point = 0; point < tree.PointClusters.Length; point++)
        {
            var cluster = tree.PointClusters[point];
            stability[cluster] += tree.PointLambdas[point] - tree.Births[cluster];
        }
        for (var cluster = 1; cluster < tree.Clusters; cluster++)
        {
            var parent = tree.Parents[cluster];
            stability[parent] += (tree.Births[cluster] - tree.Births[parent]) * tree.Sizes[cluster];
        }
        return stability;
    }

    static bool[] Leaves(CondensedTree tree)
    {
        var isLeaf = new bool[tree.Clusters];
        Array.Fill(isLeaf, true);
        foreach (var parent in tree.Parents.Skip(1)) isLeaf[parent] = false;
        return isLeaf;
    }

    // From the leaves up: a cluster is taken when it is at least as stable as the best choice among its descendants.
    static bool[] ExcessOfMass(CondensedTree tree)
    {
        var own = Stabilities(tree);
        var below = new double[tree.Clusters];
        var isTaken = new bool[tree.Clusters];
        for (var cluster = tree.Clusters - 1; cluster > 0; cluster--)
        {
            isTaken[cluster] = own[cluster] >= below[cluster];
            below[tree.Parents[cluster]] += Math.Max(own[cluster], below[cluster]);
        }
        // From the root down: what lies in a cluster that was taken is not taken again.
        var isCovered = new bool[tree.Clusters];
        for (var cluster = 1; cluster < tree.Clusters; cluster++)
        {
            isCovered[cluster] = isCovered[tree.Parents[cluster]] || isTaken[tree.Parents[cluster]];
            if (isCovered[cluster]) isTaken[cluster] = false;
        }
        return isTaken;
    }
}
