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

    // The differences of the groups are 0.2, 0.1 and 0: mean 0.1, leaving one out 0.05, 0.1 and 0.15, so that the standard error is √(2/3 · 0.005) and t of two degrees of freedom 4.3027.
    [Fact]
    public void Few_groups_have_the_interval_of_the_jackknife()
    {
        bool[] first = [.. Enumerable.Repeat(true, 60)];
        bool[] second = [.. Enumerable.Range(0, 60).Select(i => i is >= 4 and not (20 or 21))];
        string[] groups = [.. Enumerable.Range(0, 60).Select(i => $"{i / 20}")];

        var paired = PairedComparison.Of(first, second, groups, new Seed(1));

        Assert.Equal(0.1 - 0.2484, paired.Low, 1e-4);
        Assert.Equal(0.1 + 0.2484, paired.High, 1e-4);
    }

    [Fact]
    public void The_interval_of_few_groups_of_any_size_holds_the_truth_in_95_of_100_cases()
    {
        // Groups differ in how hard they are, and in what the second classifier loses there: 0.05 on average.
        var random = new Seed(3).Random();
        const int cases = 1000;
        var held = 0;
        for (var c = 0; c < cases; c++)
        {
            List<bool> first = [], second = [];
            List<string> groups = [];
            for (var g = 0; g < 5; g++)
            {
                double share = 0.75 + 0.1 * random.NextDouble(), loss = 0.1 * random.NextDouble();
                for (var i = 15 + (int)(30 * random.NextDouble()); i > 0; i--)
                {
                    var draw = random.NextDouble();
                    first.Add(draw < share);
                    second.Add(draw < share - loss);
                    groups.Add($"{g}");
                }
            }
            var paired = PairedComparison.Of([.. first], [.. second], groups, new Seed((ulong)c));
            if (paired.Low <= 0.05 && paired.High >= 0.05) held++;
        }

        Assert.InRange(held, 0.93 * cases, 0.995 * cases);
    }

    [Fact]
    public void Groups_that_agree_by_chance_are_no_surer_than_their_spectra()
    {
        bool[] right = [.. Enumerable.Repeat(true, 46)];
        string[] groups = [.. Enumerable.Range(0, 46).Select(i => $"{i % 2}")];

        var paired = PairedComparison.Of(right, right, groups, new Seed(1));

        Assert.Equal(PairedScores.Interval(1, 0, 0, 46), (paired.Low, paired.High));
    }

    [Fact]
    public void One_group_is_one_spectrum()
    {
        bool[] right = [.. Enumerable.Repeat(true, 46)];

        var paired = PairedComparison.Of(right, right, [.. Enumerable.Repeat("film", 46)], new Seed(1));

        Assert.Equal(PairedScores.Interval(1, 0, 0, 1), (paired.Low, paired.High));
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
