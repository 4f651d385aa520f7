using Whiteline.Numerics;

namespace Whiteline.Tests.Numerics;

public sealed class SymmetricProductsTests
{
    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 1)]
    [InlineData(3, 257)]
    [InlineData(4, 96)]
    [InlineData(6, 7)]
    [InlineData(13, 200)]
    [InlineData(45, 641)]
    public void Products_are_those_of_the_definition(int count, int length)
    {
        var random = new Seed(1).Random();
        double[][] rows = [.. Enumerable.Range(0, count + 1).Select(_ => Enumerable.Range(0, length).Select(_ => random.NextNormal()).ToArray())];
        var products = new double[count * count];
        Array.Fill(products, double.NaN);

        SymmetricProducts.Of(rows, count, products);

        for (var p = 0; p < count; p++)
            for (var q = 0; q < count; q++) Assert.Equal(rows[p].Zip(rows[q], (a, b) => a * b).Sum(), products[p * count + q], 1e-11);
    }
}
