using Whiteline.Features;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Tests.Features;

public sealed class WhiteLinesTests
{
    static readonly EnergyAxis Axis = new(690, 0.1, 500);

    [Theory]
    [InlineData(709.03)]
    [InlineData(709.05)]
    [InlineData(703.77)]
    public void Lines_are_found_to_a_part_of_a_channel(double l3)
    {
        var lines = WhiteLines.Find(Axis, Doublet(l3, 0.3, 0), Edge.FeL23, 709)!;

        Assert.Equal(l3, lines.L3Ev, 0.02);
        Assert.Equal(13, lines.SplittingEv, 0.05);
    }

    [Fact]
    public void L2_where_L3_is_expected_is_not_taken_for_it()
    {
        var spectrum = Doublet(696.5, 0.6, 0.3);

        var lines = WhiteLines.Find(Axis, spectrum, Edge.FeL23, 709)!;

        // The sharp step under L3 moves its smoothed maximum by 0.2 eV; L2 lies 13 eV away.
        Assert.Equal(696.5, lines.L3Ev, 0.3);
    }

    // What a parabola leaves of them would pass for lines 0.01 to 0.04 % as high as the background.
    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    [InlineData(5, 0)]
    [InlineData(3, 1e-4)]
    [InlineData(3, 2e-3)]
    public void A_bare_background_holds_no_lines_however_little_its_noise(double exponent, double noise)
    {
        var (axis, random) = (new EnergyAxis(600, 0.2, 800), new Seed(4).Random());
        float[] background = [.. axis.Energies().Select(energy => (float)(1000 * Math.Pow(energy / 600, -exponent) * (1 + noise * random.NextNormal())))];

        Assert.Null(WhiteLines.Find(axis, background, Edge.L23Of("Mn")!, 641.9));
    }

    [Fact]
    public void Lines_of_a_hundredth_of_the_background_are_found()
    {
        var axis = new EnergyAxis(650, 0.2, 500);
        float[] spectrum = [.. axis.Energies().Select(energy => (float)(100 * Math.Pow(energy / 650, -3) + Math.Exp(-0.5 * Math.Pow(energy - 709, 2)) + 0.4 * Math.Exp(-0.5 * Math.Pow(energy - 722, 2))))];

        // On a falling background so much higher than the line its maximum lies before its centre.
        Assert.Equal(709, WhiteLines.Find(axis, spectrum, Edge.FeL23, 709)!.L3Ev, 0.7);
    }

    [Fact]
    public void L3_whose_L2_is_off_the_axis_is_not_taken_for_an_L2()
    {
        // A pre-edge that falls from the first channel on would be the L3 before it.
        var axis = new EnergyAxis(632, 0.1, 200);
        float[] spectrum = [.. axis.Energies().Select(energy => (float)(0.06 * Math.Exp(-(energy - 632) / 2) + Math.Exp(-0.5 * Math.Pow((energy - 643.1) / 1.6, 2)) + 0.15 * (Math.Atan(energy - 643.1) / Math.PI + 0.5)))];

        Assert.Null(WhiteLines.Find(axis, spectrum, Edge.L23Of("Mn")!, 641.9));
    }

    [Fact]
    public void Ratio_of_lines_on_sharp_steps_is_that_of_their_areas()
    {
        var spectrum = Doublet(709, 0.25, 0.2);

        var ratio = WhiteLineRatio.Of(Axis, spectrum, new(709, 722, 0, 1000));

        Assert.Equal(4, ratio!.Value, 0.05);
    }

    [Fact]
    public void Onset_is_half_the_maximum()
    {
        var onset = WhiteLineRatio.OnsetEv(Axis, Doublet(709, 0.3, 0), new(709, 722, 0, 1000), 0.05);

        Assert.Equal(709 - Math.Sqrt(2 * Math.Log(2)), onset!.Value, 0.03);
    }

    static float[] Doublet(double l3, double l2Height, double step) => [.. Axis.Energies().Select(energy => (float)(
        Math.Exp(-0.5 * Math.Pow(energy - l3, 2)) + l2Height * Math.Exp(-0.5 * Math.Pow(energy - l3 - 13, 2))
        + (energy >= l3 ? step * 2 / 3 : 0) + (energy >= l3 + 13 ? step / 3 : 0)))];
}
