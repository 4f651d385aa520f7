using System.Numerics.Tensors;

namespace Whiteline.Learning.Novelty;

// The covariances are diagonalised once; independent noise of variance s² adds to every eigenvalue: d² = Σ_j (v_j · (x − μ))² / (λ_j + s² + ε²), where ε is what another instrument does
// to a spectrum.

/// <summary>Normal distributions of classes, each with a covariance of its own, to which the noise of the vector in question is added.</summary>
sealed class GaussianClasses
{
    readonly double[] directions;

    /// <param name="dimension">Length of a vector, d.</param>
    /// <param name="means">Shape (classes, d).</param>
    /// <param name="directions">Eigenvectors of the covariances, shape (classes, d, d), one a row.</param>
    /// <param name="variances">Their eigenvalues, shape (classes, d).</param>
    public GaussianClasses(int dimension, float[] means, float[] directions, float[] variances)
    {
        (Dimension, Means, Directions, Variances) = (dimension, means, directions, variances);
        this.directions = Array.ConvertAll(directions, value => (double)value);
    }

    public int Dimension { get; }

    public int Count => Means.Length / Dimension;

    public float[] Means { get; }

    public float[] Directions { get; }

    public float[] Variances { get; }

    /// <summary>Squared Mahalanobis distance to a class, and the logarithm of its density up to what all classes share.</summary>
    /// <param name="k">The class.</param>
    /// <param name="vector">Shape (d).</param>
    /// <param name="variance">Of the noise and the instrument, added in every direction.</param>
    public (double Squares, double LogDensity) At(int k, ReadOnlySpan<double> vector, double variance)
    {
        var d = Dimension;
        Span<double> off = stackalloc double[d];
        for (var b = 0; b < d; b++) off[b] = vector[b] - Means[k * d + b];
        var (sum, logarithms) = (0.0, 0.0);
        for (var j = k * d; j < (k + 1) * d; j++)
        {
            var along = TensorPrimitives.Dot(directions.AsSpan(j * d, d), off);
            var spread = Variances[j] + variance;
            sum += along * along / spread;
            logarithms += Math.Log(spread);
        }
        return (sum, -0.5 * (sum + logarithms));
    }
}
