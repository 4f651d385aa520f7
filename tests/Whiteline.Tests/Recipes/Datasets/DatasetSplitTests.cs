using Whiteline.Numerics;
using Whiteline.Recipes.Datasets;
using Whiteline.Spectra;

namespace Whiteline.Tests.Recipes.Datasets;

public sealed class DatasetSplitTests
{
    [Fact]
    public void No_group_is_on_both_sides_and_classes_keep_their_share()
    {
        var data = Set(400, i => i % 3 == 0 ? "Fe2+" : "Fe3+", i => $"g{i % 20}");

        var split = DatasetSplit.ByGroup(data, 0.35, new Seed(1));

        var held = split.Held.Select(i => data.Groups![i]).ToHashSet();
        Assert.DoesNotContain(split.Training, i => held.Contains(data.Groups![i]));
        Assert.Equal(400, split.Training.Length + split.Held.Length);
        foreach (var label in data.Classes)
            Assert.Equal(0.35, (double)split.Held.Count(i => data.Labels[i] == label) / data.Labels.Count(other => other == label), 0.06);
        Assert.Empty(DatasetSplit.Warnings(data, split));
    }

    [Fact]
    public void Groups_of_one_class_each_leave_both_classes_on_both_sides()
    {
        var data = Set(100, i => i < 50 ? "Fe2+" : "Fe3+", i => $"g{i / 10}");

        var split = DatasetSplit.ByGroup(data, 0.2, new Seed(2));

        Assert.Equal(["Fe2+", "Fe3+"], split.Held.Select(i => data.Labels[i]).Distinct().Order());
        Assert.Equal(20, split.Held.Length);
    }

    [Fact]
    public void Two_groups_are_one_on_each_side()
    {
        var data = Set(10, _ => "Fe2+", i => i < 9 ? "large" : "small");

        Assert.Single(DatasetSplit.ByGroup(data, 0.3, new Seed(1)).Held);
    }

    [Fact]
    public void A_class_that_is_missing_on_one_side_is_named()
    {
        var data = Set(10, i => i < 5 ? "Fe2+" : "Fe3+", i => i < 5 ? "a" : "b");

        var warning = Assert.Single(DatasetSplit.Warnings(data, DatasetSplit.ByGroup(data, 0.5, new Seed(1))), sentence => sentence.Contains("test part", StringComparison.Ordinal));

        Assert.Contains("is not in the test part", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Single_spectra_keep_the_share_of_every_class()
    {
        var data = Set(200, i => i % 4 == 0 ? "Fe2+" : "Fe3+", null);

        var split = DatasetSplit.ByClass(data, 0.2, new Seed(1));

        Assert.Equal(10, split.Held.Count(i => data.Labels[i] == "Fe2+"));
        Assert.Equal(30, split.Held.Count(i => data.Labels[i] == "Fe3+"));
    }

    [Fact]
    public void The_seed_decides()
    {
        var data = Set(400, i => i % 3 == 0 ? "Fe2+" : "Fe3+", i => $"g{i % 20}");

        Assert.Equal(DatasetSplit.ByGroup(data, 0.35, new Seed(1)).Held, DatasetSplit.ByGroup(data, 0.35, new Seed(1)).Held);
        Assert.NotEqual(DatasetSplit.ByGroup(data, 0.35, new Seed(1)).Held, DatasetSplit.ByGroup(data, 0.35, new Seed(2)).Held);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Synthetic_spectra_are_on_neither_side(bool byGroup)
    {
        var measured = Set(60, i => i % 2 == 0 ? "Fe2+" : "Fe3+", i => $"g{i % 6}");
        var data = new LabeledSpectra(measured.Axis, measured.Intensity.ToArray(), measured.Labels, measured.Groups) { Synthetic = [.. Enumerable.Range(0, 60).Select(i => i >= 48)] };

        var split = byGroup ? DatasetSplit.ByGroup(data, 0.35, new Seed(1)) : DatasetSplit.ByClass(data, 0.35, new Seed(1));

        Assert.Equal(Enumerable.Range(0, 48), split.Training.Concat(split.Held).Order());
        Assert.Contains("12 synthetic spectra were left out of both parts", Assert.Single(DatasetSplit.Warnings(data, split)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_split_is_refused()
    {
        Assert.Contains("does not say which group", Assert.Throws<BadInputException>(() => DatasetSplit.ByGroup(Set(4, _ => "Fe2+", null), 0.5, new Seed(1))).Message, StringComparison.Ordinal);
        Assert.Contains("one group, 'a'", Assert.Throws<BadInputException>(() => DatasetSplit.ByGroup(Set(4, _ => "Fe2+", _ => "a"), 0.5, new Seed(1))).Message, StringComparison.Ordinal);
        Assert.Contains("between 0 and 1", Assert.Throws<BadInputException>(() => DatasetSplit.ByClass(Set(4, _ => "Fe2+", null), 1, new Seed(1))).Message, StringComparison.Ordinal);
    }

    static LabeledSpectra Set(int count, Func<int, string> label, Func<int, string>? group) => new(
        new(700, 1, 4), [.. Enumerable.Range(0, 4 * count).Select(i => (float)i)], [.. Enumerable.Range(0, count).Select(label)], group is null ? null : [.. Enumerable.Range(0, count).Select(group)]);
}
