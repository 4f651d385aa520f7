using Whiteline.Fidelity;
using Whiteline.Numerics;

namespace Whiteline.Tests.Fidelity;

public sealed class ChannelTests
{
    [Fact]
    public void Mean_and_spread_of_two_spectra_by_hand()
    {
        var statistics = ChannelStatistics.Of(new([1, 2, 3, 6], 2));

        Assert.Equal([2, 4], statistics.Mean);
        Assert.Equal([Math.Sqrt(2), Math.Sqrt(8)], statistics.Spread.Select(value => Math.Round(value, 12)), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void Errors_are_relative_to_the_measured_spectra()
    {
        var real = new ChannelStatistics([1, 2, 3], [1, 2, 0]);
        var made = new ChannelStatistics([1.1, 1.8, 9], [1.1, 3, 5]);

        Assert.Equal(0.3 / 3, real.MeanError(made, 0..2), 1e-12);
        // Ratios 1.1 and 1.5; the channel without spread has none.
        Assert.Equal(0.3, real.SpreadError(made, 0..3), 1e-12);
        Assert.Equal(0.5, real.SpreadWithin(made, 0..3, 0.2), 1e-12);
    }

    [Fact]
    public void The_covariance_of_doubled_deviations_is_four_times_as_large() =>
        Assert.Equal(3, ChannelStatistics.CovarianceError(new([-1, 1, 1, 2, 0, -3], 2), new([-2, 2, 2, 4, 0, -6], 2)), 1e-9);

    [Fact]
    public void Power_of_the_noise_falls_where_spectra_are_smoothed()
    {
        var random = new Seed(1).Random();
        var rough = new float[60 * 128];
        for (var i = 0; i < rough.Length; i++) rough[i] = (float)random.NextNormal();
        var smooth = new float[rough.Length];
        for (var i = 0; i < rough.Length; i++) smooth[i] = i % 128 is 0 or 127 ? rough[i] : (rough[i - 1] + rough[i] + rough[i + 1]) / 3;

        var (power, less) = (NoiseSpectrum.Of(new(rough, 128)), NoiseSpectrum.Of(new(smooth, 128)));

        // White noise of variance 1: the sum of the squared window, 3/8 of the channels, at every frequency; the mean of 60 spectra and 64 frequencies is within 2 %.
        Assert.InRange(power.Average(), 0.97 * 48, 1.03 * 48);
        Assert.InRange(NoiseSpectrum.UpperRatio(power, power), 1, 1);
        // A running mean of three passes ((1 + 2 cos ω)/3)², whose mean over the upper half is (3 − 8/π)/9 = 0.05.
        Assert.InRange(NoiseSpectrum.UpperRatio(power, less), 0.03, 0.08);
        Assert.True(NoiseSpectrum.Error(power, less) > 0.3);
        Assert.Equal(0, NoiseSpectrum.Error(power, power));
    }
}
