using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using Whiteline.Numerics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// Candidates by ‖x‖² + ‖y‖² − 2 x·y, the products in blocks (<see cref="PackedRows"/>). Among themselves each pair of rows is multiplied once and offered to both:
/// pairs of blocks are taken in the rounds of a tournament (the circle method), in which no block occurs twice, so no list has two writers.
/// </summary>
static class ExactSearch
{
    // Rows and columns of a pair of blocks: together they stay in the second-level cache.
    const int BlockPanels = 4, Block = BlockPanels * PackedRows.Width;

    /// <summary>Candidates of each row among the other rows.</summary>
    public static NearestLists Among(float[] vectors, int length, int capacity, int threads, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var packed = new PackedRows(vectors, length);
        var squares = Squares(vectors, length, packed.Panels);
        var lists = new NearestLists(packed.Count, capacity);
        var blocks = (packed.Count + Block - 1) / Block;
        var seats = blocks + blocks % 2;
        ParallelWork.For(blocks, threads, block => Pair(block, block), cancellation);
        for (var round = 0; round < seats - 1; round++)
        {
            ParallelWork.For(seats / 2, threads, table =>
            {
                // Seat 0 stays, the others move one on per round.
                var one = table == 0 ? 0 : (table + round - 1) % (seats - 1) + 1;
                var other = (seats - 1 - table + round - 1) % (seats - 1) + 1;
                if (one < blocks && other < blocks) Pair(one, other);
            }, cancellation);
            progress?.Report(new("nearest neighbours", round + 1, seats - 1));
        }
        return lists;

        void Pair(int rowBlock, int columnBlock)
        {
            var first = rowBlock * Block;
            var rows = Math.Min(Block, packed.Count - first);
            Span<float> products = new float[Block * PackedRows.Width];
            for (var panel = columnBlock * BlockPanels; panel < Math.Min((columnBlock + 1) * BlockPanels, packed.Panels); panel++)
            {
                packed.Multiply(vectors.AsSpan(first * length, rows * length), panel, products, PackedRows.Width);
                var column = panel * PackedRows.Width;
                for (var i = 0; i < rows; i++)
                {
                    var distances = products.Slice(i * PackedRows.Width, PackedRows.Width);
                    Distances(distances, squares[first + i], squares.AsSpan(column));
                    if (rowBlock == columnBlock && first + i - column is >= 0 and < PackedRows.Width and var own) distances[own] = float.PositiveInfinity;
                    lists.OfferRow(first + i, column, distances);
                    if (rowBlock != columnBlock) lists.OfferPanel(column, first + i, distances);
                }
            }
        }
    }

    /// <summary>Candidates of each query among known rows.</summary>
    public static NearestLists Of(float[] queries, float[] vectors, int length, int capacity, int threads, CancellationToken cancellation)
    {
        var packed = new PackedRows(vectors, length);
        var squares = Squares(vectors, length, packed.Panels);
        var count = queries.Length / length;
        var lists = new NearestLists(count, capacity);
        ParallelWork.For((count + PackedRows.Width - 1) / PackedRows.Width, threads, block =>
        {
            var first = block * PackedRows.Width;
            var rows = queries.AsSpan(first * length, Math.Min(PackedRows.Width, count - first) * length);
            Span<float> products = stackalloc float[PackedRows.Width * PackedRows.Width];
            for (var panel = 0; panel < packed.Panels; panel++)
            {
                packed.Multiply(rows, panel, products, PackedRows.Width);
                for (var i = 0; i < rows.Length / length; i++)
                {
                    var distances = products.Slice(i * PackedRows.Width, PackedRows.Width);
                    // Less the square of the query, which is the same for all.
                    Distances(distances, 0, squares.AsSpan(panel * PackedRows.Width));
                    lists.OfferRow(first + i, panel * PackedRows.Width, distances);
                }
            }
        }, cancellation);
        return lists;
    }

    static void Distances(Span<float> products, float square, ReadOnlySpan<float> squares)
    {
        for (var v = 0; v < products.Length; v += Vector256<float>.Count)
            (Vector256.Create(square) + Vector256.Create(squares[v..]) - 2 * Vector256.Create<float>(products[v..])).CopyTo(products[v..]);
    }

    // Infinite for the rows that pad the last panel.
    static float[] Squares(float[] vectors, int length, int panels)
    {
        var squares = new float[panels * PackedRows.Width];
        Array.Fill(squares, float.PositiveInfinity);
        for (var i = 0; i < vectors.Length / length; i++) squares[i] = TensorPrimitives.SumOfSquares<float>(vectors.AsSpan(i * length, length));
        return squares;
    }
}
