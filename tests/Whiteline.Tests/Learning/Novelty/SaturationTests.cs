using Whiteline.Learning.Novelty;
using Whiteline.Numerics;

namespace Whiteline.Tests.Learning.Novelty;

public sealed class SaturationTests
{
    [Fact]
    public void A_line_cut_off_at_a_ceiling_is_saturated() => Assert.True(Saturation.IsIn(Line(ceiling: 700), ..));

    [Fact]
    public void A_whole_line_is_not() => Assert.False(Saturation.IsIn(Line(ceiling: float.MaxValue), ..));

    [Fact]
    public void A_level_spectrum_is_not() => Assert.False(Saturation.IsIn(Enumerable.Repeat(5f, 200).ToArray(), ..));

    [Fact]
    public void Counts_of_a_few_electrons_repeat_their_maximum_by_chance_and_are_not()
    {
        var random = new Seed(1).Random();

        Assert.False(Saturation.IsIn(Enumerable.Range(0, 200).Select(_ => (float)random.NextInt32(4)).ToArray(), ..));
    }

    [Fact]
    public void A_window_that_lies_at_the_ceiling_altogether_is_saturated()
    {
        var spectrum = Line(ceiling: 100);

        Assert.True(Saturation.IsIn(spectrum, 90..111));
        Assert.False(Saturation.IsIn(Line(ceiling: 700), 150..200));
    }

    static float[] Line(float ceiling)
    {
        var random = new Seed(2).Random();
        return [.. Enumerable.Range(0, 200).Select(c => Math.Min(ceiling, (float)(1000 * Math.Exp(-(c - 100) * (c - 100) / 800.0) + 10 * random.NextDouble())))];
    }
}
