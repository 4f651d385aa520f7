using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Tests.Simulation;

public sealed class PhantomTests
{
    static readonly PhantomDatasetOptions Two = new([new("Fe2+", 12), new("Mn4+", 9)]) { GroupsPerClass = 3, ShiftSdEv = 0.5 };

    [Fact]
    public void A_dataset_is_the_same_for_one_and_eight_threads_and_another_for_another_seed()
    {
        var one = PhantomDataset.Make(Two, new Seed(4), threads: 1);
        var eight = PhantomDataset.Make(Two, new Seed(4), threads: 8);
        var other = PhantomDataset.Make(Two, new Seed(5), threads: 8);

        Assert.True(one.Intensity.Span.SequenceEqual(eight.Intensity.Span));
        Assert.False(one.Intensity.Span.SequenceEqual(other.Intensity.Span));
    }

    [Fact]
    public void Classes_and_groups_are_as_asked_for()
    {
        var data = PhantomDataset.Make(Two, new Seed(4));

        Assert.Equal(12, data.Labels.Count(label => label == "Fe2+"));
        Assert.Equal(9, data.Labels.Count(label => label == "Mn4+"));
        Assert.Equal(6, data.Groups!.Distinct().Count());
        Assert.All(data.Groups!.Zip(data.Labels), pair => Assert.StartsWith(pair.Second, pair.First, StringComparison.Ordinal));
        Assert.Contains("\"simulated\"", data.Provenance, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_axis_holds_background_window_and_white_lines_of_both_elements()
    {
        var axis = PhantomDataset.Make(Two, new Seed(4)).Axis;

        Assert.True(axis.Covers(Edge.MnL23.BackgroundWindow));
        Assert.True(axis.Covers(Edge.FeL23.Window));
    }

    [Fact]
    public void Counts_above_background_at_L3_are_the_dose()
    {
        var options = new PhantomDatasetOptions([new("Mn2+", 400)])
        {
            Conditions = new() { Dose = 500, Background = 0, RelativeThickness = 0, ReadoutNoise = 0, FixedPattern = 0 },
            Variation = ShapeVariation.None,
            GroupsPerClass = 1,
        };

        var data = PhantomDataset.Make(options, new Seed(1), threads: 2);

        var mean = Enumerable.Range(0, data.Axis.Count).Select(c => Enumerable.Range(0, data.Count).Average(i => data[i][c])).ToArray();
        Assert.InRange(mean.Max(), 480, 560);
        Assert.InRange(data.Axis.EnergyAt(Array.IndexOf(mean, mean.Max())), 640.1, 640.7);
    }

    [Fact]
    public void A_positive_axis_error_moves_the_features_up()
    {
        var options = Two with { Classes = [new("Mn2+", 4)], ShiftSdEv = 0, Conditions = new() { Dose = 1e6, Background = 0, ShiftEv = 3 }, Variation = ShapeVariation.None };

        var data = PhantomDataset.Make(options, new Seed(1));

        Assert.InRange(data.Axis.EnergyAt(data[0].IndexOf(data[0].ToArray().Max())), 643.2, 643.7);
    }

    [Fact]
    public void An_image_is_the_same_for_one_and_eight_threads()
    {
        var options = new PhantomImageOptions { Rows = 6, Columns = 5 };

        Assert.Equal(Samples(PhantomImage.Make(options, new Seed(2), threads: 1)), Samples(PhantomImage.Make(options, new Seed(2), threads: 8)));
    }

    [Fact]
    public void The_core_is_two_valent_the_shell_magnetite_and_the_corner_vacuum()
    {
        var phantom = PhantomImage.Make(new() { Rows = 32, Columns = 32 }, new Seed(0));
        var truth = phantom.Labels;

        Assert.Equal("Fe2+", truth[16 * 32 + 16]);
        Assert.Equal(PhantomImage.Vacuum, truth[0]);
        Assert.True(truth.Count(label => label == "Fe2.67+") > 100);
    }

    [Fact]
    public void The_gradient_goes_from_two_to_four()
    {
        var phantom = PhantomImage.Make(new(PhantomKind.Gradient) { Rows = 2, Columns = 21 }, new Seed(0));
        var truth = phantom.Labels;

        Assert.Equal(["Mn2+", "Mn3+", "Mn4+"], [truth[0], truth[10], truth[20]]);
        Assert.Equal(1, phantom.Shares[(21 + 10) * 3 + 1]);
    }

    [Fact]
    public void Plural_scattering_adds_intensity_behind_the_edge_and_none_before()
    {
        var axis = new EnergyAxis(600, 0.25, 600);
        var thin = new double[axis.Count];
        EdgeModel.Add(Ion.Of("Mn3+"), axis, new() { Oxygen = 0 }, 1, thin);
        var thick = (double[])thin.Clone();

        EdgeModel.Scatter(thick, axis, 0.5);

        Assert.Equal(thin[4], thick[4], 12);
        Assert.True(thick[(int)axis.ChannelAt(665)] > 1.3 * thin[(int)axis.ChannelAt(665)]);
    }

    [Theory]
    [InlineData("-1 spectra of Fe2+", -1)]
    [InlineData("0 spectra of Fe2+", 0)]
    public void Impossible_options_are_named(string said, int count)
    {
        var error = Assert.Throws<BadInputException>(() => PhantomDataset.Make(new([new("Fe2+", count)]), new Seed(0)));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    static float[] Samples(PhantomImage phantom)
    {
        var samples = new float[phantom.Image.Count * phantom.Image.Axis.Count];
        phantom.Image.Read(0, phantom.Image.Count, samples);
        return samples;
    }
}
