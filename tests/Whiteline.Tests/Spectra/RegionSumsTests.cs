using CsCheck;
using Whiteline.Spectra;

namespace Whiteline.Tests.Spectra;

/// <summary>The mean of a rectangle is that of its pixels, added one by one.</summary>
public sealed class RegionSumsTests
{
    const int Channels = 3;

    static SpectrumImage Image(int rows, int columns)
    {
        var samples = Enumerable.Range(0, rows * columns * Channels).Select(i => (float)(7919 * (i + 1) % 1009)).ToArray();
        return new(rows, columns, new(700, 0.5, Channels), new MemorySampleSource(samples));
    }

    static float[] PixelByPixel(SpectrumImage image, PixelRegion region)
    {
        var sum = new double[Channels];
        var pixel = new float[Channels];
        foreach (var index in region.Indices(image.Columns))
        {
            image.Read(index, 1, pixel);
            for (var c = 0; c < Channels; c++) sum[c] += pixel[c];
        }
        return [.. sum.Select(value => (float)(value / region.Pixels))];
    }

    [Fact]
    public void Any_rectangle_of_any_image_has_the_mean_of_its_pixels() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[0, 1]).Sample((rows, columns, top, left, high, wide) =>
        {
            var image = Image(rows, columns);
            var region = new PixelRegion((int)(top * (rows - 1)), (int)(left * (columns - 1)), 1 + (int)(high * rows), 1 + (int)(wide * columns)).ClippedTo(rows, columns);

            return RegionSums.Of(image, 2).Mean(region).SequenceEqual(PixelByPixel(image, region));
        }, iter: 300);

    [Fact]
    public void The_whole_image_is_one_of_them()
    {
        var image = Image(17, 19);

        Assert.Equal(PixelByPixel(image, new(0, 0, 17, 19)), RegionSums.Of(image).Mean(new(0, 0, 17, 19)));
    }

    [Fact]
    public void Counts_are_the_sum_over_all_channels_of_each_pixel()
    {
        var image = Image(3, 5);
        var pixel = new float[Channels];
        image.Read(7, 1, pixel);

        Assert.Equal(pixel.Sum(value => (double)value), RegionSums.Of(image).Counts[7]);
    }

    [Fact]
    public void A_region_beyond_the_image_is_cut_and_one_outside_refused()
    {
        var sums = RegionSums.Of(Image(4, 4));

        Assert.Equal(sums.Mean(new(3, 3)), sums.Mean(new(3, 3, 50, 50)));
        Assert.Throws<ArgumentOutOfRangeException>(() => sums.Mean(new(4, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => sums.Mean(new(0, 0, 0, 1)));
    }

    [Fact]
    public void Reading_can_be_cancelled()
    {
        Assert.ThrowsAny<OperationCanceledException>(() => RegionSums.Of(Image(40, 40), cancellation: new CancellationToken(true)));
    }

    [Fact]
    public void A_window_counts_its_channels_only()
    {
        var image = Image(2, 2);
        var pixel = new float[Channels];
        image.Read(3, 1, pixel);

        Assert.Equal(pixel[1] + pixel[2], WindowCounts.Of(image, new(700.4, 701))[3]);
        Assert.Throws<BadInputException>(() => WindowCounts.Of(image, new(710, 720)));
    }
}
