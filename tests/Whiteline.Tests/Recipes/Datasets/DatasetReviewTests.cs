using Whiteline.Features;
using Whiteline.Numerics;
using Whiteline.Recipes.Datasets;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Tests.Recipes.Datasets;

public sealed class DatasetReviewTests
{
    static readonly LabeledSpectra Iron = PhantomDataset.Make(
        new([new("Fe2+", 40), new("Fe3+", 11)]) { Axis = new(690, 0.25, 200), Conditions = new() { Dose = 300, Background = 0 }, GroupsPerClass = 4 }, new Seed(1));

    [Fact]
    public void Classes_are_described_by_their_lines_and_noise()
    {
        var review = DatasetReview.Of(Iron);

        Assert.Equal(["Fe2+", "Fe3+"], review.Classes.Select(one => one.Label));
        Assert.Equal([40, 11], review.Classes.Select(one => one.Spectra));
        Assert.Equal([4, 4], review.Classes.Select(one => one.Groups));
        Assert.InRange(review.Classes[1].L3Ev!.Value - review.Classes[0].L3Ev!.Value, 0.8, 2.5);
        Assert.All(review.Classes, one => Assert.InRange(one.SignalToNoise, 3, 100));
    }

    [Fact]
    public void A_small_class_is_named_with_its_number() =>
        Assert.Contains(DatasetReview.Of(Iron).Warnings, warning => warning.StartsWith("Class Fe3+ has 11 spectra", StringComparison.Ordinal));

    [Fact]
    public void An_axis_that_reads_high_is_named()
    {
        var moved = new LabeledSpectra(Iron.Axis.ShiftedBy(4), Iron.Intensity.ToArray(), Iron.Labels, Iron.Groups);

        Assert.Contains(DatasetReview.Of(moved).Warnings, warning => warning.Contains("eV high", StringComparison.Ordinal));
        Assert.DoesNotContain(DatasetReview.Of(Iron).Warnings, warning => warning.Contains("eV high", StringComparison.Ordinal));
    }

    [Fact]
    public void Copies_are_found_wherever_they_are()
    {
        var twice = new LabeledSpectra(Iron.Axis, [.. Iron.Intensity.ToArray(), .. Iron[3], .. Iron[4]], [.. Iron.Labels, "Fe2+", "Fe3+"], [.. Iron.Groups!, Iron.Groups![3], "elsewhere"]);

        var warnings = DatasetReview.Of(twice).Warnings;

        Assert.Contains(warnings, warning => warning.StartsWith("2 spectra are exact copies of another, 1 of one in another group", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.StartsWith("1 of the copies bears another label", StringComparison.Ordinal));
    }

    [Fact]
    public void Missing_groups_lone_groups_lone_classes_and_odd_labels_are_named()
    {
        string[] Warnings(string label, string? group) => [.. DatasetReview.Of(new(Iron.Axis, Iron[0].ToArray(), [label], group is null ? null : [group])).Warnings];

        Assert.Contains(Warnings("Fe2+", null), warning => warning.Contains("names no groups", StringComparison.Ordinal));
        Assert.Contains(Warnings("Fe2+", null), warning => warning.Contains("at least two classes", StringComparison.Ordinal));
        Assert.Contains(Warnings("rust", "a"), warning => warning.StartsWith("rust names no ion", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_spellings_of_one_ion_are_named()
    {
        var warnings = DatasetReview.Of(new(Iron.Axis, [.. Iron[0], .. Iron[1], .. Iron[2]], ["Fe2+", "Fe²⁺", "Fe3+"], ["a", "b", "c"])).Warnings;

        Assert.Single(warnings, warning => warning.StartsWith("Fe2+ and Fe²⁺ name one ion", StringComparison.Ordinal));
    }

    [Fact]
    public void Signal_to_noise_is_the_height_over_the_scatter_of_a_channel()
    {
        var axis = new EnergyAxis(690, 0.1, 300);
        var random = new RandomSource(new Seed(2));
        float[] spectrum = [.. axis.Energies().Select(energy => (float)(100 * Math.Exp(-0.5 * Math.Pow((energy - 708) / 3, 2)) + 5 * random.NextNormal()))];

        Assert.Equal(20, SignalToNoise.Of(axis, spectrum), 3.0);
        Assert.Equal(0, SignalToNoise.Of(axis, new float[300]));
    }
}
