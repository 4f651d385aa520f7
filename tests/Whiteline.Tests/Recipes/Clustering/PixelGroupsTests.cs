using Whiteline.Recipes.Clustering;

namespace Whiteline.Tests.Recipes.Clustering;

public sealed class PixelGroupsTests
{
    [Fact]
    public void Particles_that_do_not_touch_are_groups_of_their_own()
    {
        var groups = PixelGroups.Of(Mask("##.#", "##.#", "...."), 4, 10);

        Assert.Equal(["1-0.0", "1-0.0", null, "2-0.0", "1-0.0", "1-0.0", null, "2-0.0", null, null, null, null], groups);
    }

    [Fact]
    public void Corners_do_not_touch_and_rows_do_not_wrap()
    {
        var groups = PixelGroups.Of(Mask("#..#", "#...", ".#..", "...."), 4, 10);

        Assert.Equal(3, groups.OfType<string>().Distinct().Count());
        Assert.NotEqual(groups[3], groups[4]);
    }

    [Fact]
    public void A_large_region_is_cut_into_blocks()
    {
        var groups = PixelGroups.Of([.. Enumerable.Repeat(true, 64)], 8, 4);

        Assert.Equal(4, groups.Distinct().Count());
        Assert.All(groups.GroupBy(group => group), block => Assert.Equal(16, block.Count()));
        Assert.Equal(groups[0], groups[27]);
        Assert.NotEqual(groups[3], groups[4]);
    }

    [Theory]
    [InlineData(17, 19, 5)]
    [InlineData(6, 6, 4)]
    [InlineData(1, 100, 25)]
    public void Blocks_are_a_quarter_of_the_longer_side(int rows, int columns, int block) => Assert.Equal(block, PixelGroups.BlockOf(rows, columns));

    static bool[] Mask(params string[] rows) => [.. rows.SelectMany(row => row.Select(cell => cell == '#'))];
}
