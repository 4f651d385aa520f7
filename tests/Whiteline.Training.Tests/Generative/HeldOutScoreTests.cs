using Whiteline.Training.Generative;

namespace Whiteline.Training.Tests.Generative;

public sealed class HeldOutScoreTests
{
    [Fact]
    public void A_distance_is_raised_by_the_standard_error_of_its_difference()
    {
        HeldOutScore start = new(-0.5, [[1, 2, 3, 4]]), later = new(-0.6, [[1, 2, 3, 2]]);

        // Differences 0, 0, 0 and −2: standard deviation 1, standard error one half.
        Assert.Equal(-0.1, later.Beyond(start), 1e-12);
    }

    [Fact]
    public void What_is_better_for_every_spectrum_alike_is_better_for_certain()
    {
        HeldOutScore start = new(-0.5, [[1, 2], [3, 4]]), later = new(-0.6, [[0.9, 1.9], [2.9, 3.9]]);

        Assert.Equal(-0.6, later.Beyond(start), 1e-12);
        Assert.Equal(-0.5, start.Beyond(start), 1e-12);
    }
}
