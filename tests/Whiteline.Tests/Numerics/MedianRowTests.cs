using Whiteline.Numerics;

namespace Whiteline.Tests.Numerics;

public sealed class MedianRowTests
{
    [Fact]
    public void The_median_of_each_element() => Assert.Equal([2, 20], MedianRow.Of([1, 30, 2, 20, 1e6f, -1e6f], 2));

    [Fact]
    public void Of_very_many_some_are_taken_from_everywhere()
    {
        float[] rising = [.. Enumerable.Range(0, 10_000).Select(i => (float)i)];

        Assert.InRange(MedianRow.Of(rising, 1)[0], 4900, 5100);
    }
}
