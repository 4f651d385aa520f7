using Whiteline.Fidelity;

namespace Whiteline.Tests.Fidelity;

/// <summary>Distances of distributions, worked out by hand.</summary>
public sealed class DistanceTests
{
    [Fact]
    public void Two_samples_on_a_line()
    {
        // Shares of {0, 1} and {1, 3}: ½ : 0 on [0, 1), 1 : ½ on [1, 3).
        var distance = DistributionDistance.Of([1, 0], [3, 1]);

        Assert.Equal(0.5, distance.Ks, 1e-12);
        Assert.Equal(0.5 * 1 + 0.5 * 2, distance.Wasserstein, 1e-12);
    }

    [Fact]
    public void What_is_not_finite_is_left_out()
    {
        Assert.Equal(0, DistributionDistance.Of([1, double.NaN, 2], [2, 1]).Wasserstein);
        Assert.True(double.IsNaN(DistributionDistance.Of([double.NaN], [1]).Ks));
    }

    [Fact]
    public void The_mean_discrepancy_of_four_points()
    {
        // Distances among the real points 0, 1 and 3 are 1, 2, 3: σ is 2. Kernel: exp(−d²/8).
        static double K(double d) => Math.Exp(-d * d / 8);
        var expected = (K(1) + K(2) + K(3)) / 3 + K(2) - (K(0) + K(2) + K(1) + K(1) + K(3) + K(1)) / 3;

        Assert.Equal(expected, MeanDiscrepancy.Of(new([0, 1, 3], 1), new([0, 2], 1)), 1e-7);
    }

    [Fact]
    public void Authenticity_asks_the_neighbour_whether_it_has_a_nearer_one()
    {
        // Nearest neighbours within the training set: 0 ↔ 1 at 1; 5 to 1 at 4.
        // 0.25 is nearer to 0 than 1 is: a copy. 7 is nearer to 5 than 1 is: a copy. −3 is farther from 0 than 1 is; 10 farther from 5 than 1 is.
        var memory = Memorisation.Of(new([0, 1, 5], 1), new([0.25f, 7, -3, 10], 1));

        Assert.Equal(0.5, memory.Authenticity);
        Assert.Equal((2 + 3) / 2.0, memory.MedianDistance, 1e-7);
    }
}
