namespace Whiteline.Learning.Embedding;

/// <summary>Eigenvalues and vectors of a small symmetric matrix by Jacobi's rotations (Golub and Van Loan, Matrix Computations, section 8.5).</summary>
static class SymmetricEigen
{
    const int MostSweeps = 60;

    /// <summary>Decomposes a matrix, which is overwritten.</summary>
    /// <param name="matrix">Shape (m, m).</param>
    /// <returns>Values, largest first, and vectors as rows of shape (m, m) in that order.</returns>
    public static (double[] Values, double[][] Vectors) Of(double[,] matrix)
    {
        var m = matrix.GetLength(0);
        var vectors = new double[m][];
        for (var i = 0; i < m; i++)
        {
            vectors[i] = new double[m];
            vectors[i][i] = 1;
        }
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            double off = 0, on = 0;
            for (var i = 0; i < m; i++)
                for (var j = 0; j < m; j++)
                {
                    if (i == j) on += matrix[i, i] * matrix[i, i];
                    else off += matrix[i, j] * matrix[i, j];
                }
            if (off <= 1e-28 * on) break;
            for (var p = 0; p < m - 1; p++)
                for (var q = p + 1; q < m; q++) Rotate(matrix, vectors, p, q);
        }
        int[] order = [.. Enumerable.Range(0, m).OrderByDescending(i => matrix[i, i])];
        return ([.. order.Select(i => matrix[i, i])], [.. order.Select(i => vectors[i])]);
    }

    static void Rotate(double[,] matrix, double[][] vectors, int p, int q)
    {
        if (matrix[p, q] == 0) return;
        var theta = (matrix[q, q] - matrix[p, p]) / (2 * matrix[p, q]);
        var t = Math.Abs(theta) > 1e150 ? 0.5 / theta : (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        var cosine = 1 / Math.Sqrt(t * t + 1);
        var sine = t * cosine;
        for (var k = 0; k < vectors.Length; k++)
        {
            double a = matrix[k, p], b = matrix[k, q];
            (matrix[k, p], matrix[k, q]) = (cosine * a - sine * b, sine * a + cosine * b);
        }
        for (var k = 0; k < vectors.Length; k++)
        {
            double a = matrix[p, k], b = matrix[q, k];
            (matrix[p, k], matrix[q, k]) = (cosine * a - sine * b, sine * a + cosine * b);
            a = vectors[p][k];
            b = vectors[q][k];
            (vectors[p][k], vectors[q][k]) = (cosine * a - sine * b, sine * a + cosine * b);
        }
    }
}
