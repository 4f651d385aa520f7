namespace Whiteline.Numerics;

/// <summary>
/// Least squares with coefficients of at least 0 (Lawson and Hanson, Solving Least Squares Problems, 1974, chapter 23), from the normal equations, for a handful
/// of unknowns: min ½ xᵀGx − hᵀx, x ≥ 0.
/// </summary>
public static class NonNegativeLeastSquares
{
    const double Tolerance = 1e-12;

    /// <summary>Solves the problem.</summary>
    /// <param name="gram">G = AᵀA, shape (k, k), positive semi-definite.</param>
    /// <param name="product">h = Aᵀb, shape (k).</param>
    /// <param name="solution">Receives x, shape (k).</param>
    public static void Solve(double[,] gram, ReadOnlySpan<double> product, Span<double> solution)
    {
        var k = product.Length;
        var (isFree, isBarred) = (new bool[k], new bool[k]);
        Span<double> trial = stackalloc double[k], lengths = stackalloc double[k];
        solution.Clear();
        // Slopes and parts are compared as those of columns of length one: in what units spectrum and references are does not matter.
        var scale = 0.0;
        for (var i = 0; i < k; i++)
        {
            lengths[i] = Math.Sqrt(gram[i, i]);
            if (lengths[i] > 0) scale = Math.Max(scale, Math.Abs(product[i]) / lengths[i]);
        }
        // Each round frees one unknown and lowers the residual; 3 k rounds are far more than are ever needed, and end a cycle that rounding could make.
        for (var round = 0; round < 3 * k; round++)
        {
            var chosen = -1;
            var steepest = Tolerance * scale;
            for (var i = 0; i < k; i++)
            {
                if (isFree[i] || isBarred[i]) continue;
                var slope = product[i];
                for (var j = 0; j < k; j++) slope -= gram[i, j] * solution[j];
                if (lengths[i] > 0 && slope / lengths[i] > steepest) (steepest, chosen) = (slope / lengths[i], i);
            }
            if (chosen < 0) return;
            isFree[chosen] = true;
            for (var pass = 0; ; pass++)
            {
                Unconstrained(gram, product, isFree, trial);
                var step = 1.0;
                for (var i = 0; i < k; i++)
                    if (isFree[i] && trial[i] <= 0) step = Math.Min(step, solution[i] > 0 ? solution[i] / (solution[i] - trial[i]) : 0);
                for (var i = 0; i < k; i++)
                    if (isFree[i]) solution[i] += step * (trial[i] - solution[i]);
                // One that the others explain altogether, but for rounding, is not chosen again before they change.
                if (pass == 0 && step > 0) Array.Clear(isBarred);
                else if (pass == 0) isBarred[chosen] = true;
                if (step >= 1) break;
                var least = 0.0;
                for (var i = 0; i < k; i++) least = Math.Max(least, Tolerance * solution[i] * lengths[i]);
                for (var i = 0; i < k; i++)
                    if (isFree[i] && (solution[i] * lengths[i] <= least || trial[i] <= 0 && solution[i] <= Tolerance * Math.Abs(trial[i]))) (isFree[i], solution[i]) = (false, 0);
            }
        }
    }

    // Gaussian elimination with pivots on the diagonal; an unknown that the others explain altogether stays 0.
    static void Unconstrained(double[,] gram, ReadOnlySpan<double> product, bool[] isFree, Span<double> x)
    {
        int[] free = [.. Enumerable.Range(0, isFree.Length).Where(i => isFree[i])];
        var n = free.Length;
        var rows = new double[n, n + 1];
        for (var r = 0; r < n; r++)
        {
            for (var c = 0; c < n; c++) rows[r, c] = gram[free[r], free[c]];
            rows[r, n] = product[free[r]];
        }
        var isSingular = new bool[n];
        for (var p = 0; p < n; p++)
        {
            isSingular[p] = !(rows[p, p] > Tolerance * gram[free[p], free[p]]);
            if (isSingular[p]) continue;
            for (var r = p + 1; r < n; r++)
            {
                var factor = rows[r, p] / rows[p, p];
                for (var c = p; c <= n; c++) rows[r, c] -= factor * rows[p, c];
            }
        }
        x.Clear();
        for (var p = n - 1; p >= 0; p--)
        {
            if (isSingular[p]) continue;
            var sum = rows[p, n];
            for (var c = p + 1; c < n; c++) sum -= rows[p, c] * x[free[c]];
            x[free[p]] = sum / rows[p, p];
        }
    }
}
