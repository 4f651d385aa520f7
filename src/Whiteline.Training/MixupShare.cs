using Whiteline.Numerics;

namespace Whiteline.Training;

/// <summary>
/// The share of the first spectrum in mixup (Zhang et al., ICLR 2018): Beta(α, α), as the ratio of two gamma numbers (Marsaglia and
/// Tsang, ACM Trans. Math. Softw. 26, 2000; shapes below 1 by their equation for α + 1).
/// </summary>
static class MixupShare
{
    public static double Draw(double alpha, RandomSource random)
    {
        // In logarithms: for a small α both numbers may be too small for a double.
        var (x, y) = (LogGamma(alpha, random), LogGamma(alpha, random));
        return 1 / (1 + Math.Exp(y - x));
    }

    static double LogGamma(double shape, RandomSource random)
    {
        if (shape < 1) return LogGamma(shape + 1, random) + Math.Log(1 - random.NextDouble()) / shape;
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var z = random.NextNormal();
            var v = Math.Pow(1 + c * z, 3);
            if (1 + c * z <= 0) continue;
            if (Math.Log(1 - random.NextDouble()) < 0.5 * z * z + d - d * v + d * Math.Log(v)) return Math.Log(d * v);
        }
    }
}
