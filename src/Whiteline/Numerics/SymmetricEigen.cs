using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Whiteline.Numerics;

/// <summary>Eigenvalues and vectors of a symmetric matrix that fits in memory, largest value first.</summary>
static class SymmetricEigen
{
    /// <summary>Decomposes a matrix.</summary>
    /// <param name="matrix">Shape (size, size), C order.</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="count">How many vectors are wanted.</param>
    /// <returns>All values, shape (size), and the wanted vectors of unit length, shape (count, size).</returns>
    public static (double[] Values, double[][] Vectors) Of(double[] matrix, int size, int count)
    {
        var decomposition = new DenseMatrix(size, size, matrix).Evd(Symmetricity.Symmetric);
        return ([.. decomposition.EigenValues.Reverse().Select(value => value.Real)], [.. Enumerable.Range(0, count).Select(k => decomposition.EigenVectors.Column(size - 1 - k).ToArray())]);
    }
}
