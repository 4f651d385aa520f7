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

    [Fact]
    public void Three_states_have_the_means_and_spreads_of_direct_sampling()
    {
        double[] centre = [4, 1, 5], covariance = [0.4, -0.3, 0, -0.3, 0.5, -0.1, 0, -0.1, 0.3];
        var estimate = SimplexPosterior.Of([new(centre, centre, covariance, 0, 0, 0, 1)], [2, 3, 4], new Seed(1).Random());

        // Draws of the weights, fractions linear about the centre, those outside the simplex thrown away.
        var root = new Cholesky(covariance, 3);
        var random = new Seed(2).Random();
        var kept = new List<double[]>();
        while (kept.Count < 20000)
        {
            double[] normal = [random.NextNormal(), random.NextNormal(), random.NextNormal()];
            double[] step = [.. Enumerable.Range(0, 3).Select(i => Enumerable.Range(0, i + 1).Sum(j => root[i, j] * normal[j]))];
            double[] fractions = [.. Enumerable.Range(0, 3).Select(i => centre[i] / 10 + (step[i] - centre[i] / 10 * step.Sum()) / 10)];
            if (fractions.All(fraction => fraction >= 0)) kept.Add(fractions);
        }
        for (var k = 0; k < 3; k++)
        {
            double[] sorted = [.. kept.Select(fractions => fractions[k]).Order()];
            Assert.Equal(sorted.Average(), estimate.Fractions[k], 0.012);
            Assert.Equal(sorted[(int)(0.95 * sorted.Length)] - sorted[(int)(0.05 * sorted.Length)], estimate.Upper[k] - estimate.Lower[k], 0.03);
        }
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
