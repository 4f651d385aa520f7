using Whiteline.Numerics;

namespace Whiteline.Tests.Numerics;

public sealed class PackedRowsTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 50, 17)]
    [InlineData(8, 48, 256)]
    [InlineData(21, 97, 300)]
    [InlineData(9, 30, 1500)]
    public void Products_equal_the_plain_sums(int rows, int others, int length)
    {
        var (x, y) = (Random("x", rows * length), Random("y", others * length));
        var packed = new PackedRows(y, length);

        var products = new float[rows * packed.Panels * PackedRows.Width];
        for (var panel = 0; panel < packed.Panels; panel++)
            packed.Multiply(x, panel, products.AsSpan(panel * PackedRows.Width), packed.Panels * PackedRows.Width);

        AssertPlain(x, y, length, products, packed.Panels * PackedRows.Width);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_tile_of_256_bits_equals_the_plain_sums_on_every_machine(int rows)
    {
        const int length = 40;
        var (x, y) = (Random("x", rows * length), Random("y", PackedRows.Width * length));
        var panel = new float[y.Length];
        for (var i = 0; i < y.Length; i++) panel[i % length * PackedRows.Width + i / length] = y[i];

        var products = new float[rows * PackedRows.Width];
        ProductTile256.Compute(x, length, rows, panel, length, products, PackedRows.Width, add: false);
        ProductTile256.Compute(x, length, rows, panel, length, products, PackedRows.Width, add: true);

        for (var i = 0; i < products.Length; i++) products[i] /= 2;
        AssertPlain(x, y, length, products, PackedRows.Width);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    public void The_tile_of_512_bits_equals_the_plain_sums_on_every_machine(int rows)
    {
        const int length = 40;
        var (x, y) = (Random("x", rows * length), Random("y", PackedRows.Width * length));
        var panel = new float[y.Length];
        for (var i = 0; i < y.Length; i++) panel[i % length * PackedRows.Width + i / length] = y[i];

        var products = new float[rows * PackedRows.Width];
        ProductTile512.Compute(x, length, rows, panel, length, products, PackedRows.Width, add: false);

        AssertPlain(x, y, length, products, PackedRows.Width);
    }

    static float[] Random(string name, int count)
    {
        var random = new Seed(7).Branch(name).Random();
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
    }

    static void AssertPlain(float[] x, float[] y, int length, float[] products, int stride)
    {
        for (var i = 0; i < x.Length / length; i++)
            for (var j = 0; j < y.Length / length; j++)
            {
                double expected = 0, scale = 0;
                for (var c = 0; c < length; c++)
                {
                    expected += (double)x[i * length + c] * y[j * length + c];
                    scale += Math.Abs((double)x[i * length + c] * y[j * length + c]);
                }
                Assert.Equal(expected, products[i * stride + j], 1e-6 * scale);
            }
    }
}
