using Whiteline.Numerics;
using Whiteline.Training.Generative;

namespace Whiteline.Training.Tests.Generative;

public sealed class LatentPriorTests
{
    static readonly ClassModel Own = SpectrumModel.Fit(MeasuredLike.Set(120, classes: 1), CancellationToken.None).Classes[0];
    static readonly int[] All = [.. Enumerable.Range(0, 120)];

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(2.0)]
    public void What_is_drawn_has_mean_and_covariance_of_the_real_numbers(double width)
    {
        var prior = new LatentPrior(Own, All, width);
        var random = new Seed(4).Random();
        var drawn = new float[60_000][];
        for (var i = 0; i < drawn.Length; i++) prior.Draw(i, random, drawn[i] = new float[Own.Size]);

        for (var k = 0; k < Own.Size - 1; k++)
        {
            Assert.Equal(Mean(Own.Latents, k), Mean(drawn, k), 0.02 * Deviation(Own.Latents, k));
            for (var l = 0; l <= k; l++) Assert.Equal(Covariance(Own.Latents, k, l), Covariance(drawn, k, l), 0.03 * Deviation(Own.Latents, k) * Deviation(Own.Latents, l));
        }
    }

    [Fact]
    public void A_wider_neighbourhood_moves_farther()
    {
        double Moved(double width)
        {
            var prior = new LatentPrior(Own, All, width);
            var random = new Seed(4).Random();
            var latent = new float[Own.Size];
            return Enumerable.Range(0, 600).Average(turn =>
            {
                var parent = prior.Draw(turn, random, latent);
                return Math.Abs(latent[0] - Own.Latents[parent][0]);
            });
        }

        Assert.True(Moved(0.01) < 1e-6 * Deviation(Own.Latents, 0));
        Assert.True(Moved(0.3) > 0.01 * Deviation(Own.Latents, 0));
        Assert.True(Moved(0.85) > 1.5 * Moved(0.3));
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
    public void Many_spectra_have_their_neighbours_in_parts_and_keep_mean_and_spread()
    {
        var many = SpectrumModel.Fit(MeasuredLike.Set(1300, classes: 1), CancellationToken.None).Classes[0];
        var prior = new LatentPrior(many, [.. Enumerable.Range(0, 1300)], 0.6);
        var random = new Seed(4).Random();
        var drawn = new float[52_000][];
        for (var i = 0; i < drawn.Length; i++) prior.Draw(i, random, drawn[i] = new float[many.Size]);

        for (var k = 0; k < many.Size - 1; k++)
        {
            Assert.Equal(Mean(many.Latents, k), Mean(drawn, k), 0.02 * Deviation(many.Latents, k));
            Assert.Equal(Deviation(many.Latents, k), Deviation(drawn, k), 0.02 * Deviation(many.Latents, k));
        }
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

    static double Mean(float[][] numbers, int k) => numbers.Average(own => (double)own[k]);

    static double Covariance(float[][] numbers, int k, int l)
    {
        var (meanK, meanL) = (Mean(numbers, k), Mean(numbers, l));
        return numbers.Average(own => (own[k] - meanK) * (own[l] - meanL));
    }

    static double Deviation(float[][] numbers, int k) => Math.Sqrt(Covariance(numbers, k, k));
}
