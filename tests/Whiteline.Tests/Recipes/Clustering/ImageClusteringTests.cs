using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Recipes.Clustering;
using Whiteline.Simulation;
using Whiteline.Spectra;
using Whiteline.Tests.Learning.Clustering;

namespace Whiteline.Tests.Recipes.Clustering;

/// <summary>Clusters of a simulated core-shell cube, whose truth is known.</summary>
public sealed class ImageClusteringTests
{
    static readonly PhantomImage Cube = PhantomImage.Make(new() { Rows = 24, Columns = 24 }, new Seed(4), 2);
    static readonly Dictionary<int, string> NoNames = [];

    [Theory]
    [InlineData(ClusterMethod.KMeans)]
    [InlineData(ClusterMethod.Hdbscan)]
    public void Core_shell_and_vacuum_are_told_apart(ClusterMethod method)
    {
        var found = Run(new() { Method = method });

        var truth = Truth();
        var kept = Enumerable.Range(0, Cube.Image.Count).Where(pixel => found.Map.Clusters.Labels[pixel] >= 0).ToArray();
        Assert.True(PlaneClouds.AdjustedRand([.. kept.Select(pixel => truth[pixel])], [.. kept.Select(pixel => found.Map.Clusters.Labels[pixel])]) > 0.8);
        Assert.Equal(3, found.Clusters.Count);
        Assert.Equal(ImageClustering.WeakName, found.Clusters[0].Name);
    }

    [Fact]
    public void Core_and_shell_are_told_apart_where_the_background_was_subtracted_before()
    {
        // Whose mean is next to nothing before the edge, and no measure of its noise.
        var context = new StepContext("cube.hspy", new Seed(1), 2);
        var net = new Recipe(new PowerLawBackground(new(650, 700)), new Crop(new(650, Cube.Image.Axis.LastEv))).Prepare(Cube.Image, context);
        var image = new SpectrumImage(24, 24, net.Axis, new MemorySampleSource(net.ReadBlock(0, net.Count).Intensity));

        var found = ImageClustering.Run(image, new() { Window = new(700, 730), Clusters = 3 }, NoNames, [], "", context);

        Assert.True(PlaneClouds.AdjustedRand(Truth(), found.Map.Clusters.Labels) > 0.8);
        Assert.Contains(found.Run.Steps, step => step.Sentence.Contains("weighted by the noise of each channel as measured", StringComparison.Ordinal));
        Assert.DoesNotContain(Run(new()).Run.Steps, step => step.Sentence.Contains("as measured", StringComparison.Ordinal));
    }

    [Fact]
    public void Clusters_are_numbered_by_their_signal_and_described_by_their_lines()
    {
        var found = Run(new());

        Assert.True(found.Clusters[1].MeanStrength < found.Clusters[2].MeanStrength);
        // The shell is magnetite, whose L3 lies higher than that of the core.
        Assert.InRange(found.Clusters[1].L3Ev!.Value - found.Clusters[2].L3Ev!.Value, 0.5, 1.8);
        Assert.All(found.Clusters.Skip(1), cluster => Assert.InRange(cluster.SplittingEv!.Value, 12, 14));
        Assert.Equal(Cube.Image.Count, found.Clusters.Sum(cluster => cluster.Pixels));
    }

    [Fact]
    public void One_spectrum_is_refused_by_what_would_mend_it()
    {
        var one = PhantomImage.Make(new() { Rows = 1, Columns = 1 }, new Seed(4), 1).Image;

        var refused = Assert.Throws<BadInputException>(() => ImageClustering.Run(one, new(), NoNames, [], "", new("one.msa", new Seed(0), 1)));

        Assert.Equal("'one.msa': it holds one spectrum, and clusters are found among many. Give a spectrum image or a line scan.", refused.Message);
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var (one, two) = (Run(new(), 1), Run(new(), 2));

        Assert.Equal(one.Map.Clusters.Labels, two.Map.Clusters.Labels);
        Assert.Equal(one.Map.Clusters.Membership, two.Map.Clusters.Membership);
        Assert.Equal(one.Inertia, two.Inertia);
    }

    [Fact]
    public void Clusters_of_an_embedding_are_of_one_material_each_on_any_number_of_threads()
    {
        var (one, two) = (Run(new() { Method = ClusterMethod.UmapHdbscan }, 1), Run(new() { Method = ClusterMethod.UmapHdbscan }, 2));

        var truth = Truth();
        var right = Enumerable.Range(0, truth.Length).Where(pixel => one.Map.Clusters.Labels[pixel] >= 0).GroupBy(pixel => one.Map.Clusters.Labels[pixel])
            .Sum(cluster => cluster.CountBy(pixel => truth[pixel]).Max(pair => pair.Value));
        Assert.True(right > 0.9 * (truth.Length - one.Map.Clusters.Noise));
        Assert.True(one.Map.Clusters.Noise < 0.2 * truth.Length);
        Assert.Equal(one.Map.Clusters.Labels, two.Map.Clusters.Labels);
    }

    [Fact]
    public void More_neighbours_than_pixels_are_all_pixels_and_the_reader_is_told()
    {
        var found = Run(new() { Method = ClusterMethod.UmapHdbscan, Neighbours = 900 });

        var compared = Cube.Image.Count - found.WeakPixels;
        Assert.Contains(found.Findings, finding => finding.StartsWith($"Only {compared} pixels can be compared", StringComparison.Ordinal));
        Assert.Contains(found.Run.Steps, step => step.Sentence.Contains($"({compared} neighbours", StringComparison.Ordinal));
    }

    [Fact]
    public void Spectra_of_equal_height_and_other_noise_are_no_vacuum()
    {
        var random = new RandomSource(new Seed(6));
        var data = PhantomDataset.Make(new([new("Fe2+", 60), new("Fe3+", 60)]) { Axis = new(690, 0.25, 180), Conditions = new() { Dose = 400, Background = 0 } }, new Seed(2));
        var samples = data.Intensity.ToArray();
        for (var i = 0; i < data.Count; i++)
        {
            var spectrum = samples.AsSpan(i * data.Axis.Count, data.Axis.Count);
            Normalisation.Apply(spectrum, Norm.Max, 0.25);
            // Half of them from a source with ten times the noise.
            if (i % 2 == 0) foreach (ref var value in spectrum) value += 0.05f * (float)random.NextNormal();
        }

        var found = ImageClustering.Run(new(1, data.Count, data.Axis, new Whiteline.Spectra.MemorySampleSource(samples)), new() { Clusters = 2 }, NoNames, [], "", Context(2));

        Assert.Equal(0, found.WeakPixels);
        Assert.True(PlaneClouds.AdjustedRand([.. data.Labels.Select(label => label == "Fe2+" ? 0 : 1)], found.Map.Clusters.Labels) > 0.8);
    }

    [Fact]
    public void Vacuum_that_is_compared_divides_the_noise_instead_of_the_specimen()
    {
        var masked = Run(new() { Normalise = Norm.L2, Pca = null });
        var all = Run(new() { Normalise = Norm.L2, Pca = null, Mask = null });

        var truth = Truth();
        Assert.True(PlaneClouds.AdjustedRand(truth, masked.Map.Clusters.Labels) > PlaneClouds.AdjustedRand(truth, all.Map.Clusters.Labels) + 0.1);
        Assert.Equal(0, all.WeakPixels);
    }

    [Fact]
    public void A_name_for_a_cluster_that_is_not_there_is_refused()
    {
        var error = Assert.Throws<BadInputException>(() => Run(new(), names: new() { [7] = "Fe2+" }));

        Assert.Contains("There is no cluster 7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_outside_the_axis_is_refused()
    {
        var error = Assert.Throws<BadInputException>(() => Run(new() { Window = new(10, 20) }));

        Assert.Contains("Choose a window inside", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Named_clusters_become_a_dataset_of_counts_with_groups()
    {
        var found = Run(new(), names: new() { [0] = "vacuum", [1] = "Fe2.67+", [2] = "Fe2+" });

        var data = ClusterDataset.Of(found, new HashSet<string> { "vacuum" }, "cube", null, Context(2));

        Assert.Equal(["Fe2+", "Fe2.67+"], data.Classes);
        Assert.Equal(found.Clusters[1].Pixels + found.Clusters[2].Pixels, data.Count);
        // Counts as acquired: the first exported spectrum is that of the first pixel that is no vacuum.
        var first = Array.FindIndex(found.Map.Clusters.Labels, label => label > 0);
        var raw = new float[Cube.Image.Axis.Count];
        Cube.Image.Read(first, 1, raw);
        var channel = (int)Math.Round(Cube.Image.Axis.ChannelAt(data.Axis.OffsetEv));
        Assert.Equal(raw[channel..(channel + data.Axis.Count)], data[0].ToArray());
        Assert.All(data.Groups!, group => Assert.StartsWith("cube/", group, StringComparison.Ordinal));
        Assert.Contains("\"sha256\"", data.Provenance!, StringComparison.Ordinal);
    }

    [Fact]
    public void Dropping_everything_is_refused()
    {
        var found = Run(new(), names: new() { [0] = "-", [1] = "-", [2] = "-" });

        Assert.Contains("nothing to export", Assert.Throws<BadInputException>(() => ClusterDataset.Of(found, new HashSet<string> { "-" }, "cube", null, Context(1))).Message, StringComparison.Ordinal);
    }

    static int[] Truth()
    {
        string[] classes = [PhantomImage.Vacuum, .. Cube.Classes];
        return [.. Cube.Labels.Select(label => Array.IndexOf(classes, label))];
    }

    static ClusteringResult Run(ClusterPlan plan, int threads = 2, Dictionary<int, string>? names = null) =>
        ImageClustering.Run(Cube.Image, plan, names ?? NoNames, [new("cube.npz", 1, "00")], "whiteline dataset cluster", Context(threads));

    static StepContext Context(int threads) => new("cube.npz", new Seed(1), threads);
}
