namespace Whiteline.Numerics;

/// <summary>
/// Which singular values of a noisy matrix stand for signal when the strength of the noise is not known (Gavish and Donoho, IEEE Trans. Inf. Theory 60, 5040, 2014, eqs. 4
/// and 5): those above a multiple of their median that depends on the shape alone.
/// </summary>
static class SingularValueThreshold
{
    const double Rounding = 1e-12;

    /// <summary>Number of values that stand for signal.</summary>
    /// <param name="squares">Squared singular values, falling; those that the mean has taken away left out.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="clearance">The square must be this many times above the threshold; 1 for the threshold itself.</param>
    public static int Count(IReadOnlyList<double> squares, int rows, int columns, double clearance = 1)
    {
        if (squares.Count == 0 || squares[0] <= 0) return 0;
        var ratio = Math.Min(rows, columns) / (double)Math.Max(rows, columns);
        var factor = 0.56 * ratio * ratio * ratio - 0.95 * ratio * ratio + 1.82 * ratio + 1.43;
        var threshold = clearance * factor * factor * squares.Order().ElementAt(squares.Count / 2);
        return squares.Count(square => square > threshold && square > Rounding * squares[0]);
    }
}
