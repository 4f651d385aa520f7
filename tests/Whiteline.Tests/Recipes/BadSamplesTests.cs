using Whiteline.Fractions;
using Whiteline.Learning;
using Whiteline.Maps;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.ReadyModels;
using Whiteline.Recipes;
using Whiteline.Recipes.Clustering;
using Whiteline.Recipes.Embeddings;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Tests.Recipes;

/// <summary>One bad sample of an image, NaN or an X-ray, costs its own pixel and no other.</summary>
public sealed class BadSamplesTests
{
    const int Bad = 77, L3Channel = 770, BackgroundChannel = 650;
    static readonly StepContext Context = new("film.hspy", new Seed(1), 2);
    static readonly PhantomImage Film = PhantomImage.Make(new(PhantomKind.Gradient) { Rows = 12, Columns = 16 }, new Seed(3), 2);

    [Theory]
    [InlineData(L3Channel, float.NaN)]
    [InlineData(L3Channel, float.PositiveInfinity)]
    [InlineData(BackgroundChannel, float.NaN)]
    public void A_value_that_is_no_number_masks_its_pixel_with_that_reason(int channel, float value)
    {
        var (as_it_is, with) = (Map(Film.Image), Map(With(channel, value)));

        Assert.Equal(Abstention.NotFinite, with.Map.AbstentionAt(Bad));
        Assert.All(with.Map[Bad].Probabilities, probability => Assert.Equal(1.0 / 3, probability, 12));
        Assert.Equal(Others(as_it_is.Map), Others(with.Map));
        Assert.Contains(with.Findings, finding => finding.Contains("1 not a number in a channel", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3e8f)]
    [InlineData(1e6f)]
    public void An_outlier_before_the_edge_moves_neither_background_nor_axis_of_the_others(float value)
    {
        var (as_it_is, with) = (Map(Film.Image), Map(With(BackgroundChannel, value)));

        Assert.Equal(Others(as_it_is.Map), Others(with.Map));
        Assert.Equal(as_it_is.Run.Steps.Select(step => step.Sentence), with.Run.Steps.Select(step => step.Sentence));
    }

    [Fact]
    public void An_outlier_three_channels_wide_beside_L3_does_not_move_the_axis_of_the_others()
    {
        var (as_it_is, with) = (Map(Film.Image), Map(With(L3Channel + 10, 1e6f, 1e6f, 1e6f)));

        Assert.Equal(FoundEv(as_it_is), FoundEv(with), 0.05);
    }

    [Theory]
    [InlineData(L3Channel - 30, Abstention.Saturated)]
    [InlineData(L3Channel + 30, Abstention.Saturated)]
    [InlineData(BackgroundChannel, null)]
    public void A_plateau_of_many_channels_in_one_pixel_costs_no_other_its_label(int channel, Abstention? reason)
    {
        var (as_it_is, with) = (Map(Film.Image), Map(With(channel, [.. Enumerable.Repeat(65535f, 60)])));

        Assert.Equal(FoundEv(as_it_is), FoundEv(with), 0.05);
        Assert.Equal(Labels(as_it_is.Map), Labels(with.Map));
        Assert.NotNull(with.Map.AbstentionAt(Bad));
        if (reason is not null) Assert.Equal(reason, with.Map.AbstentionAt(Bad));
    }

    [Fact]
    public void A_pixel_that_outweighs_every_other_does_not_move_the_axis()
    {
        var random = new Seed(5).Random();
        var garbage = Enumerable.Range(0, 60).Select(_ => (float)random.NextDouble(0, 1e7)).ToArray();

        var (as_it_is, with) = (Map(Film.Image), Map(With(L3Channel - 10, garbage)));

        Assert.Equal(FoundEv(as_it_is), FoundEv(with), 0.05);
        Assert.NotNull(with.Map.AbstentionAt(Bad));
    }

    [Theory]
    [InlineData(0f, 0f, "dead")]
    [InlineData(0f, 65535f, "hot")]
    [InlineData(5f, 0f, "hot")]
    public void A_channel_that_is_bad_in_all_pixels_is_bridged_and_told(float times, float plus, string what)
    {
        var (as_it_is, with) = (Map(Film.Image), Map(Changed((channel, value) => channel == L3Channel ? times * value + plus : value)));

        Assert.Contains($"The channel at 642.5 eV is {what} in all spectra; it was bridged from its neighbours.", with.Findings);
        Assert.Equal("dead-channels", with.Run.Steps[0].Name);
        Assert.InRange(Labels(as_it_is.Map).Zip(Labels(with.Map)).Count(pair => pair.First == pair.Second) / (double)(Film.Image.Count - 1), 0.9, 1);
        Assert.DoesNotContain(with.Findings, finding => finding.StartsWith("No background", StringComparison.Ordinal));
    }

    [Fact]
    public void Channels_of_2_eV_have_labels()
    {
        var axis = Film.Image.Axis;
        var samples = All();
        var wide = new EnergyAxis(axis.EnergyAt(0) + 3.5 * axis.DispersionEv, 8 * axis.DispersionEv, axis.Count / 8);
        var summed = Enumerable.Range(0, samples.Length / 8).Select(i => samples.AsSpan(8 * i, 8).ToArray().Sum()).ToArray();

        var map = Map(new(Film.Image.Rows, Film.Image.Columns, wide, new MemorySampleSource(summed))).Map;

        Assert.InRange(map.Masked / (double)map.Pixels, 0, 0.05);
    }

    [Fact]
    public void Where_no_pixel_is_labelled_nothing_is_claimed_of_the_axis()
    {
        var iron = PhantomDataset.Make(new([new("Fe3+", 20)]) { Conditions = new() { Dose = 500 } }, new Seed(4), 2);
        var image = new SpectrumImage(4, 5, iron.Axis.ShiftedBy(-62), new MemorySampleSource(iron.Intensity.ToArray()));

        var result = Map(image);

        Assert.Equal(image.Count, result.Map.Masked);
        Assert.DoesNotContain(result.Findings, finding => finding.Contains("The energy axis reads", StringComparison.Ordinal));
        Assert.Contains(result.Findings, finding => finding.EndsWith("nothing is known of the energy axis.", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Run.Steps, step => step.Sentence.Contains("The energy axis reads", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pixel_that_is_turned_away_has_no_fractions()
    {
        var ceiling = new float[Film.Image.Axis.Count];
        Film.Image.Read(Bad, 1, ceiling);
        Array.Fill(ceiling, ceiling.Max(), L3Channel - 4, 8);
        var image = With(0, ceiling);
        var map = Map(image).Map;

        var mixed = FractionMap.Of(map, image, FractionRequests.Of("Mn", null, null, new Seed(1)), Context);

        Assert.Equal(Abstention.Saturated, map.AbstentionAt(Bad));
        Assert.All(mixed.Result.Methods, method => Assert.Null(method.Estimates[Bad]));
        Assert.Equal(map.Pixels - map.Masked, mixed.Result[FractionMethod.Mlls]!.Count);
    }

    [Fact]
    public void Mean_fractions_leave_out_a_spectrum_that_holds_NaN()
    {
        var request = FractionRequests.Of("Mn", null, null, new Seed(1));

        var found = FractionAnalysis.Run(With(L3Channel, float.NaN), request, Context);

        Assert.All(found.Methods, method => Assert.Null(method.Estimates[Bad]));
        Assert.All(found.Methods, method => Assert.InRange(method.MeanValence, 2.5, 3.5));
    }

    [Theory]
    [InlineData(L3Channel)]
    [InlineData(BackgroundChannel)]
    [InlineData(1239)]
    public void Clusters_are_those_of_the_other_pixels(int channel)
    {
        var (as_it_is, with) = (Cluster(Film.Image), Cluster(With(channel, float.NaN)));

        var others = Enumerable.Range(0, Film.Image.Count).Where(pixel => pixel != Bad).ToArray();
        Assert.True(others.Count(pixel => as_it_is.Map.Clusters.Labels[pixel] == with.Map.Clusters.Labels[pixel]) >= others.Length - 3);
        Assert.All(with.Clusters, cluster => Assert.All(cluster.Mean!.Intensity, value => Assert.True(float.IsFinite(value))));
        if (channel == 1239) return;
        Assert.Equal(-1, with.Map.Clusters.Labels[Bad]);
        Assert.Contains(with.Findings, finding => finding.StartsWith("1 pixel holds NaN or infinity", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(EmbeddingMethod.Pca)]
    [InlineData(EmbeddingMethod.Umap)]
    public void An_embedding_leaves_it_out(EmbeddingMethod method)
    {
        var plan = new EmbeddingPlan(method, new());

        var study = EmbeddingStudy.Run(EmbeddingInput.Of(With(L3Channel, float.NaN), plan, Context), plan, new(new Seed(1), 2));

        Assert.Equal(Film.Image.Count - 1, study.Input.Indices.Count);
        Assert.DoesNotContain(Bad, study.Input.Indices);
        Assert.All(study.Shown.Coordinates, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Nothing_of_it_is_explained()
    {
        var model = BuiltInModels.Read("Mn");

        var refused = Assert.Throws<BadInputException>(() => Explanation.Of(model, new Prediction(model, With(L3Channel, float.NaN), null, Context), Bad));

        Assert.Contains("NaN or infinity", refused.Message, StringComparison.Ordinal);
    }

    static MapResult Map(SpectrumImage image) => Mapping.Run(BuiltInModels.Read("Mn"), image, new([], "whiteline map"), Context);

    static ClusteringResult Cluster(SpectrumImage image) => ImageClustering.Run(image, new(), new Dictionary<int, string>(), [], "whiteline dataset cluster", Context);

    static IEnumerable<(string, double, Abstention?)> Others(OxidationMap map) =>
        Enumerable.Range(0, map.Pixels).Where(pixel => pixel != Bad).Select(pixel => (map[pixel].Label, Math.Round(map[pixel].Confidence, 6), map.AbstentionAt(pixel)));

    static IEnumerable<string?> Labels(OxidationMap map) =>
        Enumerable.Range(0, map.Pixels).Where(pixel => pixel != Bad).Select(pixel => map.AbstentionAt(pixel) is null ? map[pixel].Label : null);

    static double FoundEv(MapResult result) => result.Run.Steps.Single(step => step.Name == "energy-calibration").Values["foundEv"]!.GetValue<double>();

    static SpectrumImage With(int channel, params float[] values)
    {
        var samples = All();
        values.CopyTo(samples, Bad * Film.Image.Axis.Count + channel);
        return Of(samples);
    }

    static SpectrumImage Changed(Func<int, float, float> value) => Of([.. All().Select((old, i) => value(i % Film.Image.Axis.Count, old))]);

    static SpectrumImage Of(float[] samples) => new(Film.Image.Rows, Film.Image.Columns, Film.Image.Axis, new MemorySampleSource(samples));

    static float[] All()
    {
        var samples = new float[Film.Image.Count * Film.Image.Axis.Count];
        Film.Image.Read(0, Film.Image.Count, samples);
        return samples;
    }
}
