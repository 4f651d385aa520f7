using Whiteline.Learning;
using Whiteline.Learning.Embedding;
using Whiteline.Numerics;
using Whiteline.Simulation;

namespace Whiteline.Tests.Learning.Embedding;

public sealed class NeighbourDescentTests
{
    const int Neighbours = 15;

    // Noisy: most of the distance between two spectra is noise, the hard case for a descent. Several leaves of every tree.
    static readonly Lazy<(float[] Spectra, int Channels)> Phantoms = new(() =>
    {
        var options = new PhantomDatasetOptions([new("Fe2+", 2000), new("Fe2.67+", 2000), new("Mn4+", 2000)]) { Conditions = new() { Dose = 30 }, ShiftSdEv = 1 };
        var set = PhantomDataset.Make(options, new Seed(6), threads: 2);
        return (set.Intensity.ToArray(), set.Axis.Count);
    });

    [Theory]
    [InlineData(DistanceMetric.Euclidean)]
    [InlineData(DistanceMetric.Cosine)]
    [InlineData(DistanceMetric.Correlation)]
    public void Nineteen_of_twenty_neighbours_of_noisy_spectra_are_those_of_the_exact_search(DistanceMetric metric)
    {
        var (spectra, channels) = Phantoms.Value;

        var found = NearestNeighbours.ByDescent(spectra, channels, Neighbours, metric, Context(1));

        Assert.InRange(Recall(found, NearestNeighbours.Among(spectra, channels, Neighbours, metric, threads: 2)), 0.95, 1);
    }

    [Fact]
    public void And_those_of_near_copies()
    {
        const int Channels = 40;
        var random = new Seed(2).Random();
        var kinds = Enumerable.Range(0, 400 * Channels).Select(_ => random.NextNormal()).ToArray();
        float[] spectra = [.. Enumerable.Range(0, 4000 * Channels).Select(i => (float)(kinds[i % kinds.Length] + 0.01 * random.NextNormal()))];

        var found = NearestNeighbours.ByDescent(spectra, Channels, Neighbours, DistanceMetric.Euclidean, Context(1));

        Assert.InRange(Recall(found, NearestNeighbours.Among(spectra, Channels, Neighbours, threads: 2)), 0.95, 1);
    }

    [Fact]
    public void The_same_seed_finds_the_same_on_any_number_of_threads()
    {
        var (spectra, channels) = Phantoms.Value;

        var one = NearestNeighbours.ByDescent(spectra, channels, Neighbours, DistanceMetric.Euclidean, Context(1, threads: 1));
        var three = NearestNeighbours.ByDescent(spectra, channels, Neighbours, DistanceMetric.Euclidean, Context(1, threads: 3));
        var other = NearestNeighbours.ByDescent(spectra, channels, Neighbours, DistanceMetric.Euclidean, Context(2, threads: 3));

        Assert.True(Enumerable.Range(0, one.Count).All(i => one.IndicesOf(i).SequenceEqual(three.IndicesOf(i)) && one.DistancesOf(i).SequenceEqual(three.DistancesOf(i))));
        Assert.Contains(Enumerable.Range(0, one.Count), i => !one.IndicesOf(i).SequenceEqual(other.IndicesOf(i)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void Few_spectra_are_all_found(int count)
    {
        var random = new Seed(3).Random();
        float[] spectra = [.. Enumerable.Range(0, count * 5).Select(_ => (float)random.NextNormal())];

        var found = NearestNeighbours.ByDescent(spectra, 5, count - 1, DistanceMetric.Euclidean, Context(1));

        Assert.Equal(1, Recall(found, NearestNeighbours.Among(spectra, 5, count - 1)));
    }

    [Fact]
    public void Copies_of_one_spectrum_are_at_distance_0()
    {
        var found = NearestNeighbours.ByDescent(Enumerable.Repeat(3f, 2000 * 7).ToArray(), 7, 5, DistanceMetric.Euclidean, Context(1));

        for (var i = 0; i < found.Count; i++)
        {
            Assert.All(found.DistancesOf(i).ToArray(), distance => Assert.Equal(0, distance));
            Assert.DoesNotContain(i, found.IndicesOf(i).ToArray());
        }
    }

    [Fact]
    public void Products_are_inner_products_with_the_same_bits_on_either_width_of_vectors()
    {
        const int Length = 37;
        var random = new Seed(4).Random();
        float[] vectors = [.. Enumerable.Range(0, 8 * Length).Select(_ => (float)random.NextNormal())];
        var rows = new JoinRows(vectors, Length, [7, 6, 5, 4, 3, 2, 1, 0]);
        float[] wide = new float[16], narrow = new float[16], turned = new float[16];

        rows.Products512([0, 1, 2, 3], [4, 5, 6, 7], wide);
        rows.Products256([0, 1, 2, 3], [4, 5, 6, 7], narrow);
        rows.Products([4, 5, 6, 7], [0, 1, 2, 3], turned);

        Assert.Equal(wide, narrow);
        for (var i = 0; i < 4; i++)
            for (var j = 0; j < 4; j++)
            {
                var expected = Enumerable.Range(0, Length).Sum(c => (double)vectors[(7 - i) * Length + c] * vectors[(3 - j) * Length + c]);
                Assert.Equal(expected, wide[4 * i + j], 1e-5);
                Assert.Equal(wide[4 * i + j], turned[4 * j + i]);
            }
    }

    [Fact]
    public void Leaves_of_a_tree_hold_every_row_once_and_are_cut_where_coordinates_are()
    {
        float[] coordinates = [.. Enumerable.Range(0, 1000).Select(i => (float)(i * 7919 % 1000))];

        var (order, starts) = SplitTree.Grow(coordinates, 1, 130, new Seed(1).Random());

        Assert.Equal(Enumerable.Range(0, 1000), order.Order());
        Assert.Equal((0, 1000, 8), (starts[0], starts[^1], starts.Length - 1));
        var leaves = Enumerable.Range(0, 8).Select(leaf => order[starts[leaf]..starts[leaf + 1]].Select(row => coordinates[row]).ToArray()).OrderBy(leaf => leaf.Min()).ToArray();
        Assert.All(leaves.Zip(leaves.Skip(1)), pair => Assert.True(pair.First.Max() < pair.Second.Min()));
    }

    static double Recall(NearestNeighbours found, NearestNeighbours exact) =>
        Enumerable.Range(0, exact.Count).Average(i => found.IndicesOf(i).ToArray().Intersect(exact.IndicesOf(i).ToArray()).Count() / (double)exact.Neighbours);

    static TrainingContext Context(ulong seed, int threads = 2) => new(new Seed(seed), threads, null, TestContext.Current.CancellationToken);
}
