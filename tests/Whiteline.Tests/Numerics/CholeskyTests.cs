using Whiteline.Numerics;

namespace Whiteline.Tests.Numerics;

public sealed class CholeskyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(45)]
    public void What_is_solved_for_gives_the_right_side_again_and_the_inverse_one(int size)
    {
        var random = new Seed(2).Random();
        double[][] rows = [.. Enumerable.Range(0, size).Select(_ => Enumerable.Range(0, size + 3).Select(_ => random.NextNormal()).ToArray())];
        double[] matrix = [.. rows.SelectMany(row => rows.Select(other => row.Zip(other, (a, b) => a * b).Sum()))];
        double[] right = [.. Enumerable.Range(0, size).Select(_ => random.NextNormal())];
        var decomposed = new Cholesky(matrix, size);
        double[] solution = [.. right];

        decomposed.Solve(solution);
        var inverse = decomposed.Inverse();

        for (var i = 0; i < size; i++)
        {
            Assert.Equal(right[i], Enumerable.Range(0, size).Sum(j => matrix[i * size + j] * solution[j]), 1e-9);
            for (var j = 0; j < size; j++) Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, size).Sum(m => matrix[i * size + m] * inverse[m * size + j]), 1e-8);
        }
    }

    [Fact]
    public void A_direction_that_the_matrix_does_not_see_has_a_large_finite_variance()
    {
        var inverse = new Cholesky([1, 1, 1, 1], 2).Inverse();

        Assert.All(inverse, value => Assert.True(double.IsFinite(value)));
        Assert.True(inverse[0] > 1e9);
    }
}
