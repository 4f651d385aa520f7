using Whiteline.Fidelity;

namespace Whiteline.Tests.Fidelity;

/// <summary>Counted by hand on a line: real points at 0, 1, 2 and 10, radii to the first neighbour 1, 1, 1 and 8.</summary>
public sealed class NeighbourhoodsTests
{
    static readonly SpectrumSet Real = new([0, 1, 2, 10], 1);

    [Fact]
    public void Made_points_among_real_ones()
    {
        var near = Neighbourhoods.Of(Real, new SpectrumSet([0.5f, 1, 20], 1), k: 1);

        // 0.5 lies in the balls of 0 and 1; 1 in that of 1 alone, since a ball is open; 20 in none, for |20 − 10| ≥ 8.
        Assert.Equal(2 / 3.0, near.Precision, 1e-12);
        Assert.Equal(3 / 3.0, near.Density, 1e-12);
        Assert.Equal(2 / 4.0, near.Coverage, 1e-12);
        // Made radii: 0.5, 0.5 and 19. Real 0 is not within 0.5 of 0.5 (open); 1 is within 0.5 of 1; 2 within 19 of 20; 10 too.
        Assert.Equal(3 / 4.0, near.Recall, 1e-12);
    }

    [Fact]
    public void Equal_sets_are_all_precise_and_covered()
    {
        var near = Neighbourhoods.Of(Real, Real, k: 2);

        Assert.Equal((1.0, 1.0, 1.0), (near.Precision, near.Recall, near.Coverage));
    }

    [Fact]
    public void Points_that_are_fewer_than_neighbours_are_refused() => Assert.Throws<ArgumentException>(() => Neighbourhoods.Of(Real, Real, k: 4));
}
