using Whiteline.Learning.Metrics;
using Whiteline.Numerics;

namespace Whiteline.Tests.Learning;

public sealed class AccuracyIntervalTests
{
    // Wilson's interval of 0, 10 and 20 successes in 20 and of 1 in 1, from its formula: for all right n / (n + z²) to 1.
    [Theory]
    [InlineData(0, 20, 0, 0.16113)]
    [InlineData(10, 20, 0.29930, 0.70070)]
    [InlineData(20, 20, 0.83887, 1)]
    [InlineData(1, 1, 0.20655, 1)]
    public void Wilsons_interval_is_that_of_its_formula(int right, int n, double low, double high)
    {
        var interval = AccuracyInterval.Wilson((double)right / n, n);

        Assert.Equal(low, interval.Low, 1e-5);
        Assert.Equal(high, interval.High, 1e-5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void All_right_or_all_wrong_is_not_certain(bool right)
    {
        var interval = AccuracyInterval.Of([.. Enumerable.Repeat(right, 20)], null, new Seed(1));

        Assert.Equal((IntervalMethod.Wilson, 20), (interval.Method, interval.Units));
        Assert.Equal(0.16113, interval.High - interval.Low, 1e-5);
    }

    [Fact]
    public void Few_groups_tell_no_more_than_as_many_spectra()
    {
        bool[] right = [.. Enumerable.Range(0, 300).Select(i => i % 10 != 0)];
        string[] groups = [.. right.Select((_, i) => $"{i / 100}")];

        var interval = AccuracyInterval.Of(right, groups, new Seed(1));

        Assert.Equal((IntervalMethod.Wilson, 3), (interval.Method, interval.Units));
        Assert.Equal(AccuracyInterval.Wilson(0.9, 3), (interval.Low, interval.High));
    }

    [Fact]
    public void Many_spectra_that_vary_are_resampled()
    {
        bool[] right = [.. Enumerable.Range(0, 300).Select(i => i % 10 != 0)];

        var interval = AccuracyInterval.Of(right, null, new Seed(1));

        Assert.Equal(IntervalMethod.Bootstrap, interval.Method);
        Assert.InRange(interval.Low, 0.84, 0.89);
    }
}
