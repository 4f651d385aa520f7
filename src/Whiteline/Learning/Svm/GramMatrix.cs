using System.Numerics;
using System.Numerics.Tensors;

namespace Whiteline.Learning.Svm;

/// <summary>
/// All inner products of the training spectra, computed once for every kernel, C, γ, pair of classes and fold. The mean spectrum is taken
/// off first: distances then keep their digits in float32, where ‖x‖² + ‖y‖² − 2 x·y of the raw spectra would cancel. The raw products
/// come back as x·y = x'·y' + m·x + m·y − m·m, with the last three in float64.
/// </summary>
sealed class GramMatrix
{
    const int RowBlock = 64;
    readonly float[][] products;
    readonly double[] onMean;
    readonly double meanSquare;

    GramMatrix(float[][] products, double[] onMean, double meanSquare, double[] squares)
    {
        this.products = products;
        this.onMean = onMean;
        this.meanSquare = meanSquare;
        CenteredSquares = squares;
    }

    /// <summary>Number of spectra.</summary>
    public int Count => products.Length;

    /// <summary>‖x − m‖² of each spectrum, shape (n).</summary>
    public double[] CenteredSquares { get; }

    /// <summary>Bytes of the matrix for so many spectra.</summary>
    public static long BytesFor(int count) => sizeof(float) * (long)count * count;

    /// <summary>(x_i − m)·(x_j − m) for all j, shape (n).</summary>
    public ReadOnlySpan<float> Centered(int i) => products[i];

    /// <summary>x_i·x_j.</summary>
    public double Raw(int i, int j) => products[i][j] + onMean[i] + onMean[j] - meanSquare;

    /// <summary>x_i·x_i.</summary>
    public double RawSquare(int i) => CenteredSquares[i] + 2 * onMean[i] - meanSquare;

    /// <summary>Computes the matrix from spectra of shape (n, channels), C order.</summary>
    public static GramMatrix Of(ReadOnlySpan<float> spectra, int channels, int threads, CancellationToken cancellation)
    {
        var n = spectra.Length / channels;
        var mean = MeanOf(spectra, channels);
        // Rows are padded to whole vectors, so that the inner loop has no tail.
        var stride = (channels + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        var centered = new float[(long)n * stride];
        var onMean = new double[n];
        var squares = new double[n];
        for (var i = 0; i < n; i++)
        {
            var from = spectra.Slice(i * channels, channels);
            var to = centered.AsSpan(i * stride, channels);
            for (var c = 0; c < channels; c++)
            {
                onMean[i] += from[c] * mean[c];
                var difference = from[c] - mean[c];
                to[c] = (float)difference;
                squares[i] += (double)to[c] * to[c];
            }
        }
        var products = new float[n][];
        for (var i = 0; i < n; i++) products[i] = GC.AllocateUninitializedArray<float>(n);
        var blocks = (n + RowBlock - 1) / RowBlock;
        // Only the lower triangle is computed; each block writes its mirror image, which no other block touches.
        Parallel.For(0, blocks * (blocks + 1) / 2, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, work =>
        {
            var rowBlock = (int)((Math.Sqrt(8.0 * work + 1) - 1) / 2);
            while (rowBlock * (rowBlock + 1) / 2 > work) rowBlock--;
            while ((rowBlock + 1) * (rowBlock + 2) / 2 <= work) rowBlock++;
            Block(centered, stride, products, rowBlock * RowBlock, (work - rowBlock * (rowBlock + 1) / 2) * RowBlock);
        });
        for (var i = 0; i < n; i++) products[i][i] = (float)squares[i];
        return new(products, onMean, TensorPrimitives.SumOfSquares<double>(mean), squares);
    }

    static double[] MeanOf(ReadOnlySpan<float> spectra, int channels)
    {
        var n = spectra.Length / channels;
        var mean = new double[channels];
        for (var i = 0; i < n; i++)
            for (var c = 0; c < channels; c++) mean[c] += spectra[i * channels + c];
        for (var c = 0; c < channels; c++) mean[c] /= n;
        return mean;
    }

    static void Block(float[] x, int stride, float[][] products, int row, int column)
    {
        var rowEnd = Math.Min(row + RowBlock, products.Length);
        var columnEnd = Math.Min(column + RowBlock, products.Length);
        Span<float> tile = stackalloc float[4 * 2];
        for (var i = row; i < rowEnd; i += 4)
            for (var j = column; j < columnEnd; j += 2)
            {
                DotTile.Compute(x, stride, i, Math.Min(4, rowEnd - i), x, stride, j, Math.Min(2, columnEnd - j), tile);
                for (var a = 0; a < Math.Min(4, rowEnd - i); a++)
                    for (var b = 0; b < Math.Min(2, columnEnd - j); b++)
                    {
                        products[i + a][j + b] = tile[a * 2 + b];
                        if (row != column) products[j + b][i + a] = tile[a * 2 + b];
                    }
            }
    }
}
