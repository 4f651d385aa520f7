using Whiteline.Numerics;

namespace Whiteline.Learning.Svm;

/// <summary>
/// All inner products of the training spectra, computed once for every kernel, C, γ, pair of classes and fold. They are taken
/// from a spectrum m among them: distances then keep their digits in float32, where ‖x‖² + ‖y‖² − 2 x·y of the raw spectra would cancel. The raw products
/// come back as x·y = x'·y' + m·x + m·y − m·m, with the last three in float64.
/// </summary>
sealed class GramMatrix
{
    readonly float[][] products;

    GramMatrix(float[][] products, double[] onOrigin, double originSquare, double[] squares)
    {
        this.products = products;
        OnOrigin = onOrigin;
        OriginSquare = originSquare;
        CenteredSquares = squares;
    }

    /// <summary>Number of spectra.</summary>
    public int Count => products.Length;

    /// <summary>‖x − m‖² of each spectrum, shape (n).</summary>
    public double[] CenteredSquares { get; }

    /// <summary>x·m of each spectrum, shape (n).</summary>
    public double[] OnOrigin { get; }

    /// <summary>m·m.</summary>
    public double OriginSquare { get; }

    /// <summary>Bytes of the matrix for so many spectra.</summary>
    public static long BytesFor(int count) => sizeof(float) * (long)count * count;

    /// <summary>(x_i − m)·(x_j − m) for all j, shape (n).</summary>
    public ReadOnlySpan<float> Centered(int i) => products[i];

    /// <summary>x_i·x_j for all j, shape (n).</summary>
    public void CopyRaw(int i, Span<float> row)
    {
        var own = OnOrigin[i];
        var centered = products[i];
        for (var j = 0; j < row.Length; j++) row[j] = (float)(centered[j] + (own + OnOrigin[j] - OriginSquare));
    }

    /// <summary>x_i·x_i.</summary>
    public double RawSquare(int i) => CenteredSquares[i] + (OnOrigin[i] + OnOrigin[i] - OriginSquare);

    /// <summary>Computes the matrix from spectra of shape (n, channels), C order.</summary>
    public static GramMatrix Of(ReadOnlySpan<float> spectra, int channels, int threads, CancellationToken cancellation)
    {
        var n = spectra.Length / channels;
        var (centered, onOrigin, originSquare) = CenteredSpectra.Of(spectra, channels);
        var products = new float[n][];
        for (var i = 0; i < n; i++) products[i] = GC.AllocateUninitializedArray<float>(n);
        var packed = new PackedRows(centered, channels);
        // Only the lower triangle is computed; each block writes its mirror image, which no other block touches.
        ParallelWork.For(packed.Panels * (packed.Panels + 1) / 2, threads, work =>
        {
            var row = (int)((Math.Sqrt(8.0 * work + 1) - 1) / 2);
            while (row * (row + 1) / 2 > work) row--;
            while ((row + 1) * (row + 2) / 2 <= work) row++;
            Block(centered, packed, products, row, work - row * (row + 1) / 2);
        }, cancellation);
        // Squares with the rounding of the products: spectra that are equal then have a distance of exactly 0.
        double[] squares = [.. products.Select((row, i) => (double)row[i])];
        return new(products, onOrigin, originSquare, squares);
    }

    static void Block(float[] centered, PackedRows packed, float[][] products, int rowPanel, int columnPanel)
    {
        var (row, column) = (rowPanel * PackedRows.Width, columnPanel * PackedRows.Width);
        var rows = Math.Min(PackedRows.Width, products.Length - row);
        var columns = Math.Min(PackedRows.Width, products.Length - column);
        Span<float> tile = stackalloc float[PackedRows.Width * PackedRows.Width];
        packed.Multiply(centered.AsSpan(row * packed.Length, rows * packed.Length), columnPanel, tile, PackedRows.Width);
        for (var i = 0; i < rows; i++) tile.Slice(i * PackedRows.Width, columns).CopyTo(products[row + i].AsSpan(column));
        if (rowPanel == columnPanel) return;
        for (var j = 0; j < columns; j++)
        {
            var mirror = products[column + j].AsSpan(row, rows);
            for (var i = 0; i < mirror.Length; i++) mirror[i] = tile[i * PackedRows.Width + j];
        }
    }
}
