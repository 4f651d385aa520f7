using Whiteline.Learning;
using Whiteline.Maps;
using Whiteline.Spectra;

namespace Whiteline.Tests.Maps;

public sealed class SignalMaskTests
{
    static readonly EnergyAxis Axis = new(650, 0.25, 401);
    static readonly EnergyWindow Signal = new(700, 730);
    static readonly EnergyWindow PreEdge = new(655, 699);

    // Deterministic noise of standard deviation 10: sums of twelve uniform numbers of a linear congruential generator.
    static float[] Noisy(double height, uint start)
    {
        var state = start;
        var spectrum = new float[Axis.Count];
        for (var i = 0; i < spectrum.Length; i++)
        {
            var sum = -6.0;
            for (var j = 0; j < 12; j++) sum += (state = state * 1664525 + 1013904223) / 4294967296.0;
            spectrum[i] = (float)(10 * sum + (Axis.EnergyAt(i) is >= 700 and <= 730 ? height : 0));
        }
        return spectrum;
    }

    [Fact]
    public void Strength_is_net_counts_over_their_standard_error()
    {
        var (net, strength) = SignalMask.Measure(Noisy(20, 1), Axis, Signal, PreEdge);

        // 121 channels of 20 counts over 10 √(121 (1 + 121/177)); a fifth of slack for the noise of the noise.
        var expected = 20 * 121 / (10 * Math.Sqrt(121 * (1 + 121.0 / 177)));
        Assert.InRange(strength, 0.8 * expected, 1.2 * expected);
        // 10 / √121 of noise in the mean of the window, somewhat more with that before it.
        Assert.Equal(20, net, 3.0);
    }

    [Fact]
    public void Vacuum_and_stray_signal_are_masked_beside_a_particle()
    {
        double[] heights = [0, 0, 3, 20, 22, 25, 18, 21];
        var signals = heights.Select((height, i) => SignalMask.Measure(Noisy(height, (uint)i + 7), Axis, Signal, PreEdge)).ToArray();

        var masked = SignalMask.Masked(signals, new());

        Assert.Equal([true, true, true, false, false, false, false, false], masked);
    }

    [Fact]
    public void Little_noise_does_not_make_a_pixel_brighter_and_much_does_not_make_it_fainter()
    {
        // As many counts in each, but another noise: bright pixels of two instruments, and a smoothed vacuum.
        EdgeSignal[] signals = [new(20, 100), new(22, 12), new(21, 90), new(0.5, 60), new(19, 11)];

        var masked = SignalMask.Masked(signals, new());

        Assert.Equal([false, false, false, true, false], masked);
    }

    [Fact]
    public void A_spectrum_that_is_not_finite_or_out_of_reach_has_no_strength()
    {
        var broken = Noisy(20, 1);
        broken[250] = float.NaN;

        Assert.Equal(default, SignalMask.Measure(broken, Axis, Signal, PreEdge));
        Assert.Equal(default, SignalMask.Measure(Noisy(20, 1), Axis, new(900, 930), PreEdge));
    }

    [Fact]
    public void A_map_becomes_planes_with_its_calibration()
    {
        var map = new OxidationMap(1, 2, ["Fe2+", "Fe3+"], [0.2, 0.8, 0.5, 0.5], [null, Abstention.SignalTooWeak]) { ColumnAxis = new("x", 1, 2, 2, "nm") };

        var signals = MapSignals.From(map);

        var winner = new float[2];
        signals[0].Samples.Read(0, winner);
        Assert.Equal([1, -1], winner);
        Assert.Equal(["confidence", "P(Fe2+)", "P(Fe3+)"], signals.Skip(1).Take(3).Select(signal => signal.Title));
        var reason = new float[2];
        signals[4].Samples.Read(0, reason);
        Assert.Equal([0, (int)Abstention.SignalTooWeak + 1], reason);
        Assert.All(signals, signal => Assert.Equal(map.ColumnAxis, signal.Axes[1]));
    }
}
