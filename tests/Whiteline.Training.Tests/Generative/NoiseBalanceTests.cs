using Whiteline.Numerics;
using Whiteline.Training.Generative;

namespace Whiteline.Training.Tests.Generative;

public sealed class NoiseBalanceTests
{
    const int Channels = 5;

    [Fact]
    public void The_noise_of_many_spectra_sums_to_none()
    {
        var (noise, deviations) = Drawn(100);

        NoiseBalance.Apply(noise, deviations, Channels);

        for (var c = 0; c < Channels; c++) Assert.Equal(0, Enumerable.Range(0, 100).Sum(i => noise[i * Channels + c]), 1e-3);
    }

    [Fact]
    public void Each_is_moved_little_and_the_noisy_ones_most()
    {
        var (noise, deviations) = Drawn(400);
        var before = noise.ToArray();

        NoiseBalance.Apply(noise, deviations, Channels);

        double[] moved = [.. noise.Zip(before, (now, then) => Math.Abs(now - then))];
        Assert.All(moved.Zip(deviations), pair => Assert.InRange(pair.First, 0, 0.3 * pair.Second));
        // Odd ones have three times the noise of even ones, so nine times the variance.
        Assert.Equal(9, moved[Channels] / moved[0], 0.1);
    }

    [Fact]
    public void Few_spectra_keep_their_noise()
    {
        var (noise, deviations) = Drawn(NoiseBalance.Least - 1);
        var before = noise.ToArray();

        NoiseBalance.Apply(noise, deviations, Channels);

        Assert.Equal(before, noise);
    }

    static (float[] Noise, float[] Deviations) Drawn(int count)
    {
        var random = new Seed(4).Random();
        float[] deviations = [.. Enumerable.Range(0, count * Channels).Select(at => at / Channels % 2 == 0 ? 1f : 3f)];
        return ([.. deviations.Select(deviation => (float)(deviation * random.NextNormal()))], deviations);
    }
}
