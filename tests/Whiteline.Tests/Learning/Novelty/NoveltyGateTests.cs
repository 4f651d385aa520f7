using Whiteline.Learning.Novelty;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Tests.Learning.Novelty;

public sealed class NoveltyGateTests
{
    // Twelve bins of ten channels: what differs between spectra differs from bin to bin and is no noise.
    const int Bins = 12, PerBin = 10, Channels = Bins * PerBin;
    static readonly EnergyAxis Axis = new(0, 0.1, Channels);

    [Fact]
    public void As_many_spectra_as_promised_lie_within_a_threshold()
    {
        var gate = NoveltyGate.Fit(Clouds(3000, 1), [], new Seed(1))!;
        var asked = Clouds(2000, 2);

        foreach (var share in new[] { 0.05, 0.2, 0.5 })
            Assert.InRange(Distances(gate, asked).Count(distance => distance > gate.Threshold(share)) / 2000.0, 0.7 * share, 1.3 * share);
    }

    [Fact]
    public void The_distance_is_that_of_Mahalanobis()
    {
        var gate = NoveltyGate.Fit(Clouds(4000, 1, classes: 1), [], new Seed(1))!;
        float[] spectrum = [.. Clouds(1, 3, classes: 1)[0]];

        // The cloud was made with independent deviations of 0.05 about a mean of length 1; noise is 0, and 0.04 is allowed for instruments.
        var length = Math.Sqrt(spectrum.Sum(value => (double)value * value));
        var mean = Mean(0);
        var squares = Enumerable.Range(0, Bins).Sum(b => Math.Pow(spectrum[b * PerBin] / length * Math.Sqrt(PerBin) - mean[b], 2));
        Assert.Equal(squares / (0.05 * 0.05 + 0.04 * 0.04) / Bins, Judge(gate, spectrum).Distance, 0.15);
    }

    [Fact]
    public void Noise_does_not_make_a_spectrum_a_stranger()
    {
        var gate = NoveltyGate.Fit(Clouds(400, 1), [], new Seed(1))!;
        var random = new Seed(5).Random();
        float[] noisy = [.. Clouds(600, 4).Intensity.ToArray().Select(value => value + (float)(0.3 * random.NextNormal()))];

        var distances = Enumerable.Range(0, 600).Select(i => Judge(gate, noisy.AsSpan(i * Channels, Channels)).Distance).ToArray();

        // Of 0.0025 between spectra and 0.009 of noise the distance makes (0.0025 + 0.009) / (0.0025 + 0.009 + 0.0016) = 0.88 at most; it would be 2.8 if the noise were not known.
        Assert.InRange(distances.Average(), 0.5, 1);
    }

    [Fact]
    public void A_mixture_is_no_stranger()
    {
        var mixed = Mixed(Clouds(400, 3));

        var gate = NoveltyGate.Fit(Clouds(400, 1), [], new Seed(1), mixed)!;

        Assert.All(Enumerable.Range(0, 50), i => Assert.True(Judge(gate, mixed[i]).Distance < 3));
    }

    [Fact]
    public void Too_few_spectra_or_channels_make_no_gate()
    {
        Assert.Null(NoveltyGate.Fit(Clouds(6, 1), [], new Seed(1)));
        Assert.Null(NoveltyGate.Fit(new(new(0, 1, 4), new float[400], [.. Enumerable.Repeat("a", 100)]), [], new Seed(1)));
    }

    static double[] Distances(NoveltyGate gate, LabeledSpectra data) => [.. Enumerable.Range(0, data.Count).Select(i => Judge(gate, data[i]).Distance)];

    static Likeness Judge(NoveltyGate gate, ReadOnlySpan<float> spectrum) => gate.Judge(spectrum, spectrum, spectrum, Axis.DispersionEv);

    static double[] Mean(int kind)
    {
        double[] mean = [.. Enumerable.Range(0, Bins).Select(c => 1 + Math.Cos((kind + 1) * c))];
        var length = Math.Sqrt(mean.Sum(value => value * value));
        return [.. mean.Select(value => value / length)];
    }

    // Normal clouds about the means of kinds; made on the sphere as nearly as the gate makes them.
    static LabeledSpectra Clouds(int count, ulong seed, int classes = 2, int first = 0)
    {
        var random = new Seed(seed).Random();
        var intensity = new List<float>();
        for (var i = 0; i < count; i++)
            for (var b = 0; b < Bins; b++) intensity.AddRange(Enumerable.Repeat((float)(Mean(first + i % classes)[b] + 0.05 * random.NextNormal()), PerBin));
        return new(Axis, intensity.ToArray(), [.. Enumerable.Range(0, count).Select(i => $"kind {first + i % classes}")]);
    }

    static LabeledSpectra Mixed(LabeledSpectra pairs)
    {
        var intensity = new float[pairs.Count / 2 * Channels];
        for (var i = 0; i < pairs.Count / 2; i++)
            for (var c = 0; c < Channels; c++) intensity[i * Channels + c] = (pairs[2 * i][c] + pairs[2 * i + 1][c]) / 2;
        return new(Axis, intensity, [.. Enumerable.Repeat("both", pairs.Count / 2)]);
    }
}
