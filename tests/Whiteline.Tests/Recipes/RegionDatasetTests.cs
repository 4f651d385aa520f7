using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes.Clustering;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Tests.Recipes;

/// <summary>Named rectangles of an image as a labelled dataset.</summary>
public sealed class RegionDatasetTests
{
    static readonly ClusterPlan Plan = new() { Element = "Fe", AxisOffsetEv = 8, RemoveSpikes = false };

    static readonly StepContext Context = new("phantom", new(0));

    static SpectrumImage Image { get; } = PhantomImage.Make(new PhantomImageOptions { Rows = 12, Columns = 10 }, new Seed(1)).Image;

    static LabeledSpectra Of(params NamedRegion[] regions) => RegionDataset.Of(Image, regions, Plan, "cube", null, Context);

    [Fact]
    public void Every_pixel_of_a_region_is_a_spectrum_of_its_label()
    {
        var data = Of(new(new(1, 1, 2, 3), "Fe2+"), new(new(6, 6, 2, 2), "Fe3+"));

        Assert.Equal(10, data.Count);
        Assert.Equal(6, data.Labels.Count(label => label == "Fe2+"));
        Assert.Equal(4, data.Labels.Count(label => label == "Fe3+"));
    }

    [Fact]
    public void Spectra_are_the_counts_as_acquired_on_the_calibrated_axis()
    {
        var data = Of(new NamedRegion(new(5, 4), "Fe2+"));
        var raw = new float[Image.Axis.Count];
        Image.Read(5 * 10 + 4, 1, raw);
        var first = (int)Math.Round(Image.Axis.ShiftedBy(8).ChannelAt(data.Axis.OffsetEv));

        Assert.Equal(raw[first..(first + data.Axis.Count)], data[0].ToArray());
        Assert.Equal(Image.Axis.EnergyAt(first) + 8, data.Axis.OffsetEv, 9);
    }

    [Fact]
    public void Groups_begin_with_the_images_name()
    {
        var data = Of(new NamedRegion(new(0, 0, 12, 10), "Fe2+"));

        Assert.All(data.Groups!, group => Assert.StartsWith("cube/", group, StringComparison.Ordinal));
        Assert.True(data.Groups!.Distinct().Count() > 1);
    }

    [Fact]
    public void A_pixel_with_two_labels_is_refused_and_one_with_the_same_label_twice_counts_once()
    {
        var refusal = Assert.Throws<BadInputException>(() => Of(new(new(1, 1, 2, 2), "Fe2+"), new(new(2, 2, 2, 2), "Fe3+")));

        Assert.Contains("row 2, column 2 is named Fe2+ and Fe3+", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(7, Of(new(new(1, 1, 2, 2), "Fe2+"), new(new(2, 2, 2, 2), "Fe2+")).Count);
    }

    [Fact]
    public void Regions_outside_the_image_or_without_a_label_are_refused()
    {
        Assert.Throws<BadInputException>(() => Of());
        Assert.Throws<BadInputException>(() => Of(new NamedRegion(new(0, 0), " ")));
        Assert.Throws<BadInputException>(() => Of(new NamedRegion(new(11, 0, 2, 1), "Fe2+")));
        Assert.Throws<BadInputException>(() => Of(new NamedRegion(new(-1, 0), "Fe2+")));
    }
}
