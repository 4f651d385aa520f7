namespace Whiteline.Learning.Clustering;

/// <summary>What belongs together.</summary>
/// <param name="Labels">Cluster of each row, 0 to <paramref name="Count"/> − 1, or −1 for noise, shape (n).</param>
/// <param name="Membership">How firmly each row belongs, 0 to 1; 0 for noise, shape (n). Each method says what it measures.</param>
/// <param name="Count">Number of clusters.</param>
public sealed record ClusterLabels(int[] Labels, double[] Membership, int Count)
{
    /// <summary>Rows that belong to no cluster.</summary>
    public int Noise => Labels.Count(label => label < 0);

    /// <summary>Rows of each cluster, shape (count).</summary>
    public int[] Sizes()
    {
        var sizes = new int[Count];
        foreach (var label in Labels) if (label >= 0) sizes[label]++;
        return sizes;
    }
}
