using Whiteline.Numerics;
using Whiteline.Training.Generative;

namespace Whiteline.Training.Tests.Generative;

public sealed class NeighbourhoodsTests
{
    static readonly float[][] Points = Cloud(80);

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.7)]
    [InlineData(3.0)]
    public void Shares_are_symmetric_and_add_up_to_one(double width)
    {
        var shares = Neighbourhoods.Shares(Points, width);

        Assert.All(shares, row => Assert.Equal(1, row.Sum(), 1e-5));
        for (var i = 0; i < shares.Length; i++)
            for (var j = 0; j < i; j++) Assert.Equal(shares[i][j], shares[j][i], 1e-12);
    }

    [Fact]
    public void The_mean_covariance_of_the_neighbourhoods_and_that_of_their_means_are_the_covariance_of_the_points()
    {
        var shares = Neighbourhoods.Shares(Points, 0.7);
        double within = 0, between = 0, all = 0;
        var centre = Points.Average(point => (double)point[0]);

        foreach (var row in shares)
        {
            var mean = row.Select((share, j) => share * Points[j][0]).Sum();
            within += row.Select((share, j) => share * Math.Pow(Points[j][0] - mean, 2)).Sum();
            between += Math.Pow(mean - centre, 2);
        }
        foreach (var point in Points) all += Math.Pow(point[0] - centre, 2);

        Assert.Equal(all, within + between, 1e-4 * all);
        Assert.InRange(within / all, 0.02, 0.9);
    }

    [Fact]
    public void What_lies_near_has_more_of_a_share_than_what_lies_far()
    {
        float[][] line = [.. Enumerable.Range(0, 21).Select(i => new[] { (float)i })];

        var middle = Neighbourhoods.Shares(line, 0.5)[10];

        Assert.All(Enumerable.Range(4, 6), i => Assert.True(middle[i] < middle[i + 1]));
    }

    [Fact]
    public void Two_clumps_of_five_points_are_no_neighbourhood_of_each_other()
    {
        var random = new Seed(3).Random();
        float[][] clumps = [.. Enumerable.Range(0, 10).Select(i => new[] { (float)(4 * (i / 5) + 0.3 * random.NextNormal()), (float)(0.3 * random.NextNormal()) })];

        var shares = Neighbourhoods.Shares(clumps, 0.85);

        Assert.All(Enumerable.Range(0, 10), i => Assert.InRange(Enumerable.Range(0, 10).Where(j => i / 5 == j / 5).Sum(j => shares[i][j]), 0.99, 1.01));
    }

    [Fact]
    public void Copies_of_one_point_share_alike()
    {
        var shares = Neighbourhoods.Shares([[1, 2], [1, 2], [1, 2], [1, 2]], 0.5);

        Assert.All(shares, row => Assert.All(row, share => Assert.Equal(0.25, share, 1e-9)));
    }

    static float[][] Cloud(int count)
    {
        var random = new Seed(6).Random();
        // Far denser near the origin than away from it.
        return [.. Enumerable.Range(0, count).Select(_ => (float[])[(float)Math.Pow(random.NextNormal(), 3), (float)random.NextNormal()])];
    }
}
