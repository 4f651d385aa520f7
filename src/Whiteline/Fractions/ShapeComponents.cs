using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Whiteline.Fractions;

/// <summary>The few shapes in which most of a set of deviations lie: principal components, each one standard deviation long.</summary>
static class ShapeComponents
{
    // Components below this part of the whole variance are noise, or too small to matter.
    const double LeastPart = 0.0005;

    /// <param name="deviations">Deviations from the mean, shape (n, channels).</param>
    /// <param name="seen">The same as an instrument sees them: what is blurred away takes no component. Shape (n, channels).</param>
    /// <param name="most">Most components.</param>
    /// <returns>Shape (r, channels); the sum of their outer products is the covariance, less what is left out.</returns>
    public static double[][] Of(IReadOnlyList<double[]> deviations, IReadOnlyList<double[]> seen, int most)
    {
        var n = deviations.Count;
        if (n < 2) return [];
        var gram = new DenseMatrix(n, n);
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++) gram[i, j] = gram[j, i] = TensorPrimitives.Dot<double>(seen[i], seen[j]);
        var total = gram.Trace();
        if (!(total > 0)) return [];
        var decomposed = gram.Evd(Symmetricity.Symmetric);
        var components = new List<double[]>();
        // Eigenvalues rise.
        for (var c = n - 1; c >= 0 && components.Count < most; c--)
        {
            if (decomposed.EigenValues[c].Real < LeastPart * total) break;
            var component = new double[deviations[0].Length];
            for (var i = 0; i < n; i++) TensorPrimitives.MultiplyAdd(deviations[i], decomposed.EigenVectors[i, c] / Math.Sqrt(n - 1), component, component);
            components.Add(component);
        }
        return [.. components];
    }
}
