namespace Whiteline.Learning.Svm;

/// <summary>
/// Sequential minimal optimisation of the dual soft-margin problem, min ½ αᵀQα − Σα with 0 ≤ α ≤ C and Σ yα = 0. The working pair is
/// chosen by second-order information (Fan, Chen and Lin, JMLR 6, 2005, WSS 2); it stops when the largest violation of the optimality
/// conditions is below the tolerance, as LIBSVM does, and sets multipliers aside that stay at a bound (shrinking, Joachims 1998).
/// We solve for β = yα, which puts the sign of the class into the bounds: the loops then have no branch and run on vectors.
/// </summary>
static class SmoSolver
{
    /// <summary>Solves one problem; a start of multipliers yα, shape (m), must lie within the bounds and sum to 0.</summary>
    public static BinarySolution Solve(BinaryProblem problem, IKernelSource kernel, double tolerance, int maxIterations, CancellationToken cancellation, double[]? start = null, bool shrinking = true) =>
        Run(new(problem, kernel, start), tolerance, maxIterations, cancellation, shrinking);

    /// <summary>Goes on from where the state stands.</summary>
    public static BinarySolution Run(SmoState state, double tolerance, int maxIterations, CancellationToken cancellation, bool shrinking = true)
    {
        var period = Math.Min(state.Active, 1000);
        var untilShrink = period;
        var restored = false;
        var iteration = 0;
        for (; iteration < maxIterations; iteration++)
        {
            if ((iteration & 255) == 0) cancellation.ThrowIfCancellationRequested();
            if (shrinking && --untilShrink == 0)
            {
                untilShrink = period;
                state.Bounds(out var top, out var bottom);
                // Close to the end every multiplier gets one more chance: an early guess may have set a wrong one aside.
                if (!restored && top - bottom <= 10 * tolerance)
                {
                    restored = true;
                    state.Restore();
                }
                state.Bounds(out top, out bottom);
                state.Shrink(top, bottom);
            }
            if (Advance(state, tolerance)) continue;
            if (!state.IsShrunk) break;
            // The active part is solved; what was set aside must agree before this is the answer.
            state.Restore();
            untilShrink = 1;
            if (!Advance(state, tolerance)) break;
        }
        state.Restore();
        return state.Solution(iteration < maxIterations, iteration);
    }

    static bool Advance(SmoState state, double tolerance)
    {
        var i = SmoSelection.First(state, out var top);
        if (i < 0) return false;
        var rowI = state.LocalRow(i);
        var j = SmoSelection.Second(state, rowI, i, top, out var bottom);
        if (j < 0 || top - bottom < tolerance) return false;
        state.Step(i, j, rowI, state.LocalRow(j));
        return true;
    }
}
