using System.Runtime.Intrinsics;

namespace Whiteline.Numerics;

/// <summary>
/// Vectors packed for inner products with many others: X·Yᵀ as a matrix product whose inner loop keeps 24 sums in registers (Goto and van
/// de Geijn, ACM TOMS 34, 2008). Y is stored in panels of 48 rows, element by element, so that one broadcast of X meets 48 values of Y that
/// lie side by side. Sums run over at most 256 elements in float32 before they are added up, which keeps their error near that of a pairwise
/// sum.
/// </summary>
sealed class PackedRows
{
    /// <summary>Rows per panel: three 512-bit vectors of float32.</summary>
    public const int Width = 48;

    // Elements summed before the sums are added to the result.
    const int Depth = 256;

    readonly float[] panels;

    /// <summary>Packs rows of shape (n, length), C order.</summary>
    public PackedRows(ReadOnlySpan<float> rows, int length)
    {
        Length = length;
        Count = length > 0 ? rows.Length / length : 0;
        Panels = (Count + Width - 1) / Width;
        panels = new float[checked((long)Panels * Width * length)];
        for (var i = 0; i < Count; i++)
        {
            var row = rows.Slice(i * length, length);
            var panel = Panel(i / Width);
            for (int c = 0, at = i % Width; c < length; c++, at += Width) panel[at] = row[c];
        }
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Elements of a row.</summary>
    public int Length { get; }

    /// <summary>Number of panels; the last may be padded with rows of zeros.</summary>
    public int Panels { get; }

    /// <summary>Inner products of rows with those of one panel.</summary>
    /// <param name="x">Shape (m, length), C order.</param>
    /// <param name="panel">Which panel.</param>
    /// <param name="products">Receives x·y at i · stride + j; room for (m − 1) · stride + 48.</param>
    /// <param name="stride">Distance between the rows of the result.</param>
    public void Multiply(ReadOnlySpan<float> x, int panel, Span<float> products, int stride)
    {
        var y = Panel(panel);
        var m = x.Length / Length;
        for (var from = 0; from < Length; from += Depth)
        {
            var depth = Math.Min(Depth, Length - from);
            var rows = y.Slice(from * Width, depth * Width);
            for (var i = 0; i < m; i += TileRows)
            {
                var count = Math.Min(TileRows, m - i);
                var left = x[(i * Length + from)..];
                var result = products[(i * stride)..];
                if (Vector512.IsHardwareAccelerated) ProductTile512.Compute(left, Length, count, rows, depth, result, stride, from > 0);
                else ProductTile256.Compute(left, Length, count, rows, depth, result, stride, from > 0);
            }
        }
    }

    static int TileRows => Vector512.IsHardwareAccelerated ? ProductTile512.Rows : ProductTile256.Rows;

    Span<float> Panel(int panel) => panels.AsSpan(panel * Width * Length, Width * Length);
}
