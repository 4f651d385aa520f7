namespace Whiteline.Learning.Embedding;

/// <summary>
/// How alike two embedded points are at a distance d: 1 / (1 + a d^2b), with a and b such that it is 1 up to the least distance and falls exponentially beyond
/// (McInnes et al. 2018, section 3.2).
/// </summary>
/// <param name="A">Factor a.</param>
/// <param name="B">Exponent b.</param>
public sealed record LayoutCurve(double A, double B)
{
    const int Samples = 300, Rounds = 200;

    /// <summary>Least squares over 300 distances from 0 to three times the spread, by Levenberg and Marquardt's method from a = b = 1.</summary>
    /// <param name="minDistance">Distance up to which points count as equal, ≥ 0.</param>
    /// <param name="spread">Scale of the fall beyond it, &gt; 0.</param>
    public static LayoutCurve Fit(double minDistance, double spread)
    {
        // In the logarithms, which keeps both positive.
        double u = 0, v = 0, damping = 1e-3, error = Error(u, v);
        for (var round = 0; round < Rounds; round++)
        {
            double uu = 0, uv = 0, vv = 0, gu = 0, gv = 0;
            double a = Math.Exp(u), b = Math.Exp(v);
            for (var i = 1; i < Samples; i++)
            {
                var x = Distance(i);
                var power = a * Math.Pow(x, 2 * b);
                var value = 1 / (1 + power);
                double du = -value * value * power, dv = du * 2 * b * Math.Log(x), residual = value - Wanted(x);
                (uu, uv, vv) = (uu + du * du, uv + du * dv, vv + dv * dv);
                (gu, gv) = (gu + du * residual, gv + dv * residual);
            }
            double puu = uu * (1 + damping), pvv = vv * (1 + damping), determinant = puu * pvv - uv * uv;
            double su = (gv * uv - gu * pvv) / determinant, sv = (gu * uv - gv * puu) / determinant;
            if (!double.IsFinite(su + sv)) break;
            var trial = Error(u + su, v + sv);
            if (trial <= error)
            {
                (u, v, error, damping) = (u + su, v + sv, trial, damping / 10);
                if (Math.Abs(su) + Math.Abs(sv) < 1e-12) break;
            }
            else if ((damping *= 10) > 1e12)
            {
                break;
            }
        }
        return new(Math.Exp(u), Math.Exp(v));

        double Distance(int i) => 3 * spread * i / (Samples - 1);

        double Wanted(double x) => x < minDistance ? 1 : Math.Exp(-(x - minDistance) / spread);

        double Error(double logA, double logB)
        {
            double sum = 0, a = Math.Exp(logA), b = Math.Exp(logB);
            for (var i = 1; i < Samples; i++)
            {
                var x = Distance(i);
                var difference = 1 / (1 + a * Math.Pow(x, 2 * b)) - Wanted(x);
                sum += difference * difference;
            }
            return sum;
        }
    }
}
