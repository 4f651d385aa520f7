using Whiteline.Learning.Clustering;
using Whiteline.Numerics;

namespace Whiteline.Tests.Learning.Clustering;

public sealed class KMeansTests
{
    static readonly (double, double)[] Three = [(0, 0), (6, 0), (0, 6)];

    [Fact]
    public void Clouds_are_told_apart()
    {
        var (rows, truth) = PlaneClouds.Make(300, 0.5, Three);

        var found = KMeans.Run(rows, 2, new(3), new Seed(1));

        Assert.Equal(1, PlaneClouds.AdjustedRand(truth, found.Clusters.Labels), 1e-9);
        Assert.True(found.IsConverged);
    }

    [Fact]
    public void Bounds_change_no_label_of_plain_iterations()
    {
        // Overlapping clouds, so that many rows change sides on the way.
        var (rows, _) = PlaneClouds.Make(2000, 2.5, [.. Three, (6, 6), (3, 3)]);

        var found = KMeans.Run(rows, 2, new(5, Restarts: 1), new Seed(1));
        var plain = Lloyd(rows, KMeansSeeding.Choose(rows, 2, 5, new Seed(1).Branch("k-means").Random(), 1, default));

        Assert.Equal(plain.Labels, found.Clusters.Labels);
        Assert.Equal(plain.Inertia, found.Inertia, 1e-6 * plain.Inertia);
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var (rows, _) = PlaneClouds.Make(5000, 2, Three);

        var one = KMeans.Run(rows, 2, new(4), new Seed(1), 1);
        var two = KMeans.Run(rows, 2, new(4), new Seed(1), 2);

        Assert.Equal(one.Clusters.Labels, two.Clusters.Labels);
        Assert.Equal(one.Centres, two.Centres);
        Assert.Equal(one.Inertia, two.Inertia);
    }

    [Fact]
    public void More_restarts_are_never_worse()
    {
        var (rows, _) = PlaneClouds.Make(400, 1, [.. Three, (6, 6), (12, 0), (0, 12), (12, 12)]);

        var inertias = new[] { 1, 5, 20 }.Select(restarts => KMeans.Run(rows, 2, new(7, Restarts: restarts), new Seed(3)).Inertia).ToArray();

        Assert.True(inertias[0] >= inertias[1] && inertias[1] >= inertias[2]);
    }

    [Fact]
    public void Cosine_sees_direction_and_not_counts()
    {
        var random = new RandomSource(new Seed(2));
        var rows = new float[400];
        for (var i = 0; i < 200; i++)
        {
            var (angle, counts) = (i % 2 + 0.05 * random.NextNormal(), random.NextDouble(1, 1000));
            (rows[2 * i], rows[2 * i + 1]) = ((float)(counts * Math.Cos(angle)), (float)(counts * Math.Sin(angle)));
        }

        var found = KMeans.Run(rows, 2, new(2, ClusterMetric.Cosine), new Seed(1));

        Assert.Equal(1, PlaneClouds.AdjustedRand([.. Enumerable.Range(0, 200).Select(i => i % 2)], found.Clusters.Labels), 1e-9);
        // Σ (1 − cos) of angles scattered by 0.05.
        Assert.Equal(200 * 0.05 * 0.05 / 2, found.Inertia, 0.1);
    }

    [Fact]
    public void Membership_falls_from_the_centre_to_the_border()
    {
        float[] rows = [0, 0, 0.1f, 0, 1.9f, 0, 4, 0, 3.9f, 0];

        var found = KMeans.Run(rows, 2, new(2), new Seed(1));

        Assert.Equal(found.Clusters.Labels[0], found.Clusters.Labels[2]);
        Assert.True(found.Clusters.Membership[1] > 0.8 && found.Clusters.Membership[2] < 0.5);
    }

    [Fact]
    public void Duplicates_are_one_cluster_each()
    {
        float[] rows = [1, 1, 2, 2, 1, 1, 2, 2, 1, 1];

        var found = KMeans.Run(rows, 2, new(2), new Seed(1));

        Assert.Equal(0, found.Inertia);
        Assert.Equal(2, found.Clusters.Sizes().Min());
    }

    [Theory]
    [InlineData(3, "only 2 of the 5 spectra are different")]
    [InlineData(6, "6 clusters of 5 spectra")]
    [InlineData(0, "at least 1")]
    public void What_cannot_be_clustered_is_refused(int clusters, string reason)
    {
        float[] rows = [1, 1, 2, 2, 1, 1, 2, 2, 1, 1];

        var error = Assert.Throws<BadInputException>(() => KMeans.Run(rows, 2, new(clusters), new Seed(1)));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constant_spectra_are_refused_with_the_number_of_clusters_that_they_make()
    {
        var error = Assert.Throws<BadInputException>(() => KMeans.Run(new float[50], 5, new(2), new Seed(1)));

        Assert.Contains("only 1 of the 10 spectra is different", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_no_numbers_are_refused()
    {
        var error = Assert.Throws<BadInputException>(() => KMeans.Run(new float[] { 1, 2, float.NaN, 4 }, 2, new(1), new Seed(1)));

        Assert.Contains("Spectrum 1", error.Message, StringComparison.Ordinal);
    }

    static (int[] Labels, double Inertia) Lloyd(float[] rows, float[] start)
    {
        var centres = Array.ConvertAll(start, value => (double)value);
        var (count, clusters) = (rows.Length / 2, start.Length / 2);
        var labels = new int[count];
        double Distance(int i, int k) => Math.Pow(rows[2 * i] - centres[2 * k], 2) + Math.Pow(rows[2 * i + 1] - centres[2 * k + 1], 2);
        for (var iteration = 0; iteration < 1000; iteration++)
        {
            for (var i = 0; i < count; i++) labels[i] = Enumerable.Range(0, clusters).MinBy(k => Distance(i, k));
            for (var k = 0; k < clusters; k++)
                for (var c = 0; c < 2; c++) centres[2 * k + c] = Enumerable.Range(0, count).Where(i => labels[i] == k).Average(i => (double)rows[2 * i + c]);
        }
        return (labels, Enumerable.Range(0, count).Sum(i => Distance(i, labels[i])));
    }
}
