using Whiteline.Numerics;

namespace Whiteline.Tests.Numerics;

public sealed class PoissonSamplerTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(4)]
    [InlineData(9.99)]
    [InlineData(10.01)]
    [InlineData(120)]
    [InlineData(25_000)]
    public void Mean_and_variance_are_the_expected_count(double mean)
    {
        const int Draws = 100_000;
        var random = new Seed(3).Random();

        var counts = Enumerable.Range(0, Draws).Select(_ => PoissonSampler.Next(mean, random)).ToArray();

        var average = counts.Average();
        var variance = counts.Sum(count => (count - average) * (count - average)) / (Draws - 1);
        // Five standard errors of the mean, and of the variance of a Poisson variable: σ² √(2/n + 1/(n mean)).
        Assert.InRange(average, mean - 5 * Math.Sqrt(mean / Draws), mean + 5 * Math.Sqrt(mean / Draws));
        var spread = 5 * mean * Math.Sqrt(2.0 / Draws + 1 / (Draws * mean));
        Assert.InRange(variance, mean - spread, mean + spread);
    }

    [Theory]
    [InlineData(3.0)]
    [InlineData(14.0)]
    public void Counts_follow_the_probabilities_of_the_distribution(double mean)
    {
        const int Draws = 200_000;
        var random = new Seed(5).Random();
        var seen = new int[60];

        for (var i = 0; i < Draws; i++) seen[Math.Min((int)PoissonSampler.Next(mean, random), seen.Length - 1)]++;

        double chiSquare = 0, probability = Math.Exp(-mean);
        var bins = 0;
        for (var k = 0; k < seen.Length - 1; k++)
        {
            if (k > 0) probability *= mean / k;
            var expected = Draws * probability;
            if (expected < 20) continue;
            chiSquare += (seen[k] - expected) * (seen[k] - expected) / expected;
            bins++;
        }
        // The mean of χ² is its degrees of freedom, its standard deviation √(2 df).
        Assert.True(chiSquare < bins + 5 * Math.Sqrt(2 * bins), $"χ² = {chiSquare} over {bins} bins");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(double.NaN)]
    public void Without_expectation_there_is_no_count(double mean) => Assert.Equal(0, PoissonSampler.Next(mean, new Seed(0).Random()));
}
