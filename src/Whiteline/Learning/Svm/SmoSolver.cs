namespace Whiteline.Learning.Svm;

/// <summary>
/// Sequential minimal optimisation of the dual soft-margin problem, min ½ αᵀQα − Σα with 0 ≤ α ≤ C and Σ yα = 0. The working pair is
/// chosen by second-order information (Fan, Chen and Lin, JMLR 6, 2005, WSS 2); it stops when the largest violation of the optimality
/// conditions is below the tolerance, as LIBSVM does, and sets multipliers aside that stay at a bound (shrinking, Joachims 1998).
/// We solve for β = yα, which puts the sign of the class into the bounds: the loops then have no branch and run on vectors, and the pass
/// that updates the slope finds the next first index as it goes.
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
        var leader = Leader.Of(state);
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
                    state.Bounds(out top, out bottom);
                }
                state.Shrink(top, bottom);
                leader = Leader.Of(state);
            }
            if (Advance(state, tolerance, ref leader)) continue;
            if (!state.IsShrunk) break;
            // The active part is solved; what was set aside must agree before this is the answer.
            state.Restore();
            untilShrink = 1;
            leader = Leader.Of(state);
            if (!Advance(state, tolerance, ref leader)) break;
        }
        state.Restore();
        return state.Solution(iteration < maxIterations, iteration);
    }

    static bool Advance(SmoState state, double tolerance, ref Leader leader)
    {
        var (i, top) = leader;
        if (i < 0) return false;
        var rowI = state.LocalRow(i);
        var j = SmoSelection.Second(state, rowI, i, top, out var bottom);
        if (j < 0 || top - bottom < tolerance) return false;
        var rowJ = state.LocalRow(j);
        var t = state.Step(i, j, rowI[j]);
        var next = SmoSelection.Update(state.Slope.AsSpan(0, state.Active), state.Grow, rowI, rowJ, t, out top);
        leader = new(next, top);
        return true;
    }

    // The most violating index that may grow, with its slope.
    readonly record struct Leader(int Index, double Slope)
    {
        public static Leader Of(SmoState state) => new(SmoSelection.First(state.Slope.AsSpan(0, state.Active), state.Grow, out var slope), slope);
    }
}
