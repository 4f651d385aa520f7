using Whiteline.Learning.Networks;
using Whiteline.Numerics;

namespace Whiteline.Tests.Learning.Networks;

public sealed unsafe class LinearTileTests
{
    delegate void Tile(float* input, int* offsets, int depth, float* weights, float* bias, float* result);

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(320)]
    public void A_tile_of_256_bits_computes_what_the_scalar_definition_does(int depth) => Compare(LinearTile.Run256, 6, 16, depth);

    // Where the processor has no such vectors, the runtime computes them in halves.
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(320)]
    public void A_tile_of_512_bits_computes_what_the_scalar_definition_does(int depth) => Compare(LinearTile512.Run, 12, 32, depth);

    static void Compare(Tile tile, int rows, int width, int depth)
    {
        var random = new Seed(1).Random();
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
        // Rows that overlap, one that repeats, and one that lies far off.
        int[] offsets = [.. Enumerable.Range(0, rows).Select(r => r == 3 ? 900 : r == 4 ? 0 : 7 * r)];
        float[] input = Draw(900 + depth), weights = Draw(depth * width), bias = Draw(width), fast = new float[rows * width], plain = new float[rows * width];

        fixed (float* x = input, w = weights, b = bias, f = fast, p = plain)
        fixed (int* o = offsets)
        {
            tile(x, o, depth, w, b, f);
            LinearTile.Reference(x, o, rows, depth, w, width, b, p);
        }

        Assert.All(plain.Zip(fast), pair => Assert.Equal(pair.First, pair.Second, 1e-5f * (1 + Math.Abs(pair.First))));
    }
}
