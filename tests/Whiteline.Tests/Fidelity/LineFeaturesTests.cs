using Whiteline.Fidelity;
using Whiteline.Tests.Recipes;

namespace Whiteline.Tests.Fidelity;

public sealed class LineFeaturesTests
{
    [Fact]
    public void Position_width_and_noise_of_a_known_doublet()
    {
        var data = Doublets.Mn(40, 1, noise: 0.02);
        var set = SpectrumSet.Of(data, "Mn2+");
        var places = LinePlaces.Find(data.Axis, ChannelStatistics.Of(set).Mean, "Mn2+");

        var lines = places.ReadAll(set);

        Assert.Equal(640, places.L3Ev, 0.1);
        Assert.Equal(651.5, places.L2Ev!.Value, 0.2);
        Assert.All(lines, line => Assert.Equal(640, line.L3Ev, 0.3));
        // Gaussian lines of σ = 1.2 eV, smoothed by 0.6 eV: full width 2.355 · √(1.2² + 0.6²) = 3.16 eV.
        Assert.Equal(3.16, lines.Average(line => line.WidthEv), 0.1);
        // The smoothed height 1.2/√(1.2² + 0.6²) = 0.894 over noise of 0.02.
        Assert.InRange(lines.Average(line => line.SignalToNoise), 40, 50);
    }

    [Fact]
    public void Without_white_lines_the_maximum_serves_and_all_channels_count()
    {
        var mean = new double[50];
        mean[30] = 10;

        var places = LinePlaces.Find(new(0, 1, 50), mean, "quartz");

        Assert.Equal((30.0, null), (Math.Round(places.L3Ev, 6), places.L2Ev));
        Assert.Equal(0..50, places.Channels);
    }
}
