using Whiteline.Preprocessing.Landmarks;

namespace Whiteline.Tests.Preprocessing.Landmarks;

public sealed class AxisEstimateTests
{
    [Fact]
    public void Landmarks_are_weighted_by_their_inverse_variances()
    {
        var estimate = AxisEstimate.Combined([At("a", 1, 1), At("b", 2.5, 2)], null, 640);

        // (1/1 + 2.5/4) / (1/1 + 1/4), and 1/√(1.25).
        Assert.Equal(1.3, estimate.OffsetEv, 12);
        Assert.Equal(0.894427190999916, estimate.UncertaintyEv, 12);
        Assert.Equal(0.45, estimate.ChiSquare, 12);
        Assert.True(estimate.Consistent);
    }

    [Fact]
    public void Landmarks_that_disagree_enlarge_the_uncertainty_by_Birges_ratio_and_it_is_said()
    {
        var estimate = AxisEstimate.Combined([At("O K", 0, 1), At("Fe L3", 6, 1)], "Fe", 708);

        // χ² = 2 · 3² = 18 for one degree of freedom: √18 times 1/√2.
        Assert.False(estimate.Consistent);
        Assert.Equal(18, estimate.ChiSquare, 12);
        Assert.Equal(3, estimate.UncertaintyEv, 12);
        Assert.Contains("they disagree (χ² 18.0 for 1)", estimate.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_uncertainty_of_a_landmark_holds_all_three_parts() => Assert.Equal(7, new LandmarkEstimate("a", 0, 1, 2, 3, 6, 9, "").UncertaintyEv, 12);

    static LandmarkEstimate At(string name, double offsetEv, double uncertaintyEv) => new(name, 500, 500 + offsetEv, 0, 0, uncertaintyEv, 20, "");
}
