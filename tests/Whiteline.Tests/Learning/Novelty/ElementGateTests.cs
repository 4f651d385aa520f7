using Whiteline.Learning.Novelty;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Tests.Learning.Novelty;

public sealed class ElementGateTests
{
    // Two Gaussian lines on a frame about the first: 24 eV, whose kinds differ by the distance between the lines alone.
    const double L3Ev = 640;
    static readonly EnergyAxis Axis = new(L3Ev - 12, 0.1, 340);

    [Fact]
    public void The_distance_from_L3_to_L2_tells_elements_apart()
    {
        var gate = ElementGate.Fit(Axis, [L3Ev], [Doublets("own", 11, 0, 1)], [Doublets("other", 13, 0, 2)])!;
        var (own, other) = (Doublets("own", 11, 0.03, 3), Doublets("other", 13, 0.03, 4));

        Assert.All(Enumerable.Range(0, own.Count), i => Assert.True(Evidence(gate, own[i]) < -gate.Threshold));
        Assert.All(Enumerable.Range(0, other.Count), i => Assert.True(Evidence(gate, other[i]) > gate.Threshold));
    }

    // Both are moved alike: the frame follows L3, so the evidence hardly changes.
    [Theory]
    [InlineData(-2.5)]
    [InlineData(1.7)]
    public void An_axis_error_changes_no_evidence(double errorEv)
    {
        var gate = ElementGate.Fit(Axis, [L3Ev], [Doublets("own", 11, 0, 1)], [Doublets("other", 13, 0, 2)])!;

        var (there, moved) = (Doublets("other", 13, 0, 5), Doublets("other", 13, 0, 5, errorEv));

        Assert.All(Enumerable.Range(0, there.Count), i => Assert.InRange(Evidence(gate, moved[i]) / Evidence(gate, there[i]), 0.7, 1.4));
    }

    [Fact]
    public void Noise_takes_the_evidence_away()
    {
        var gate = ElementGate.Fit(Axis, [L3Ev], [Doublets("own", 11, 0, 1)], [Doublets("other", 13, 0, 2)])!;

        double Mean(double noise) => Doublets("other", 13, noise, 6) is var asked ? Enumerable.Range(0, asked.Count).Average(i => Evidence(gate, asked[i])) : 0;

        Assert.True(Mean(0.3) < 0.5 * Mean(0.05));
    }

    [Fact]
    public void A_window_that_is_too_narrow_makes_no_gate() =>
        Assert.Null(ElementGate.Fit(new(L3Ev - 1, 0.1, 40), [L3Ev], [Doublets("own", 11, 0, 1)], [Doublets("other", 13, 0, 2)]));

    static double Evidence(ElementGate gate, ReadOnlySpan<float> spectrum) => gate.StrangerEvidence(spectrum, spectrum, spectrum, Axis.DispersionEv);

    // Heights and widths differ between spectra; noise is a part of the maximum.
    static LabeledSpectra Doublets(string label, double splittingEv, double noise, ulong seed, double errorEv = 0)
    {
        const int Count = 80;
        var intensity = new float[Count * Axis.Count];
        for (var i = 0; i < Count; i++)
        {
            var random = new Seed(seed).Branch(label, i).Random();
            var (ratio, width, splitting) = (0.35 + 0.05 * random.NextNormal(), 0.9 + 0.1 * random.NextNormal(), splittingEv + 0.15 * random.NextNormal());
            for (var c = 0; c < Axis.Count; c++)
            {
                var energy = Axis.EnergyAt(c) - L3Ev - errorEv;
                intensity[i * Axis.Count + c] = (float)(Math.Exp(-0.5 * Math.Pow(energy / width, 2)) + ratio * Math.Exp(-0.5 * Math.Pow((energy - splitting) / (1.3 * width), 2)) + noise * random.NextNormal());
            }
        }
        return new(Axis, intensity, [.. Enumerable.Repeat(label, Count)]);
    }
}
