using Whiteline.Learning.Networks;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Training.Tests;

public sealed class TrainingBatchesTests
{
    static readonly NetworkOptions Bare = new(BatchSize: 7, ValidationShare: 0, Noise: 0, Gain: 0, BroadeningEv: 0, Baseline: 0, LabelSmoothing: 0, Balanced: false);

    [Fact]
    public void An_epoch_takes_one_version_of_every_spectrum()
    {
        const int Originals = 20;
        const int Versions = 3;
        var spectra = Counting(Originals, Versions);
        var batches = Batches(spectra, Bare, Versions, out var part);

        var seen = Values(batches, 0, part).Order().ToArray();

        // Spectrum i of version v is the constant v · n + i.
        Assert.Equal(Enumerable.Range(0, Originals), seen.Select(value => value % Originals).Order());
        Assert.Equal([0, 1, 2], seen.Select(value => value / Originals).Distinct().Order());
    }

    [Fact]
    public void Epochs_differ_in_their_order_and_repeat_by_their_number()
    {
        var spectra = Counting(20, 3);
        var batches = Batches(spectra, Bare, 3, out var part);

        var first = Values(batches, 0, part);
        var second = Values(batches, 1, part);

        Assert.NotEqual(first, second);
        Assert.Equal(first, Values(batches, 0, part));
    }

    [Fact]
    public void Batches_differ_in_size_by_one_at_most()
    {
        var batches = Batches(Counting(22, 1), Bare, 1, out _);
        batches.Begin(0);

        var sizes = Enumerable.Range(0, batches.Steps).Select(step => batches.Fill(step, new float[7 * 2], new float[7 * 2])).ToArray();

        Assert.Equal(4, sizes.Length);
        Assert.Equal(22, sizes.Sum());
        Assert.All(sizes, size => Assert.InRange(size, 5, 6));
    }

    [Fact]
    public void Targets_hold_smoothing_and_class_weights()
    {
        var spectra = new LabeledSpectra(new(0, 1, 2), new float[8], ["A", "A", "A", "B"]);
        var batches = Batches(spectra, Bare with { LabelSmoothing = 0.2, Balanced = true }, 1, out _);
        batches.Begin(0);
        var targets = new float[8];

        batches.Fill(0, new float[8], targets);

        // Weights n / (k n_class): 4/6 for A and 2 for B, 4 in all. A's rows are 4/6 × (0.9, 0.1) / 4, B's 2 × (0.1, 0.9) / 4.
        Assert.Equal(3, targets.Count(value => MathF.Abs(value - 0.15f) < 1e-6f));
        Assert.Equal(1, targets.Count(value => MathF.Abs(value - 0.45f) < 1e-6f));
        Assert.Equal(1, targets.Sum(), 1e-6);
    }

    [Fact]
    public void Mixup_mixes_spectra_and_targets_alike()
    {
        var values = new float[40 * 2];
        for (var i = 0; i < 40; i++) values.AsSpan(i * 2, 2).Fill(i % 2);
        var spectra = new LabeledSpectra(new(0, 1, 2), values, [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? "A" : "B")]);
        var batches = Batches(spectra, Bare with { BatchSize = 40, Mixup = 1 }, 1, out var part);
        batches.Begin(0);
        var (mixed, targets) = (new float[80], new float[80]);

        batches.Fill(0, mixed, targets);

        for (var i = 0; i < 40; i++) Assert.Equal(mixed[2 * i] / part.InputScale + part.InputMean, 40 * targets[2 * i + 1], 1e-5);
        Assert.Contains(Enumerable.Range(0, 40), i => targets[2 * i] > 0.002 && targets[2 * i + 1] > 0.002);
    }

    [Fact]
    public void Broadening_keeps_the_area_and_widens_by_sigma()
    {
        var spectrum = new float[101];
        spectrum[50] = 1;
        var distortion = new SpectrumDistortion(new NetworkOptions(BroadeningEv: 3), spectrum.Length, 0.5, new Seed(1));

        distortion.Broaden(spectrum, 2.5);

        Assert.Equal(1, spectrum.Sum(), 1e-5);
        Assert.Equal(6.25, spectrum.Select((value, c) => value * (c - 50.0) * (c - 50)).Sum(), 0.05);
    }

    [Fact]
    public void Sharpening_keeps_the_area_and_narrows_by_as_much_as_broadening_widens()
    {
        var spectrum = Enumerable.Range(0, 101).Select(c => (float)Math.Exp(-(c - 50.0) * (c - 50) / (2 * 16))).ToArray();
        var area = spectrum.Sum();
        var distortion = new SpectrumDistortion(new NetworkOptions(BroadeningEv: 3), spectrum.Length, 0.5, new Seed(1));

        distortion.ChangeResolution(spectrum, -2);

        // The second moments of 2 f − f ∗ g are 2 · 16 − (16 + 4) per unit of area.
        Assert.Equal(area, spectrum.Sum(), 1e-3);
        Assert.Equal(12, spectrum.Select((value, c) => value * (c - 50.0) * (c - 50)).Sum() / area, 0.05);
    }

    [Fact]
    public void A_baseline_is_a_straight_line_between_parts_of_the_maximum()
    {
        var spectrum = new float[] { 0, 0, 4, 0, 0 };

        SpectrumDistortion.Tilt(spectrum, 0.5, -0.5);

        Assert.Equal([2f, 1f, 4f, -1f, -2f], spectrum);
    }

    [Fact]
    public void Noise_is_a_share_of_the_maximum_drawn_uniformly()
    {
        var distortion = new SpectrumDistortion(new NetworkOptions(Noise: 0.1, Gain: 0, BroadeningEv: 0, Baseline: 0), 500, 0.5, new Seed(1));
        var random = new Seed(2).Random();
        var squares = 0.0;

        for (var i = 0; i < 400; i++)
        {
            var spectrum = Enumerable.Repeat(2f, 500).ToArray();
            distortion.Apply(spectrum, random);
            squares += spectrum.Sum(value => (value - 2.0) * (value - 2)) / (400 * 500);
        }

        // The mean square of a uniform σ up to 0.2 is 0.2² / 3.
        Assert.Equal(0.04 / 3, squares, 0.0015);
    }

    static TrainingBatches Batches(LabeledSpectra spectra, NetworkOptions options, int versions, out TrainingPart part)
    {
        part = new(spectra, options, versions, new Seed(1));
        return new(spectra, part, options, new Seed(1));
    }

    static LabeledSpectra Counting(int originals, int versions)
    {
        var values = new float[originals * versions * 2];
        for (var i = 0; i < originals * versions; i++) values.AsSpan(i * 2, 2).Fill(i);
        return new(new(0, 1, 2), values, [.. Enumerable.Range(0, originals * versions).Select(i => i % originals % 2 == 0 ? "A" : "B")]);
    }

    static int[] Values(TrainingBatches batches, int epoch, TrainingPart part)
    {
        batches.Begin(epoch);
        var seen = new List<int>();
        for (var step = 0; step < batches.Steps; step++)
        {
            var values = new float[batches.Largest * 2];
            var count = batches.Fill(step, values, new float[batches.Largest * 2]);
            for (var i = 0; i < count; i++) seen.Add((int)Math.Round(values[2 * i] / part.InputScale + part.InputMean));
        }
        return [.. seen];
    }
}
