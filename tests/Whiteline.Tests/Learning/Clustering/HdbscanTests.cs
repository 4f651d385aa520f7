using Whiteline.Learning.Clustering;

namespace Whiteline.Tests.Learning.Clustering;

public sealed class HdbscanTests
{
    [Fact]
    public void As_many_clouds_are_found_as_there_are()
    {
        var (rows, truth) = PlaneClouds.Make(400, 0.4, (0, 0), (6, 0), (0, 6), (9, 9));

        var found = Hdbscan.Run(rows, 2, new(20));

        Assert.Equal(4, found.Count);
        var kept = Enumerable.Range(0, 400).Where(i => found.Labels[i] >= 0).ToArray();
        Assert.True(kept.Length > 340);
        Assert.Equal(1, PlaneClouds.AdjustedRand([.. kept.Select(i => truth[i])], [.. kept.Select(i => found.Labels[i])]), 1e-9);
    }

    [Fact]
    public void Points_far_from_all_are_noise_without_membership()
    {
        var (rows, _) = PlaneClouds.Make(200, 0.3, (0, 0), (5, 0));

        var found = Hdbscan.Run((float[])[.. rows, 50, 50, -60, 10], 2, new(10));

        Assert.Equal([-1, -1], found.Labels[^2..]);
        Assert.Equal([0, 0], found.Membership[^2..]);
    }

    [Fact]
    public void The_densest_point_belongs_most()
    {
        var (rows, _) = PlaneClouds.Make(300, 0.5, (0, 0), (8, 0));

        var found = Hdbscan.Run(rows, 2, new(30));

        double Radius(int i) => Math.Min(Math.Sqrt(rows[2 * i] * rows[2 * i] + rows[2 * i + 1] * rows[2 * i + 1]), Math.Sqrt(Math.Pow(rows[2 * i] - 8, 2) + rows[2 * i + 1] * rows[2 * i + 1]));
        double Mean(Func<int, bool> which) => Enumerable.Range(0, 300).Where(which).Average(i => found.Membership[i]);
        Assert.True(Mean(i => Radius(i) < 0.3) > 0.85);
        Assert.True(Mean(i => Radius(i) > 1) < 0.6);
        Assert.All(found.Membership, value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void The_tree_is_as_long_as_kruskals()
    {
        var (rows, _) = PlaneClouds.Make(203, 1, (0, 0), (3, 1));
        const int Neighbours = 5;

        var points = new PointColumns(rows, 2);
        var edges = ReachabilityTree.Of(points, CoreDistances.Of(points, Neighbours, 2, default), null, default);

        Assert.Equal(Kruskal(rows, Neighbours), edges.Sum(edge => edge.Distance), 1e-3);
    }

    [Fact]
    public void Leaves_are_finer_than_the_excess_of_mass()
    {
        // Two clouds, one of which is a pair.
        var (rows, _) = PlaneClouds.Make(600, 0.3, (0, 0), (12, 0), (14.5, 0));

        var leaves = Hdbscan.Run(rows, 2, new(25, 5, ClusterSelection.Leaf));
        var mass = Hdbscan.Run(rows, 2, new(25, 5));

        Assert.True(leaves.Count >= mass.Count);
        Assert.True(leaves.Noise >= mass.Noise);
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var (rows, _) = PlaneClouds.Make(2000, 1, (0, 0), (6, 0), (0, 6));

        var one = Hdbscan.Run(rows, 2, new(20), 1);
        var two = Hdbscan.Run(rows, 2, new(20), 2);

        Assert.Equal(one.Labels, two.Labels);
        Assert.Equal(one.Membership, two.Membership);
    }

    [Fact]
    public void Duplicates_are_clusters_and_no_infinity()
    {
        var rows = Enumerable.Range(0, 60).SelectMany(i => new float[] { i % 3 * 10, i % 3 * 5 }).ToArray();

        var found = Hdbscan.Run(rows, 2, new(10));

        Assert.Equal(3, found.Count);
        Assert.All(found.Membership, value => Assert.Equal(1, value));
    }

    [Fact]
    public void One_cloud_without_structure_is_no_cluster()
    {
        var rows = new float[200];

        var found = Hdbscan.Run(rows, 2, new(10));

        Assert.Equal(0, found.Count);
        Assert.Equal(100, found.Noise);
    }

    [Theory]
    [InlineData(1, null, "at least 2")]
    [InlineData(5, 0, "at least 1")]
    [InlineData(11, null, "there are 10 spectra")]
    [InlineData(5, 11, "there are 10 spectra")]
    public void What_cannot_be_clustered_is_refused(int size, int? samples, string reason)
    {
        var error = Assert.Throws<BadInputException>(() => Hdbscan.Run(new float[20], 2, new(size, samples)));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    static double Kruskal(float[] rows, int neighbours)
    {
        var count = rows.Length / 2;
        double Distance(int i, int j) => Math.Sqrt(Math.Pow(rows[2 * i] - rows[2 * j], 2) + Math.Pow(rows[2 * i + 1] - rows[2 * j + 1], 2));
        var core = Enumerable.Range(0, count).Select(i => Enumerable.Range(0, count).Select(j => Distance(i, j)).Order().ElementAt(neighbours - 1)).ToArray();
        var edges = from i in Enumerable.Range(0, count) from j in Enumerable.Range(0, i) orderby Reach(i, j) select (i, j);
        var tree = Enumerable.Range(0, count).ToArray();
        var sum = 0.0;
        foreach (var (i, j) in edges)
        {
            if (tree[i] == tree[j]) continue;
            sum += Reach(i, j);
            var (from, to) = (tree[i], tree[j]);
            for (var k = 0; k < count; k++) if (tree[k] == from) tree[k] = to;
        }
        return sum;

        double Reach(int i, int j) => Math.Max(Math.Max(core[i], core[j]), Distance(i, j));
    }
}
