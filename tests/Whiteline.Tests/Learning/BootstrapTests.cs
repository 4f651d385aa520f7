using Whiteline.Learning.Metrics;
using Whiteline.Numerics;

namespace Whiteline.Tests.Learning;

public sealed class BootstrapTests
{
    [Fact]
    public void The_standard_deviation_of_a_share_is_that_of_the_binomial_distribution()
    {
        var values = Enumerable.Range(0, 400).Select(i => i % 4 == 0 ? 0.0 : 1).ToArray();

        var bootstrap = Bootstrap.OfMean(values, null, new Seed(1), 4000);

        // √(0.75 · 0.25 / 400) = 0.02165; of 4,000 draws its error is 1.1 %.
        Assert.Equal(0.02165, bootstrap.Std, 0.02165 * 0.06);
        Assert.Equal(0.75 - 1.96 * 0.02165, bootstrap.Low, 0.006);
        Assert.Equal(0.75 + 1.96 * 0.02165, bootstrap.High, 0.006);
    }

    [Fact]
    public void Copies_within_a_group_tell_nothing_new()
    {
        // 25 groups of 16 equal values: √(0.24 / 25) = 0.098 instead of √(0.24 / 400) = 0.024.
        var values = Enumerable.Range(0, 400).Select(i => i / 16 % 5 < 2 ? 0.0 : 1).ToArray();

        var grouped = Bootstrap.OfMean(values, [.. values.Select((_, i) => $"{i / 16}")], new Seed(1));

        Assert.Equal(0.098, grouped.Std, 0.01);
    }

    [Fact]
    public void What_does_not_vary_is_certain() =>
        Assert.Equal(new Bootstrap(0, 1, 1), Bootstrap.OfMean([1, 1, 1], null, new Seed(1)));
}
