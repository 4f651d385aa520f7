using Whiteline.Features;
using Whiteline.Spectra;

namespace Whiteline.Tests.Features;

public sealed class SecondDerivativeRatioTests
{
    static readonly EnergyAxis Axis = new(690, 0.1, 500);

    [Theory]
    [InlineData(4)]
    [InlineData(2)]
    public void Lines_of_one_width_have_the_ratio_of_their_heights_on_any_straight_background(double ratio)
    {
        var spectrum = Spectrum(ratio);
        var tilted = spectrum.Select((value, c) => value + 0.5f - 0.0005f * c).ToArray();

        Assert.Equal(ratio, SecondDerivativeRatio.Of(Axis, spectrum, 709, 722)!.Value, 0.02 * ratio);
        Assert.Equal(ratio, SecondDerivativeRatio.Of(Axis, tilted, 709, 722)!.Value, 0.02 * ratio);
    }

    [Fact]
    public void A_line_that_is_not_on_the_axis_has_no_ratio()
    {
        Assert.Null(SecondDerivativeRatio.Of(Axis, Spectrum(3), 709, 800));
        Assert.Null(SecondDerivativeRatio.Of(Axis, new float[Axis.Count], 709, 722));
    }

    static float[] Spectrum(double ratio) => [.. Enumerable.Range(0, Axis.Count).Select(c => (float)(ratio * Line(c, 709) + Line(c, 722)))];

    static double Line(int channel, double centreEv) => Math.Exp(-0.5 * Math.Pow((Axis.EnergyAt(channel) - centreEv) / 1.2, 2));
}
