using System.Numerics.Tensors;
using Whiteline.Numerics;

namespace Whiteline.Spectra;

/// <summary>
/// Answers what the spectrum of any rectangle of a spectrum image is, at once: the spectra of square tiles are summed in one pass, and a rectangle is the tiles that
/// it holds whole and the pixels at its rim. A rectangle of 256 × 256 pixels of 2,048 channels then costs 8 million additions in place of 134 million.
/// </summary>
public sealed class RegionSums
{
    const int SmallestTile = 8;
    const long MostSums = 1 << 24;

    readonly SpectrumImage image;
    readonly int edge;
    readonly int tileColumns;
    readonly double[] tiles;
    readonly double[] counts;

    RegionSums(SpectrumImage image, int edge)
    {
        this.image = image;
        this.edge = edge;
        tileColumns = Tiles(image.Columns, edge);
        tiles = new double[(long)Tiles(image.Rows, edge) * tileColumns * image.Axis.Count];
        counts = new double[image.Count];
    }

    /// <summary>Sum over all channels of each pixel, shape (rows, columns), C order.</summary>
    public IReadOnlyList<double> Counts => counts;

    /// <summary>Reads the image once.</summary>
    /// <param name="image">The image; must outlive the sums.</param>
    /// <param name="threads">Bound on threads; changes no sum.</param>
    /// <param name="progress">Receives rows read, or null.</param>
    /// <param name="cancellation">Stops the pass.</param>
    /// <exception cref="BadInputException">The file beneath ends early or cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static RegionSums Of(SpectrumImage image, int threads = 1, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        var edge = SmallestTile;
        while ((long)Tiles(image.Rows, edge) * Tiles(image.Columns, edge) * image.Axis.Count > MostSums) edge *= 2;
        var sums = new RegionSums(image, edge);
        var done = 0;
        ParallelWork.For(Tiles(image.Rows, edge), threads, band =>
        {
            sums.Add(band);
            progress?.Report(new("reading the image", Math.Min(image.Rows, Interlocked.Add(ref done, edge)), image.Rows));
        }, cancellation);
        return sums;
    }

    /// <summary>The mean spectrum of a rectangle, shape (channels).</summary>
    /// <param name="region">Clipped to the image.</param>
    /// <exception cref="ArgumentOutOfRangeException">It holds no pixel of the image.</exception>
    public float[] Mean(PixelRegion region)
    {
        region = region.ClippedTo(image.Rows, image.Columns);
        var sum = new double[image.Axis.Count];
        // Tiles whole inside, as half-open ranges; a tile that the image's end cuts off is whole there.
        var (top, bottom) = Whole(region.Row, region.EndRow, image.Rows);
        var (left, right) = Whole(region.Column, region.EndColumn, image.Columns);
        if (top >= bottom || left >= right) AddPixels(sum, region);
        else
        {
            for (var row = top; row < bottom; row++)
                for (var column = left; column < right; column++) TensorPrimitives.Add(sum, Tile(row, column), sum);
            var (first, end) = (top * edge, Math.Min(bottom * edge, image.Rows));
            AddPixels(sum, region with { Rows = first - region.Row });
            AddPixels(sum, region with { Row = end, Rows = region.EndRow - end });
            AddPixels(sum, new(first, region.Column, end - first, left * edge - region.Column));
            var rim = Math.Min(right * edge, image.Columns);
            AddPixels(sum, new(first, rim, end - first, region.EndColumn - rim));
        }
        var mean = new float[sum.Length];
        for (var c = 0; c < mean.Length; c++) mean[c] = (float)(sum[c] / region.Pixels);
        return mean;
    }

    Span<double> Tile(int row, int column) => tiles.AsSpan((int)(((long)row * tileColumns + column) * image.Axis.Count), image.Axis.Count);

    (int First, int End) Whole(int from, int to, int size) => ((from + edge - 1) / edge, to == size ? Tiles(size, edge) : to / edge);

    void Add(int band)
    {
        var channels = image.Axis.Count;
        var first = band * edge;
        var rows = Math.Min(edge, image.Rows - first);
        // A band of rows at a time: a file that is stored channel by channel is then read in long runs.
        var samples = new float[(long)rows * image.Columns * channels];
        image.Read(first * image.Columns, rows * image.Columns, samples);
        for (var pixel = 0; pixel < rows * image.Columns; pixel++)
        {
            var spectrum = samples.AsSpan(pixel * channels, channels);
            counts[first * image.Columns + pixel] = AddTo(Tile(band, pixel % image.Columns / edge), spectrum);
        }
    }

    void AddPixels(double[] sum, PixelRegion region)
    {
        if (region.Rows <= 0 || region.Columns <= 0) return;
        var channels = image.Axis.Count;
        var run = new float[(long)region.Columns * channels];
        for (var row = region.Row; row < region.EndRow; row++)
        {
            image.Read(row * image.Columns + region.Column, region.Columns, run);
            for (var column = 0; column < region.Columns; column++) AddTo(sum, run.AsSpan(column * channels, channels));
        }
    }

    static double AddTo(Span<double> sum, ReadOnlySpan<float> spectrum)
    {
        var total = 0.0;
        for (var c = 0; c < spectrum.Length; c++)
        {
            sum[c] += spectrum[c];
            total += spectrum[c];
        }
        return total;
    }

    static int Tiles(int size, int edge) => (size + edge - 1) / edge;
}
