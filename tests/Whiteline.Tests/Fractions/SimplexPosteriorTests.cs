using Whiteline.Fractions;
using Whiteline.Numerics;

namespace Whiteline.Tests.Fractions;

public sealed class SimplexPosteriorTests
{
    static readonly double[] Valences = [2, 3];

    [Fact]
    public void Far_from_both_ends_it_is_the_normal_distribution_of_the_ratio()
    {
        // Weights 3 and 7 with standard deviations 0.1: f = 0.3, σ² = (0.7² + 0.3²) 0.1² / 10².
        var estimate = Of([3, 7], [0.01, 0, 0, 0.01]);

        var sigma = Math.Sqrt(0.58) * 0.1 / 10;
        Assert.Equal(0.3, estimate.Fractions[0], 4 * sigma / Math.Sqrt(1200));
        Assert.Equal(2 * 1.6449 * sigma, estimate.Upper[0] - estimate.Lower[0], 0.4 * sigma);
        Assert.Equal(2.7, estimate.MeanValence, 4 * sigma / Math.Sqrt(1200));
    }

    [Fact]
    public void A_weight_that_wants_to_be_negative_gives_an_interval_that_begins_at_0()
    {
        // Half a normal distribution: 0.9 of it lie below 1.6449 σ.
        var estimate = Of([0, 10], [0.04, 0, 0, 0]);

        Assert.Equal(0, estimate.Lower[0]);
        Assert.Equal(1.6449 * 0.02, estimate.Upper[0], 0.004);
        Assert.Equal(0.02 * Math.Sqrt(2 / Math.PI), estimate.Fractions[0], 0.002);
    }

    [Theory]
    [InlineData(4, 1, 5)]
    [InlineData(6, 4, -0.2)]
    [InlineData(2, 7.5, 0.5)]
    public void Three_states_have_the_means_and_spreads_of_weighted_draws_of_what_was_known_before(double one, double two, double three)
    {
        double[] centre = [one, two, three], covariance = [0.4, -0.3, 0, -0.3, 0.5, -0.1, 0, -0.1, 0.3];
        var estimate = SimplexPosterior.Of([new(centre, centre, covariance, 0, 0, 0, 1)], [2, 3, 4], new Seed(1).Random());

        // Half of the draws hold two neighbours, half anything; each counts as its density of the normal distribution, fractions linear about the centre.
        var random = new Seed(2).Random();
        var sum = centre.Sum();
        double[] mean = [.. centre.Select(weight => weight / sum)];
        double Entry(int i, int j) => Enumerable.Range(0, 9).Sum(ab => ((ab / 3 == i ? 1 : 0) - mean[i]) * ((ab % 3 == j ? 1 : 0) - mean[j]) * covariance[ab]) / (sum * sum);
        var (xx, xy, yy) = (Entry(0, 0), Entry(0, 1), Entry(1, 1));
        var draws = Enumerable.Range(0, 200_000).Select(_ =>
        {
            double[] f = [-Math.Log(1 - random.NextDouble()), -Math.Log(1 - random.NextDouble()), -Math.Log(1 - random.NextDouble())];
            var (pair, part) = (random.NextDouble(), random.NextDouble());
            f = pair < 0.25 ? [part, 1 - part, 0] : pair < 0.5 ? [0, part, 1 - part] : [.. f.Select(value => value / f.Sum())];
            var (x, y) = (f[0] - mean[0], f[1] - mean[1]);
            return (F: f, Weight: Math.Exp(-0.5 * (yy * x * x - 2 * xy * x * y + xx * y * y) / (xx * yy - xy * xy)));
        }).ToArray();
        var total = draws.Sum(draw => draw.Weight);
        for (var k = 0; k < 3; k++)
        {
            Assert.Equal(draws.Sum(draw => draw.Weight * draw.F[k]) / total, estimate.Fractions[k], 0.015);
            Assert.InRange(draws.Where(draw => draw.F[k] >= estimate.Lower[k] && draw.F[k] <= estimate.Upper[k]).Sum(draw => draw.Weight) / total, 0.87, 0.96);
        }
    }

    [Fact]
    public void A_stranger_keeps_its_best_answer_and_gets_the_wider_interval()
    {
        ModeFit usual = new([3, 7], [3, 7], [0.01, 0, 0, 0.01], 0, 0, 0, 1), strange = new([5, 5], [5, 5], [0.25, 0, 0, 0.25], 0, 0, 0, 1);
        var (narrow, wide) = (SimplexPosterior.Of([usual], Valences, new Seed(3).Random()), SimplexPosterior.Of([usual with { Stranger = strange }], Valences, new Seed(3).Random()));

        Assert.Equal(narrow.Fractions, wide.Fractions);
        Assert.Equal(narrow.Lower[0], wide.Lower[0]);
        Assert.Equal(0.5 + 1.645 * 0.5 * Math.Sqrt(0.5) / 10, wide.Upper[0], 0.01);
    }

    [Fact]
    public void Weights_without_a_significant_sum_say_nothing()
    {
        var estimate = Of([0.1, 0.1], [1, 0, 0, 1]);

        Assert.True(estimate.Upper[0] - estimate.Lower[0] > 0.85);
        Assert.Equal(0.5, estimate.Fractions[0], 0.05);
    }

    static FractionEstimate Of(double[] centre, double[] covariance) =>
        SimplexPosterior.Of([new([.. centre.Select(weight => Math.Max(0, weight))], centre, covariance, 0, 0, 0, 1)], Valences, new Seed(3).Random());
}
