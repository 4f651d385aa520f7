using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;
using Whiteline.Web.Desk;

namespace Whiteline.Web.Tests;

/// <summary>What may be typed into the steps of a recipe.</summary>
public sealed class StepKindsTests
{
    [Theory]
    [InlineData(1e9, 0.1)]
    [InlineData(1e300, 0.001)]
    public void An_axis_for_a_window_of_any_width_has_no_more_channels_than_it_may(double to, double dispersion) =>
        Assert.Equal(1 << 16, StepKinds.AxisOf(new EnergyWindow(0, to), dispersion).Count);

    [Fact]
    public void An_axis_has_as_many_channels_as_fill_the_window() => Assert.Equal(201, StepKinds.AxisOf(new EnergyWindow(630, 650), 0.1).Count);

    [Theory]
    [InlineData("Give a beginning below the end", 660, 640)]
    [InlineData("Give a beginning below the end", 640, 640)]
    [InlineData("Give ends within 1,000,000 eV", 640, 1e12)]
    [InlineData(null, -20, 640)]
    public void Ends_that_make_no_window_are_refused_with_a_sentence(string? said, double from, double to) => Assert.True(IsSaid(said, StepKinds.ProblemOfWindow(from, to)));

    [Theory]
    [InlineData("Give 0.001 eV or more", 20, 0)]
    [InlineData("Give 0.001 eV or more", 20, -0.1)]
    [InlineData("That makes 100,001 channels; 65,536 are the most", 100, 0.001)]
    [InlineData(null, 20, 0.001)]
    public void Channels_too_narrow_or_too_many_are_refused_with_a_sentence(string? said, double width, double dispersion) => Assert.True(IsSaid(said, StepKinds.ProblemOfChannels(width, dispersion)));

    [Theory]
    [InlineData("align", "resample")]
    [InlineData("resample", "align")]
    public void A_spectrum_whose_axis_ends_early_is_aligned_on_its_own_L3_as_in_training(params string[] kinds)
    {
        var axis = new EnergyAxis(600, 0.1, 571);
        var spectra = new LabeledSpectra(axis, [.. Enumerable.Range(0, axis.Count).Select(c => (float)(Line(axis.EnergyAt(c), 643.8, 1) + Line(axis.EnergyAt(c), 654.5, 0.4)))], ["Mn4+"]);

        var recipe = kinds.Aggregate(new Recipe(), (made, kind) => StepKinds.Add(made, StepKinds.All.First(one => one.Name == kind).Make(Edge.MnL23, axis)));
        var align = recipe.Steps.OfType<Align>().Single();
        var prepared = recipe.Prepare(spectra, new("early.msa", new Seed(1), 1)).ReadBlock(0, 1);

        Assert.Equal(align.AnchorEv, prepared.Axis.EnergyAt(prepared.Intensity.IndexOf(prepared.Intensity.Max())), 0.15);
        Assert.Equal(0.15 * align.Keep.WidthEv, align.MostExtensionEv, 1e-9);
    }

    [Fact]
    public void A_window_that_is_moved_is_kept_by_the_alignment_too()
    {
        var recipe = new Recipe(new Align(641, new(635, 647), new(634, 658)), new Resample(new(634, 0.5, 49)));

        var moved = StepKinds.Replace(recipe, 1, StepKinds.WithWindow(recipe.Steps[1], new(630, 660)));

        var (align, resample) = ((Align)moved.Steps[0], (Resample)moved.Steps[1]);
        Assert.Equal((630, 660), (align.Keep.FromEv, align.Keep.ToEv));
        Assert.Equal((4.5, 4.5), (align.MostExtensionEv, resample.MostExtensionEv));
    }

    static double Line(double energyEv, double atEv, double height) => height * Math.Exp(-Math.Pow((energyEv - atEv) / 0.9, 2));

    static bool IsSaid(string? said, string? problem) => said is null ? problem is null : problem?.Contains(said, StringComparison.Ordinal) == true;
}
