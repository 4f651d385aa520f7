using Whiteline.Learning.Augmentation;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Tests.Learning.Augmentation;

public sealed class InterpolatedGridTests
{
    const int Channels = 200;

    [Theory]
    [InlineData(2.5)]
    [InlineData(2)]
    [InlineData(4)]
    public void Spectra_interpolated_from_a_coarser_grid_are_known_and_left_as_they_are(double factor)
    {
        var data = Interpolated(30, factor);

        var grid = InterpolatedGrid.Find(data, out var isOnGrid);

        Assert.NotNull(grid);
        Assert.All(isOnGrid, Assert.True);
        Assert.InRange(grid.Count, Channels / factor - 2, Channels / factor + 3);
        var spectrum = data[3].ToArray();
        grid.Apply(spectrum);
        // The ends are cut where the last knot lies beyond the axis.
        for (var c = 3; c < Channels - 5; c++) Assert.Equal(data[3][c], spectrum[c], 1e-4f);
    }

    [Fact]
    public void What_is_not_straight_becomes_straight()
    {
        var grid = InterpolatedGrid.Find(Interpolated(30, 2.5), out _)!;
        var rough = Noise(1)[0].ToArray();

        grid.Apply(rough);
        var again = rough.ToArray();
        grid.Apply(again);

        Assert.Equal(rough, again, (a, b) => Math.Abs(a - b) < 1e-3);
        Assert.NotNull(InterpolatedGrid.Find(new(new(0, 1, Channels), [.. rough, .. rough], ["a", "a"]), out _));
    }

    [Fact]
    public void Noise_has_no_grid_and_strays_are_told_from_the_others()
    {
        Assert.Null(InterpolatedGrid.Find(Noise(30), out var none));
        Assert.All(none, Assert.False);

        LabeledSpectra on = Interpolated(20, 2.5), off = Noise(10);
        Assert.NotNull(InterpolatedGrid.Find(new(on.Axis, [.. on.Intensity.Span, .. off.Intensity.Span], [.. on.Labels, .. off.Labels]), out var some));
        Assert.Equal(Enumerable.Range(0, 30).Select(i => i < 20), some);
    }

    static LabeledSpectra Noise(int count)
    {
        var random = new Seed(4).Random();
        return new(new(0, 1, Channels), [.. Enumerable.Range(0, count * Channels).Select(_ => (float)random.NextNormal())], [.. Enumerable.Repeat("a", count)]);
    }

    static LabeledSpectra Interpolated(int count, double factor)
    {
        var random = new Seed(5).Random();
        var intensity = new float[count * Channels];
        for (var i = 0; i < count; i++)
        {
            var coarse = Enumerable.Range(0, Channels).Select(_ => random.NextNormal()).ToArray();
            for (var c = 0; c < Channels; c++)
            {
                var (k, part) = ((int)(c / factor), c / factor % 1);
                intensity[i * Channels + c] = (float)(coarse[k] + part * (coarse[k + 1] - coarse[k]));
            }
        }
        return new(new(0, 1, Channels), intensity, [.. Enumerable.Repeat("a", count)]);
    }
}
