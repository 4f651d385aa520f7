using Whiteline.Learning.Embedding;
using Whiteline.Numerics;

namespace Whiteline.Tests.Learning.Embedding;

public sealed class NearestNeighboursTests
{
    const int Channels = 37, Neighbours = 9;

    // More than two blocks of rows, and a last panel that is not full.
    static readonly float[] Spectra = Random(500, offset: 5);

    [Theory]
    [InlineData(DistanceMetric.Euclidean)]
    [InlineData(DistanceMetric.Cosine)]
    [InlineData(DistanceMetric.Correlation)]
    public void Neighbours_are_those_of_the_definition(DistanceMetric metric)
    {
        var found = NearestNeighbours.Among(Spectra, Channels, Neighbours, metric, threads: 2);

        for (var i = 0; i < found.Count; i++)
        {
            var expected = Enumerable.Range(0, found.Count).Where(j => j != i).Select(j => (j, Distance: Distance(metric, i, j))).OrderBy(pair => pair.Distance).Take(Neighbours).ToArray();
            Assert.Equal(expected.Select(pair => pair.j), found.IndicesOf(i).ToArray());
            for (var k = 0; k < Neighbours; k++) Assert.Equal(expected[k].Distance, found.DistancesOf(i)[k], 1e-5 * Math.Max(1, expected[k].Distance));
        }
    }

    [Theory]
    [InlineData(DistanceMetric.Euclidean)]
    [InlineData(DistanceMetric.Correlation)]
    public void Neighbours_of_queries_are_those_among_the_known(DistanceMetric metric)
    {
        var queries = Spectra.AsSpan(0, 60 * Channels);
        var known = Spectra.AsSpan(60 * Channels);

        var found = NearestNeighbours.Of(queries, known, Channels, Neighbours, metric, threads: 2);

        for (var i = 0; i < 60; i++)
            Assert.Equal(Enumerable.Range(60, 440).OrderBy(j => Distance(metric, i, j)).Take(Neighbours).Select(j => j - 60), found.IndicesOf(i).ToArray());
    }

    [Fact]
    public void A_spectrum_a_million_times_as_large_hides_no_neighbour_of_the_others()
    {
        float[] spectra = [.. Spectra.Select((value, i) => i < Channels ? 1e6f * value : value)];

        var found = NearestNeighbours.Among(spectra, Channels, Neighbours);

        for (var i = 1; i < found.Count; i++)
            Assert.Equal(Enumerable.Range(1, found.Count - 1).Where(j => j != i).OrderBy(j => Distance(DistanceMetric.Euclidean, i, j)).Take(Neighbours), found.IndicesOf(i).ToArray());
    }

    [Fact]
    public void Threads_do_not_change_the_result()
    {
        var one = NearestNeighbours.Among(Spectra, Channels, Neighbours, threads: 1);
        var two = NearestNeighbours.Among(Spectra, Channels, Neighbours, threads: 2);

        for (var i = 0; i < one.Count; i++)
        {
            Assert.Equal(one.IndicesOf(i).ToArray(), two.IndicesOf(i).ToArray());
            Assert.Equal(one.DistancesOf(i).ToArray(), two.DistancesOf(i).ToArray());
        }
    }

    [Theory]
    [InlineData(DistanceMetric.Cosine)]
    [InlineData(DistanceMetric.Correlation)]
    public void Spectra_without_a_direction_are_near_each_other_and_one_away_from_the_rest(DistanceMetric metric)
    {
        var spectra = Spectra.AsSpan(0, 40 * Channels).ToArray();
        spectra.AsSpan(3 * Channels, Channels).Clear();
        spectra.AsSpan(21 * Channels, Channels).Clear();

        var found = NearestNeighbours.Among(spectra, Channels, 39, metric);

        Assert.Equal(21, found.IndicesOf(3)[0]);
        Assert.Equal(0, found.DistancesOf(3)[0]);
        Assert.All(found.DistancesOf(3)[1..].ToArray(), distance => Assert.Equal(1, distance, 1e-6f));
    }

    [Fact]
    public void Copies_are_neighbours_at_distance_0_in_the_order_of_their_indices()
    {
        var spectra = Enumerable.Repeat(Spectra[..Channels], 100).SelectMany(row => row).ToArray();

        var found = NearestNeighbours.Among(spectra, Channels, 4);

        Assert.Equal([0, 1, 2, 3], found.IndicesOf(99).ToArray());
        Assert.Equal([1, 2, 3, 4], found.IndicesOf(0).ToArray());
        Assert.All(found.DistancesOf(50).ToArray(), distance => Assert.Equal(0, distance));
    }

    [Fact]
    public void Near_copies_on_a_bright_background_keep_their_order()
    {
        var spectra = new float[60 * Channels];
        for (var i = 0; i < 60; i++)
            for (var c = 0; c < Channels; c++) spectra[i * Channels + c] = 1e4f + c + (c == 5 ? i : 0);

        var found = NearestNeighbours.Among(spectra, Channels, 2);

        Assert.Equal([29, 31], found.IndicesOf(30).ToArray());
        Assert.Equal([1f, 1f], found.DistancesOf(30).ToArray());
    }

    [Fact]
    public void Intensities_that_are_not_finite_are_named()
    {
        var spectra = Spectra.AsSpan(0, 20 * Channels).ToArray();
        spectra[7 * Channels + 3] = float.NaN;

        var failure = Assert.Throws<BadInputException>(() => NearestNeighbours.Among(spectra, Channels, 3));

        Assert.Contains("Spectrum 7", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_neighbours_than_spectra_are_refused()
    {
        var failure = Assert.Throws<BadInputException>(() => NearestNeighbours.Among(Spectra.AsSpan(0, 5 * Channels), Channels, 5));

        Assert.Contains("1 to 4", failure.Message, StringComparison.Ordinal);
    }

    static float[] Random(int rows, double offset)
    {
        var random = new Seed(4).Random();
        return [.. Enumerable.Range(0, rows * Channels).Select(_ => (float)(offset + random.NextNormal()))];
    }

    static double Distance(DistanceMetric metric, int i, int j)
    {
        double[] x = Row(i), y = Row(j);
        if (metric == DistanceMetric.Euclidean) return Math.Sqrt(x.Zip(y, (a, b) => (a - b) * (a - b)).Sum());
        if (metric == DistanceMetric.Correlation)
        {
            double mx = x.Average(), my = y.Average();
            for (var c = 0; c < Channels; c++) (x[c], y[c]) = (x[c] - mx, y[c] - my);
        }
        return 1 - x.Zip(y, (a, b) => a * b).Sum() / Math.Sqrt(x.Sum(a => a * a) * y.Sum(b => b * b));
    }

    static double[] Row(int i) => [.. Spectra.AsSpan(i * Channels, Channels).ToArray().Select(value => (double)value)];
}
