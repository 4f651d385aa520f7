namespace Whiteline.Learning.Clustering;

/// <summary>Single linkage of n points from their spanning tree: nodes 0 to n − 1 are points, the others merge two nodes each, in order of distance.</summary>
sealed class Linkage
{
    readonly int count;
    readonly int[] left, right, sizes;
    readonly double[] distances;

    public Linkage(ReachabilityEdge[] edges)
    {
        count = edges.Length + 1;
        (left, right, sizes, distances) = (new int[edges.Length], new int[edges.Length], new int[edges.Length], new double[edges.Length]);
        // Top node of each point's tree, found by halving the path.
        var above = new int[2 * count - 1];
        for (var node = 0; node < above.Length; node++) above[node] = node;
        var merge = 0;
        // A stable order: edges of one length stay as they were found.
        foreach (var edge in edges.OrderBy(edge => edge.Distance))
        {
            (left[merge], right[merge]) = (Top(edge.From), Top(edge.To));
            distances[merge] = edge.Distance;
            sizes[merge] = Size(left[merge]) + Size(right[merge]);
            above[left[merge]] = above[right[merge]] = count + merge;
            merge++;
        }

        int Top(int node)
        {
            for (; above[node] != node; node = above[node]) above[node] = above[above[node]];
            return node;
        }
    }

    /// <summary>The node of all points.</summary>
    public int Root => count + left.Length - 1;

    /// <summary>The longest distance; 0 for one point.</summary>
    public double Longest => distances.Length > 0 ? distances[^1] : 0;

    /// <summary>Distance at which a node merges its children.</summary>
    public double Distance(int node) => distances[node - count];

    /// <summary>Children of a node that is no point.</summary>
    public (int Left, int Right) Children(int node) => (left[node - count], right[node - count]);

    /// <summary>Points under a node.</summary>
    public int Size(int node) => node < count ? 1 : sizes[node - count];

    /// <summary>The points under a node.</summary>
    public IEnumerable<int> Points(int node)
    {
        var open = new Stack<int>();
        open.Push(node);
        while (open.TryPop(out var next))
        {
            if (next < count) yield return next;
            else
            {
                open.Push(right[next - count]);
                open.Push(left[next - count]);
            }
        }
    }
}
