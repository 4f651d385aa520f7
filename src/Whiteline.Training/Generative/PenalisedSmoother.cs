namespace Whiteline.Training.Generative;

/// <summary>
/// Smooths a curve by penalised least squares: of all curves s that minimises Σ (y − s)² + λ Σ w (s″)², with s″ the second differences (Whittaker, Proc. Edinburgh Math. Soc. 41, 63, 1923;
/// Eilers, Anal. Chem. 75, 3631, 2003). Solved by the factors of a matrix of five diagonals.
/// </summary>
sealed class PenalisedSmoother
{
    const int Step = 8;

    // A = L D Lᵀ: D, and the two diagonals below that of L.
    readonly double[] pivots, first, second;

    /// <param name="penalty">λ, not negative.</param>
    /// <param name="weights">w of each second difference, shape (channels − 2).</param>
    public PenalisedSmoother(double penalty, ReadOnlySpan<double> weights)
    {
        var n = weights.Length + 2;
        (pivots, first, second) = (new double[n], new double[n], new double[n]);
        Array.Fill(pivots, 1);
        for (var c = 0; c < weights.Length; c++)
        {
            var w = penalty * weights[c];
            pivots[c] += w;
            pivots[c + 1] += 4 * w;
            pivots[c + 2] += w;
            first[c] -= 2 * w;
            first[c + 1] -= 2 * w;
            second[c] += w;
        }
        for (var c = 0; c < n; c++)
        {
            if (c >= 2) pivots[c] -= pivots[c - 2] * second[c - 2] * second[c - 2];
            if (c >= 1)
            {
                pivots[c] -= pivots[c - 1] * first[c - 1] * first[c - 1];
                first[c] -= second[c - 1] * pivots[c - 1] * first[c - 1];
            }
            first[c] /= pivots[c];
            second[c] /= pivots[c];
        }
    }

    /// <summary>The smooth curve.</summary>
    /// <param name="curve">Shape (channels).</param>
    /// <returns>The same shape.</returns>
    public double[] Of(ReadOnlySpan<double> curve)
    {
        var smooth = curve.ToArray();
        for (var c = 0; c < smooth.Length; c++)
        {
            if (c >= 1) smooth[c] -= first[c - 1] * smooth[c - 1];
            if (c >= 2) smooth[c] -= second[c - 2] * smooth[c - 2];
        }
        for (var c = smooth.Length - 1; c >= 0; c--)
        {
            smooth[c] /= pivots[c];
            if (c + 1 < smooth.Length) smooth[c] -= first[c] * smooth[c + 1];
            if (c + 2 < smooth.Length) smooth[c] -= second[c] * smooth[c + 2];
        }
        return smooth;
    }

    /// <summary>
    /// How much of the variance of white noise goes into the smooth curve and is missing from what is left of it: the mean of the diagonal of 2 S − SᵀS, for S the smoother (Cleveland and Devlin, J. Am. Stat. Assoc.
    /// 83, 596, 1988). 1 without a penalty. Of some channels, evenly spaced.
    /// </summary>
    public double VarianceTaken()
    {
        var (sum, count) = (0.0, 0);
        for (var c = Step / 2; c < pivots.Length; c += Step, count++)
        {
            var unit = new double[pivots.Length];
            unit[c] = 1;
            var row = Of(unit);
            sum += 2 * row[c];
            foreach (var value in row) sum -= value * value;
        }
        return sum / count;
    }
}
