using Whiteline.Numerics;

namespace Whiteline.Fractions;

/// <summary>The normal distribution of fractions about one minimum, before anything is said of their signs: weights over their sum, linear about the centre.</summary>
/// <param name="Centre">Mean fractions, shape (k), summing to 1.</param>
/// <param name="Shape">Covariance of all fractions but the last, which follows from them, decomposed; shape (k − 1, k − 1).</param>
sealed record FractionNormal(double[] Centre, Cholesky Shape)
{
    /// <summary>Of a minimum whose weights have a sum that is not 0.</summary>
    public static FractionNormal Of(ModeFit mode)
    {
        var k = mode.Centre.Length;
        var n = k - 1;
        var sum = mode.Centre.Sum();
        double[] centre = [.. mode.Centre.Select(weight => weight / sum)];
        double[] rows = [.. Enumerable.Range(0, k).Select(i => Enumerable.Range(0, k).Sum(j => mode.Covariance[i * k + j]))];
        // J C Jᵀ, J = (1 − f 1ᵀ)/sum.
        var covariance = new double[n * n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                covariance[i * n + j] = (mode.Covariance[i * k + j] - centre[i] * rows[j] - centre[j] * rows[i] + centre[i] * centre[j] * rows.Sum()) / (sum * sum);
        return new(centre, new(covariance, n));
    }

    /// <summary>The distribution along the mixtures of a state and the next, where the second's fraction is the variable.</summary>
    /// <returns>Mean and standard deviation along the line, and half the squared distance of the line from the centre in standard deviations.</returns>
    public (double Mean, double Sigma, double Half) Between(int state)
    {
        var n = Shape.Size;
        var (along, solved, from) = (new double[n], new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            solved[i] = along[i] = i == state ? -1 : i == state + 1 ? 1 : 0;
            from[i] = Centre[i] - (i == state ? 1 : 0);
        }
        Shape.Solve(solved);
        double precision = 0, pull = 0, square = 0;
        for (var i = 0; i < n; i++) (precision, pull) = (precision + along[i] * solved[i], pull + from[i] * solved[i]);
        from.CopyTo(solved, 0);
        Shape.Solve(solved);
        for (var i = 0; i < n; i++) square += from[i] * solved[i];
        return (pull / precision, 1 / Math.Sqrt(precision), 0.5 * Math.Max(0, square - pull * pull / precision));
    }
}
