using Whiteline.Numerics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// Rows cut in halves again and again, each time across the line through two rows drawn at random (a random projection tree: Dasgupta and Freund, STOC 2008), at the median, so
/// that all leaves are about as large. Rows of a leaf are likely neighbours.
/// </summary>
static class SplitTree
{
    /// <summary>Grows a tree.</summary>
    /// <param name="coordinates">Shape (n, dimensions).</param>
    /// <param name="dimensions">Coordinates of a row.</param>
    /// <param name="largestLeaf">Most rows of a leaf, at least 2.</param>
    /// <param name="random">Draws the rows that give the directions.</param>
    /// <returns>The rows in the order of their leaves, shape (n), and where each leaf begins, the number of rows last.</returns>
    public static (int[] Order, int[] Starts) Grow(float[] coordinates, int dimensions, int largestLeaf, RandomSource random)
    {
        var n = coordinates.Length / dimensions;
        int[] order = [.. Enumerable.Range(0, n)];
        var along = new float[n];
        var starts = new List<int>();
        Split(0, n);
        starts.Add(n);
        return (order, [.. starts]);

        void Split(int from, int to)
        {
            if (to - from <= largestLeaf)
            {
                starts.Add(from);
                return;
            }
            int one = order[from + random.NextInt32(to - from)], other = order[from + random.NextInt32(to - from)];
            var direction = new float[dimensions];
            for (var d = 0; d < dimensions; d++) direction[d] = coordinates[one * dimensions + d] - coordinates[other * dimensions + d];
            for (var i = from; i < to; i++) along[i] = FixedOrder.Dot(coordinates.AsSpan(order[i] * dimensions, dimensions), direction);
            var middle = from + (to - from) / 2;
            Partition(along, order, from, to - 1, middle);
            Split(from, middle);
            Split(middle, to);
        }
    }

    // Hoare's selection: what is left of the middle is no greater, what is right of it no less.
    static void Partition(float[] keys, int[] items, int low, int high, int middle)
    {
        while (low < high)
        {
            var pivot = keys[low + (high - low) / 2];
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (keys[i] < pivot) i++;
                while (keys[j] > pivot) j--;
                if (i > j) break;
                (keys[i], keys[j], items[i], items[j]) = (keys[j], keys[i], items[j], items[i]);
                (i, j) = (i + 1, j - 1);
            }
            if (j < middle) low = i;
            if (i > middle) high = j;
        }
    }
}
