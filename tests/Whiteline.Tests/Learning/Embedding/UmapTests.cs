using Whiteline.Learning;
using Whiteline.Learning.Embedding;
using Whiteline.Numerics;

namespace Whiteline.Tests.Learning.Embedding;

public sealed class UmapTests
{
    const int Channels = 12;

    [Theory]
    [InlineData(DistanceMetric.Euclidean)]
    [InlineData(DistanceMetric.Cosine)]
    [InlineData(DistanceMetric.Correlation)]
    public void The_same_seed_gives_the_same_coordinates_on_any_number_of_threads(DistanceMetric metric)
    {
        var (spectra, _) = Clumps(60);
        var options = new UmapOptions(Metric: metric, Epochs: 60);

        var one = Umap.Fit(spectra, Channels, options, Context(1, threads: 1));
        var two = Umap.Fit(spectra, Channels, options, Context(1, threads: 2));
        var other = Umap.Fit(spectra, Channels, options, Context(2, threads: 2));

        Assert.Equal(one.Coordinates.ToArray(), two.Coordinates.ToArray());
        Assert.NotEqual(one.Coordinates.ToArray(), other.Coordinates.ToArray());
    }

    [Theory]
    [InlineData(Channels + 1)]
    [InlineData(0)]
    public void What_is_no_whole_number_of_spectra_is_refused(int channels) =>
        Assert.Contains("no whole number of spectra", Assert.Throws<BadInputException>(() => Umap.Fit(Clumps(5).Spectra, channels, new(), Context(1))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Clumps_stay_apart(int components)
    {
        var (spectra, labels) = Clumps(60);

        var embedding = Umap.Fit(spectra, Channels, new(Components: components), Context(1));

        Assert.Equal((180, 180 * components), (embedding.Count, embedding.Coordinates.Length));
        Assert.Equal(1, NeighbourLabels.Agreement(embedding.Coordinates.Span, components, labels, 10, Context(1)), 0.01);
        Assert.InRange(Silhouette.Of(embedding.Coordinates.Span, components, labels, Context(1))!.Value, 0.7, 1);
    }

    [Fact]
    public void New_spectra_are_placed_among_their_own_and_the_embedded_ones_stay()
    {
        var (spectra, labels) = Clumps(60);
        var (asked, askedLabels) = Clumps(10, seed: 7);
        var embedding = Umap.Fit(spectra, Channels, new(), Context(1));
        var before = embedding.Coordinates.ToArray();

        var placed = embedding.Transform(asked, Context(1, threads: 1));

        Assert.Equal(placed, embedding.Transform(asked, Context(1, threads: 2)));
        Assert.Equal(before, embedding.Coordinates.ToArray());
        for (var i = 0; i < askedLabels.Length; i++)
        {
            var nearest = Enumerable.Range(0, labels.Length).MinBy(j => Math.Pow(before[2 * j] - placed[2 * i], 2) + Math.Pow(before[2 * j + 1] - placed[2 * i + 1], 2));
            Assert.Equal(askedLabels[i], labels[nearest]);
        }
    }

    [Fact]
    public void Labels_draw_mixed_classes_apart()
    {
        var random = new Seed(3).Random();
        var spectra = Enumerable.Range(0, 200 * Channels).Select(_ => (float)random.NextNormal()).ToArray();
        string[] labels = [.. Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? "a" : "b")];

        var alone = Umap.Fit(spectra, Channels, new(), Context(1));
        var supervised = Umap.Fit(spectra, Channels, new(TargetWeight: 0.9), Context(1), labels);

        double Apart(UmapEmbedding one) => Silhouette.Of(one.Coordinates.Span, 2, labels, Context(1))!.Value;
        Assert.InRange(Apart(alone), -0.1, 0.1);
        Assert.True(Apart(supervised) > 0.5, $"{Apart(supervised)}");
    }

    // scipy.optimize.curve_fit as umap-learn 0.5.3 calls it: find_ab_params(spread, min_dist).
    [Theory]
    [InlineData(0.1, 1.0, 1.5769434603, 0.8950608779)]
    [InlineData(0.5, 1.0, 0.5830300205, 1.3341669929)]
    public void The_curve_of_the_layout_is_that_of_umap_learn(double minDistance, double spread, double a, double b)
    {
        var curve = LayoutCurve.Fit(minDistance, spread);

        Assert.Equal(a, curve.A, 1e-3 * a);
        Assert.Equal(b, curve.B, 1e-3 * b);
    }

    // Every spectrum and its copies are a part of the graph by themselves: only the start says which parts are near each other.
    [Fact]
    public void Near_copies_lie_beside_those_of_like_spectra()
    {
        const int Kinds = 120, Copies = 18;
        var random = new Seed(5).Random();
        var kinds = new float[Kinds * Channels];
        var spectra = new float[Kinds * Copies * Channels];
        for (var kind = 0; kind < Kinds; kind++)
            for (var c = 0; c < Channels; c++) kinds[kind * Channels + c] = (float)Math.Sin(0.05 * kind + c);
        for (var i = 0; i < spectra.Length; i++) spectra[i] = (float)(kinds[i % kinds.Length] + 1e-5 * random.NextNormal());

        var places = Umap.Fit(spectra, Channels, new(), Context(1)).Coordinates.ToArray();

        float[] means = [.. Enumerable.Range(0, 2 * Kinds).Select(k => Enumerable.Range(0, Copies).Average(copy => places[copy * 2 * Kinds + k]))];
        Assert.InRange(NeighbourhoodRanks.Of(kinds, Channels, DistanceMetric.Euclidean, means, 2, 6, Context(1)).Trustworthiness, 0.95, 1);
    }

    // umap-learn 0.5.3 has 0.627 on 800 × 60 normal numbers of NumPy's (0.621 to 0.629 with five seeds): with nothing to see, what counts is how well the layout settles.
    [Fact]
    public void A_layout_of_noise_keeps_as_many_neighbours_as_that_of_umap_learn()
    {
        const int Wide = 60;
        var random = new Seed(5).Random();
        var spectra = Enumerable.Range(0, 800 * Wide).Select(_ => (float)random.NextNormal()).ToArray();

        var trustworthiness = new ulong[] { 1, 2 }.Average(seed => NeighbourhoodRanks.Of(spectra, Wide, DistanceMetric.Euclidean, Umap.Fit(spectra, Wide, new(), Context(seed)).Coordinates.Span, 2, 15, Context(1)).Trustworthiness);

        Assert.InRange(trustworthiness, 0.627, 1);
    }

    [Fact]
    public void Edges_too_weak_for_one_draw_hold_nothing_together()
    {
        var graph = new FuzzyGraph([0, 1, 3, 5, 6], [1, 0, 2, 1, 3, 2], [1, 1, 0.004f, 0.004f, 0.5f, 0.5f]);

        Assert.Equal(2, GraphComponents.Find(graph.Drawn(200)).Count);
        Assert.Equal(1, GraphComponents.Find(graph.Drawn(250)).Count);
    }

    [Fact]
    public void Equal_spectra_and_fewer_spectra_than_neighbours_end_well()
    {
        var equal = Umap.Fit(new float[20 * Channels], Channels, new(Epochs: 20), Context(1));
        var few = Umap.Fit([.. Clumps(2).Spectra.Take(4 * Channels)], Channels, new(Epochs: 20), Context(1));

        Assert.All(equal.Coordinates.ToArray(), value => Assert.True(float.IsFinite(value)));
        Assert.All(few.Coordinates.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void What_cannot_be_embedded_is_said_in_a_sentence()
    {
        Assert.StartsWith("An embedding needs at least 3 spectra", Refusal(() => Umap.Fit(new float[2 * Channels], Channels, new(), Context(1))), StringComparison.Ordinal);
        Assert.Contains("components", Refusal(() => Umap.Fit(new float[9 * Channels], Channels, new(Components: 4), Context(1))), StringComparison.Ordinal);
        Assert.Contains("labels for", Refusal(() => Umap.Fit(new float[9 * Channels], Channels, new(), Context(1), ["a"])), StringComparison.Ordinal);
    }

    static string Refusal(Action action) => Assert.Throws<BadInputException>(action).Message;

    static TrainingContext Context(ulong seed, int threads = 2) => new(new Seed(seed), threads, null, TestContext.Current.CancellationToken);

    static (float[] Spectra, string[] Labels) Clumps(int perClass, ulong seed = 1)
    {
        var random = new Seed(seed).Random();
        var spectra = new float[3 * perClass * Channels];
        for (var i = 0; i < 3 * perClass; i++)
            for (var c = 0; c < Channels; c++) spectra[i * Channels + c] = (float)((c / 4 == i % 3 ? 4 : 0) + 0.3 * random.NextNormal());
        return (spectra, [.. Enumerable.Range(0, 3 * perClass).Select(i => $"{i % 3}")]);
    }
}
