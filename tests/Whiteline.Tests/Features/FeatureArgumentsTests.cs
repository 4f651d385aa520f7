using Whiteline.Features;
using Whiteline.Spectra;

namespace Whiteline.Tests.Features;

public sealed class FeatureArgumentsTests
{
    static readonly EnergyAxis Axis = new(500, 0.5, 500);
    static readonly EnergyWindow Window = new(640, 660);
    static readonly WhiteLines Lines = new(642, 653, 0, 100);

    [Theory]
    [InlineData(499)]
    [InlineData(501)]
    [InlineData(0)]
    public void A_spectrum_of_another_axis_is_a_mistake_of_the_program(int channels)
    {
        var spectrum = Enumerable.Range(0, channels).Select(c => (float)c).ToArray();
        Action[] calls =
        [
            () => WhiteLines.Find(Axis, spectrum, Edge.L23Of("Mn")!, 642),
            () => WhiteLineRatio.Of(Axis, spectrum, Lines),
            () => WhiteLineRatio.Areas(Axis, spectrum, Lines),
            () => WhiteLineRatio.OnsetEv(Axis, spectrum, Lines),
            () => SecondDerivativeRatio.Of(Axis, spectrum, 642, 653),
            () => SignalToNoise.Of(Axis, spectrum),
            () => SignalToNoise.Of(Axis, spectrum, Window),
            () => SmoothedMaximum.In(Axis, spectrum, Window, 0.5),
            () => EdgeRise.Find(Axis, spectrum, Window),
            () => OxygenOnset.Find(Axis, spectrum),
            () => Fit().Fit(spectrum),
            () => Fit().Minima(spectrum, 1),
        ];

        Assert.All(calls, call => Assert.Contains($"{channels} intensities on an axis of 500 channels", Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Least_squares_of_no_shift_or_broadening_at_all_are_a_mistake_of_the_program()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Fit(largestShiftEv: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fit(largestShiftEv: double.NaN));
        Assert.Throws<ArgumentException>(() => Fit(broadeningsEv: []));
        Assert.Throws<ArgumentException>(() => Fit(broadeningsEv: [-0.5]));
        Assert.Throws<ArgumentException>(() => new Mlls(Axis, Reference(500), still: Reference(499)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fit().Minima(Reference(500), 0));
    }

    [Fact]
    public void References_of_another_axis_are_bad_input() => Assert.Contains("no whole number of spectra", Assert.Throws<BadInputException>(() => new Mlls(Axis, Reference(501))).Message, StringComparison.Ordinal);

    static Mlls Fit(double largestShiftEv = 0, IReadOnlyList<double>? broadeningsEv = null) => new(Axis, Reference(500), largestShiftEv, broadeningsEv);

    static float[] Reference(int channels) => [.. Enumerable.Repeat(1f, channels)];
}
