using Whiteline.Numerics;
using Whiteline.Training.Generative;

namespace Whiteline.Training.Tests.Generative;

public sealed class SpectrumPartsTests
{
    [Fact]
    public void Alignment_finds_the_shifts_of_moved_copies()
    {
        double[] truth = [-2.5, 0, 1.25, 3, -1];
        float[][] spectra = [.. truth.Select(shift => Enumerable.Range(0, 80).Select(c => (float)(Math.Exp(-0.5 * Math.Pow((c - 30 - shift) / 4, 2)) + 0.4 * Math.Exp(-0.5 * Math.Pow((c - 55 - shift) / 4, 2)))).ToArray())];

        var found = SpectrumAlignment.Shifts(spectra);

        Assert.All(found.Zip(truth), pair => Assert.Equal(pair.Second, pair.First, 0.15));
    }

    [Fact]
    public void Moving_there_and_back_returns_what_is_not_at_the_ends()
    {
        float[] ramp = [.. Enumerable.Range(0, 20).Select(c => (float)c)];

        var back = ShiftedSpectrum.Of(ShiftedSpectrum.Of(ramp, 2.25), -2.25);

        Assert.All(Enumerable.Range(4, 12), c => Assert.Equal(ramp[c], back[c], 1e-4f));
    }

    [Fact]
    public void A_sharp_line_keeps_its_height_when_it_is_moved()
    {
        float[] Line(double at) => [.. Enumerable.Range(0, 60).Select(c => (float)Math.Exp(-0.5 * Math.Pow((c - at) / 1.6, 2)))];

        var moved = ShiftedSpectrum.Of(Line(30), 0.5);

        Assert.All(moved.Zip(Line(30.5)), pair => Assert.Equal(pair.Second, pair.First, 0.012f));
    }

    [Theory]
    [InlineData(1, 60)]
    [InlineData(2, 60)]
    [InlineData(3, 60)]
    [InlineData(3, 10)]
    public void The_rank_of_a_signal_in_noise_is_found(int rank, int count)
    {
        var random = new Seed(5).Random();
        float[][] shapes = [.. Enumerable.Range(0, rank).Select(k => Enumerable.Range(0, 96).Select(c => (float)Math.Sin((k + 1) * 0.13 * c)).ToArray())];
        var spectra = new float[count][];
        for (var i = 0; i < spectra.Length; i++)
        {
            spectra[i] = new float[96];
            foreach (var shape in shapes)
            {
                var score = random.NextNormal();
                for (var c = 0; c < 96; c++) spectra[i][c] += (float)(score * shape[c]);
            }
            for (var c = 0; c < 96; c++) spectra[i][c] += (float)(0.3 * random.NextNormal());
        }

        Assert.Equal(rank, SignalRank.Of(spectra, [.. spectra.Select(_ => 1.0)]));
    }

    [Fact]
    public void Components_are_orthonormal_and_reproduce_what_lies_in_them()
    {
        var basis = LinearBasis.Fit([[1, 0, 0, 2], [0, 1, 0, 2], [1, 1, 0, 2], [0, 0, 0, 2]], 3);

        Assert.Equal(2, basis.Components.Length);
        Assert.Equal(0, basis.Components[0].Zip(basis.Components[1], (a, b) => a * b).Sum(), 1e-5f);
        Assert.Equal([1f, 0, 0, 2], basis.Spectrum(basis.Scores([1f, 0, 0, 2])).Select(value => MathF.Round(value, 4)));
    }

    [Fact]
    public void A_few_noisy_spectra_do_not_fill_the_components()
    {
        var random = new Seed(8).Random();
        double[] weights = [.. Enumerable.Range(0, 40).Select(i => i < 4 ? 0.01 : 1.0)];
        float[][] spectra = [.. weights.Select(weight =>
        {
            var score = random.NextNormal();
            return Enumerable.Range(0, 50).Select(c => (float)(0.3 * score * Math.Sin(0.3 * c) + 0.02 / weight * random.NextNormal())).ToArray();
        })];

        double Along(double[]? given) => Math.Abs(LinearBasis.Fit(spectra, 1, given).Components[0].Select((value, c) => value * Math.Sin(0.3 * c)).Sum()) / 5;

        Assert.InRange(Along(weights), 0.95, 1.05);
        Assert.InRange(Along(null), 0, 0.8);
    }

    [Fact]
    public void Pinned_ends_are_seen_and_given_back_exactly()
    {
        var scale = PinnedScale.Of([[0, 0.4f, 1], [0, 0.7f, 1], [0.1f, 1, 0.2f]]);
        float[] spectrum = [-0.3f, 0.5f, 1.7f];

        scale.Apply(spectrum, 0, 1);

        Assert.Equal(new PinnedScale(true, true, false), scale);
        Assert.Equal((0f, 1f), (spectrum.Min(), spectrum.Max()));
        Assert.Equal(0.4f, spectrum[1], 1e-6f);
    }

    [Fact]
    public void A_range_that_all_spectra_share_is_seen_and_given_back()
    {
        // Divided by the range, then a level was subtracted.
        var scale = PinnedScale.Of([.. Enumerable.Range(0, 12).Select(i => (float[])[-0.02f * i, 0.3f, 1 - 0.02f * i + 0.001f * (i % 3)])]);
        float[] spectrum = [-0.5f, 0.5f, 1.5f];

        scale.Apply(spectrum, -0.04f, 0.96f);

        Assert.Equal(new PinnedScale(false, false, true), scale);
        Assert.Equal(1, spectrum.Max() - spectrum.Min(), 1e-6f);
        // Zero stays zero: what was subtracted was not the minimum.
        Assert.Equal(0.25f, spectrum[1], 1e-6f);
    }

    [Fact]
    public void Ranges_that_vary_as_counts_do_are_left_alone()
    {
        var random = new Seed(4).Random();

        var scale = PinnedScale.Of([.. Enumerable.Range(0, 40).Select(i => (float[])[0, (float)(100 + 10 * random.NextNormal())])]);

        Assert.False(scale.Any);
    }

    [Fact]
    public void Ends_that_vary_are_left_alone()
    {
        var scale = PinnedScale.Of([[0.1f, 0.9f], [0.2f, 0.8f], [0.15f, 0.95f]]);
        float[] spectrum = [0.3f, 2];

        scale.Apply(spectrum, 0, 1);

        Assert.Equal([0.3f, 2f], spectrum);
    }
}
