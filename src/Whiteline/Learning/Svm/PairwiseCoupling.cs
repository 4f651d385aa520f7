namespace Whiteline.Learning.Svm;

/// <summary>
/// Class probabilities from the probabilities of all pairs: the second method of Wu, Lin and Weng (JMLR 5, 2004, 975, section 4), which
/// minimises Σ_i Σ_{j≠i} (r_ji p_i − r_ij p_j)² over the simplex by their algorithm 2.
/// </summary>
static class PairwiseCoupling
{
    /// <param name="pairs">r_ij = P(i | i or j), shape (k, k), C order; the diagonal is not read.</param>
    /// <param name="probabilities">Receives shape (k).</param>
    public static void Couple(ReadOnlySpan<double> pairs, Span<double> probabilities)
    {
        var k = probabilities.Length;
        Span<double> q = k <= 16 ? stackalloc double[k * k] : new double[k * k];
        Span<double> qp = k <= 16 ? stackalloc double[k] : new double[k];
        for (var i = 0; i < k; i++)
        {
            q[i * k + i] = 0;
            for (var j = 0; j < k; j++)
            {
                if (j == i) continue;
                q[i * k + i] += pairs[j * k + i] * pairs[j * k + i];
                q[i * k + j] = -pairs[j * k + i] * pairs[i * k + j];
            }
        }
        probabilities.Fill(1.0 / k);
        var tolerance = 0.005 / k;
        for (var iteration = 0; iteration < Math.Max(100, k); iteration++)
        {
            var pqp = 0.0;
            for (var i = 0; i < k; i++)
            {
                qp[i] = 0;
                for (var j = 0; j < k; j++) qp[i] += q[i * k + j] * probabilities[j];
                pqp += probabilities[i] * qp[i];
            }
            var worst = 0.0;
            for (var i = 0; i < k; i++) worst = Math.Max(worst, Math.Abs(qp[i] - pqp));
            if (worst < tolerance) break;
            for (var i = 0; i < k; i++)
            {
                var difference = (pqp - qp[i]) / q[i * k + i];
                probabilities[i] += difference;
                pqp = (pqp + difference * (difference * q[i * k + i] + 2 * qp[i])) / ((1 + difference) * (1 + difference));
                for (var j = 0; j < k; j++)
                {
                    qp[j] = (qp[j] + difference * q[i * k + j]) / (1 + difference);
                    probabilities[j] /= 1 + difference;
                }
            }
        }
    }
}
