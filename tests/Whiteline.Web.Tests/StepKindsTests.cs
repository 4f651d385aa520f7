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

    static bool IsSaid(string? said, string? problem) => said is null ? problem is null : problem?.Contains(said, StringComparison.Ordinal) == true;
}
