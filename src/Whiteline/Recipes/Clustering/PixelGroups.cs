namespace Whiteline.Recipes.Clustering;

/// <summary>
/// Groups of pixels for honest splits: neighbours share drift, thickness and delocalised signal, so near pixels belong together whatever their cluster. Every
/// connected region of pixels is one, cut into square blocks where it is larger.
/// </summary>
static class PixelGroups
{
    const int BlocksAcross = 4;
    const int SmallestBlock = 4;

    /// <summary>Side of a block where the user gives none: a quarter of the longer side of the image, at least 4 pixels.</summary>
    public static int BlockOf(int rows, int columns) => Math.Max(SmallestBlock, (Math.Max(rows, columns) + BlocksAcross - 1) / BlocksAcross);

    /// <summary>Names such as <c>1-0.2</c> (region 1, first row of blocks, third column), or null for pixels that are left out; shape (rows, columns).</summary>
    /// <param name="isKept">Shape (rows, columns).</param>
    /// <param name="columns">Columns.</param>
    /// <param name="block">Side of a block, pixels.</param>
    public static string?[] Of(bool[] isKept, int columns, int block)
    {
        var region = Regions(isKept, columns);
        return [.. region.Select((number, pixel) => number < 0 ? null : $"{number + 1}-{pixel / columns / block}.{pixel % columns / block}")];
    }

    // Flood fill over the four neighbours, in order of the first pixel.
    static int[] Regions(bool[] isKept, int columns)
    {
        var region = new int[isKept.Length];
        Array.Fill(region, -1);
        var next = 0;
        var open = new Stack<int>();
        for (var start = 0; start < isKept.Length; start++)
        {
            if (!isKept[start] || region[start] >= 0) continue;
            open.Push(start);
            region[start] = next;
            while (open.TryPop(out var pixel))
            {
                var column = pixel % columns;
                Visit(pixel - columns, true);
                Visit(pixel + columns, true);
                Visit(pixel - 1, column > 0);
                Visit(pixel + 1, column < columns - 1);
            }
            next++;
        }
        return region;

        void Visit(int pixel, bool isInside)
        {
            if (!isInside || pixel < 0 || pixel >= isKept.Length || !isKept[pixel] || region[pixel] >= 0) return;
            region[pixel] = next;
            open.Push(pixel);
        }
    }
}
