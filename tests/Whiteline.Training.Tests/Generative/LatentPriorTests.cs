using Whiteline.Numerics;
using Whiteline.Training.Generative;

namespace Whiteline.Training.Tests.Generative;

public sealed class LatentPriorTests
{
    static readonly ClassModel Own = SpectrumModel.Fit(MeasuredLike.Set(120, classes: 1), CancellationToken.None).Classes[0];
    static readonly int[] All = [.. Enumerable.Range(0, 120)];

    [Theory]
    [InlineData(0.4)]
    [InlineData(1.0)]
    [InlineData(3.3)]
    public void What_is_drawn_spreads_as_the_real_spectra_do(double bandwidth)
    {
        var prior = new LatentPrior(Own, All, bandwidth);
        var random = new Seed(4).Random();
        var drawn = new float[4800][];
        for (var i = 0; i < drawn.Length; i++) prior.Draw(i, random, drawn[i] = new float[Own.Size]);

        for (var k = 0; k < Own.Size; k++) Assert.InRange(Deviation(drawn, k) / Deviation(Own.Latents, k), 0.85, 1.15);
    }

    [Fact]
    public void Every_spectrum_has_its_turn()
    {
        var prior = new LatentPrior(Own, All, 1);
        var random = new Seed(4).Random();
        var latent = new float[Own.Size];

        int[] parents = [.. Enumerable.Range(17, 240).Select(turn => prior.Draw(turn, random, latent))];

        Assert.All(All, i => Assert.Equal(2, parents.Count(parent => parent == i)));
    }

    [Fact]
    public void The_noise_level_is_that_of_a_real_spectrum()
    {
        var prior = new LatentPrior(Own, All, 1);
        var latent = new float[Own.Size];

        var parent = prior.Draw(3, new Seed(4).Random(), latent);

        Assert.Equal(Own.Latents[parent][^1], latent[^1]);
        Assert.NotEqual(Own.Latents[parent][0], latent[0]);
    }

    static double Deviation(float[][] numbers, int k)
    {
        var mean = numbers.Average(own => (double)own[k]);
        return Math.Sqrt(numbers.Average(own => Math.Pow(own[k] - mean, 2)));
    }
}
