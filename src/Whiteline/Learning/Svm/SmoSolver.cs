namespace Whiteline.Learning.Svm;

/// <summary>
/// Sequential minimal optimisation of the dual soft-margin problem, min ½ αᵀQα − Σα with 0 ≤ α ≤ C and Σ yα = 0, where
/// Q_ij = y_i y_j k(x_i, x_j). The working pair is chosen by second-order information (Fan, Chen and Lin, JMLR 6, 2005, WSS 2); it stops when
/// the largest violation of the optimality conditions is below the tolerance, as LIBSVM does.
/// </summary>
static class SmoSolver
{
    // Replaces a curvature that is not positive, which kernels that are not positive definite (sigmoid) give.
    const double LeastCurvature = 1e-12;

    public static BinarySolution Solve(BinaryProblem problem, KernelRows kernel, double tolerance, int maxIterations, CancellationToken cancellation)
    {
        var m = problem.Members.Length;
        var alpha = new double[m];
        var gradient = new double[m];
        Array.Fill(gradient, -1);
        var diagonal = Array.ConvertAll(problem.Members, kernel.Diagonal);
        var converged = false;
        for (var iteration = 0; iteration < maxIterations; iteration++)
        {
            if ((iteration & 255) == 0) cancellation.ThrowIfCancellationRequested();
            var i = First(problem, alpha, gradient, out var upper);
            if (i < 0) { converged = true; break; }
            var rowI = kernel.Row(problem.Members[i]);
            var j = Second(problem, alpha, gradient, diagonal, rowI, i, upper, out var lower);
            if (j < 0 || upper - lower < tolerance) { converged = true; break; }
            var rowJ = kernel.Row(problem.Members[j]);
            Step(problem, alpha, gradient, diagonal, rowI, rowJ, i, j);
        }
        var objective = 0.0;
        for (var k = 0; k < m; k++) objective += alpha[k] * (gradient[k] - 1) / 2;
        var rho = Rho(problem, alpha, gradient);
        for (var k = 0; k < m; k++) alpha[k] *= problem.Signs[k];
        return new(alpha, rho, objective, converged);
    }

    // The most violating index of the upper set: argmax of −y ∇f.
    static int First(BinaryProblem problem, double[] alpha, double[] gradient, out double largest)
    {
        largest = double.NegativeInfinity;
        var index = -1;
        for (var k = 0; k < alpha.Length; k++)
        {
            var sign = problem.Signs[k];
            if (sign > 0 ? alpha[k] >= problem.PositiveC : alpha[k] <= 0) continue;
            var value = -sign * gradient[k];
            if (value <= largest) continue;
            largest = value;
            index = k;
        }
        return index;
    }

    // The partner in the lower set that lowers the objective most to second order.
    static int Second(BinaryProblem problem, double[] alpha, double[] gradient, double[] diagonal, float[] rowI, int i, double upper, out double smallest)
    {
        smallest = double.PositiveInfinity;
        var best = double.PositiveInfinity;
        var index = -1;
        for (var k = 0; k < alpha.Length; k++)
        {
            var sign = problem.Signs[k];
            if (sign > 0 ? alpha[k] <= 0 : alpha[k] >= problem.NegativeC) continue;
            var value = -sign * gradient[k];
            smallest = Math.Min(smallest, value);
            var gap = upper - value;
            if (gap <= 0) continue;
            var curvature = diagonal[i] + diagonal[k] - 2.0 * rowI[problem.Members[k]];
            var gain = -gap * gap / (curvature > 0 ? curvature : LeastCurvature);
            if (gain >= best) continue;
            best = gain;
            index = k;
        }
        return index;
    }

    static void Step(BinaryProblem problem, double[] alpha, double[] gradient, double[] diagonal, float[] rowI, float[] rowJ, int i, int j)
    {
        int yi = problem.Signs[i], yj = problem.Signs[j];
        double ci = problem.BoundOf(i), cj = problem.BoundOf(j);
        var curvature = diagonal[i] + diagonal[j] - 2.0 * rowI[problem.Members[j]];
        if (!(curvature > 0)) curvature = LeastCurvature;
        // Move along the constraint: α_i += y_i t, α_j −= y_j t.
        var t = (-yi * gradient[i] + yj * gradient[j]) / curvature;
        t = Math.Min(t, yi > 0 ? ci - alpha[i] : alpha[i]);
        t = Math.Min(t, yj > 0 ? alpha[j] : cj - alpha[j]);
        alpha[i] = Snap(alpha[i] + yi * t, ci);
        alpha[j] = Snap(alpha[j] - yj * t, cj);
        for (var k = 0; k < alpha.Length; k++)
            gradient[k] += problem.Signs[k] * t * (rowI[problem.Members[k]] - rowJ[problem.Members[k]]);
    }

    // Rounding must not leave a multiplier a hair inside a bound that it has reached.
    static double Snap(double value, double bound) => value < 1e-12 * bound ? 0 : value > bound * (1 - 1e-12) ? bound : value;

    // Mean of y∇f over the free support vectors; without any, the middle of the interval that the bounds leave.
    static double Rho(BinaryProblem problem, double[] alpha, double[] gradient)
    {
        double upper = double.PositiveInfinity, lower = double.NegativeInfinity, sum = 0;
        var free = 0;
        for (var k = 0; k < alpha.Length; k++)
        {
            var value = problem.Signs[k] * gradient[k];
            if (alpha[k] > 0 && alpha[k] < problem.BoundOf(k))
            {
                free++;
                sum += value;
            }
            else if ((alpha[k] <= 0) == (problem.Signs[k] > 0)) upper = Math.Min(upper, value);
            else lower = Math.Max(lower, value);
        }
        return free > 0 ? sum / free : (upper + lower) / 2;
    }
}
