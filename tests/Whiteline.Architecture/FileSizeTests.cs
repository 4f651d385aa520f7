namespace Whiteline.Architecture;

/// <summary>Files stay small enough to hold in the head: none over 500 lines, nine in ten under 300, the median under 100.</summary>
public sealed class FileSizeTests
{
    static readonly int[] Sizes =
        [.. new[] { "src", "tests", "bench", "cookbook" }.SelectMany(Repository.CSharpFiles).Select(Repository.Lines).Order()];

    [Fact]
    public void No_file_is_over_500_lines()
    {
        var large = new[] { "src", "tests", "bench", "cookbook" }.SelectMany(Repository.CSharpFiles).Where(file => Repository.Lines(file) > 500);

        Assert.Empty(large);
    }

    [Fact]
    public void Nine_files_in_ten_are_under_300_lines() => Assert.InRange(Sizes[Sizes.Length * 9 / 10], 1, 300);

    [Fact]
    public void The_median_file_is_under_100_lines() => Assert.InRange(Sizes[Sizes.Length / 2], 1, 100);
}
