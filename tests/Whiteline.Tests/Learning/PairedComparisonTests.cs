using Whiteline.Learning.Metrics;
using Whiteline.Numerics;

namespace Whiteline.Tests.Learning;

public sealed class PairedComparisonTests
{
    [Theory]
    [InlineData(8, 2, 0.109375)]
    [InlineData(10, 0, 0.001953125)]
    [InlineData(5, 5, 1)]
    [InlineData(0, 0, 1)]
    public void McNemar_is_the_exact_binomial_test(int onlyFirst, int onlySecond, double expected)
    {
        var paired = PairedComparison.Of(Right(onlyFirst, 0), Right(0, onlySecond), null, new Seed(1));

        Assert.Equal(expected, paired.McNemarP, 1e-12);
        Assert.Equal((onlyFirst, onlySecond), (paired.OnlyFirst, paired.OnlySecond));
        Assert.Equal((onlyFirst - onlySecond) / 40.0, paired.Difference, 1e-12);

        // The first n only the first has right, the next m only the second, the rest both.
        bool[] Right(int own, int other) => [.. Enumerable.Range(0, 40).Select(i => i >= onlyFirst + onlySecond || (own > 0 ? i < onlyFirst : other > 0 && i >= onlyFirst))];
    }

    [Fact]
    public void Groups_widen_the_interval_when_spectra_of_one_group_fall_together()
    {
        // 20 groups of 20 near copies; the first classifier is better on 12 of them, the second on 8.
        bool[] first = [.. Enumerable.Range(0, 400).Select(i => i / 20 < 12)];
        bool[] second = [.. first.Select(right => !right)];
        string[] groups = [.. Enumerable.Range(0, 400).Select(i => $"{i / 20}")];

        var alone = PairedComparison.Of(first, second, null, new Seed(1));
        var grouped = PairedComparison.Of(first, second, groups, new Seed(1));

        Assert.True(alone.Low > 0, $"{alone}");
        Assert.True(grouped.Low < 0 && grouped.High > 0, $"{grouped}");
        Assert.Equal(alone.Difference, grouped.Difference);
    }

    // The paper's own example (36 both, 12 only the first, 2 only the second, none neither), and two at the edges by its formula.
    [Theory]
    [InlineData(36, 12, 2, 0, 0.0569, 0.3404)]
    [InlineData(23, 0, 0, 0, -0.1431, 0.1431)]
    [InlineData(4, 0, 3, 1, -0.6777, 0.0730)]
    public void Scores_of_pairs_have_the_interval_of_Newcombe(int both, int onlyFirst, int onlySecond, int none, double low, double high)
    {
        var n = both + onlyFirst + onlySecond + none;

        var interval = PairedScores.Interval((double)both / n, (double)onlyFirst / n, (double)onlySecond / n, n);

        Assert.Equal(low, interval.Low, 1e-4);
        Assert.Equal(high, interval.High, 1e-4);
    }

    [Fact]
    public void Equal_labels_of_few_spectra_leave_the_difference_open()
    {
        bool[] right = [.. Enumerable.Repeat(true, 23)];

        var paired = PairedComparison.Of(right, right, null, new Seed(1));

        Assert.Equal((0, -0.1431, 0.1431), (paired.Difference, Math.Round(paired.Low, 4), Math.Round(paired.High, 4)));
    }

    [Fact]
    public void Few_groups_are_few_spectra()
    {
        // Three groups of 20 near copies: the second classifier fails on one of them.
        bool[] first = [.. Enumerable.Repeat(true, 60)];
        bool[] second = [.. Enumerable.Range(0, 60).Select(i => i >= 20)];
        string[] groups = [.. Enumerable.Range(0, 60).Select(i => $"{i / 20}")];

        var paired = PairedComparison.Of(first, second, groups, new Seed(1));

        Assert.True(paired.Low < 0 && paired.High > 0.66, $"{paired}");
    }

    [Fact]
    public void Other_numbers_of_spectra_are_refused() =>
        Assert.Contains("the same spectra", Assert.Throws<BadInputException>(() => PairedComparison.Of(new bool[2], new bool[3], null, new Seed(1))).Message, StringComparison.Ordinal);
}
