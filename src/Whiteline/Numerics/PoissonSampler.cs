namespace Whiteline.Numerics;

/// <summary>
/// Poisson-distributed counts. Small means by inversion (multiplying uniforms); from a mean of 10 on by transformed rejection, PTRS
/// (Hörmann, Insurance: Mathematics and Economics 12, 1993, 39). Both are exact.
/// </summary>
public static class PoissonSampler
{
    const double SmallMean = 10;

    /// <summary>One count.</summary>
    /// <param name="mean">Expected count; a mean that is not positive gives 0.</param>
    /// <param name="random">Source of randomness.</param>
    public static double Next(double mean, RandomSource random) => mean switch
    {
        <= 0 or double.NaN => 0,
        < SmallMean => BySmallMean(mean, random),
        _ => ByRejection(mean, random),
    };

    static double BySmallMean(double mean, RandomSource random)
    {
        var limit = Math.Exp(-mean);
        var product = random.NextDouble();
        var count = 0;
        for (; product > limit; count++) product *= random.NextDouble();
        return count;
    }

    static double ByRejection(double mean, RandomSource random)
    {
        var logMean = Math.Log(mean);
        var b = 0.931 + 2.53 * Math.Sqrt(mean);
        var a = -0.059 + 0.02483 * b;
        var inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        var vr = 0.9277 - 3.6224 / (b - 2);
        while (true)
        {
            var u = random.NextDouble() - 0.5;
            var v = random.NextDouble();
            var us = 0.5 - Math.Abs(u);
            var k = Math.Floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= vr) return k;
            if (k < 0 || us < 0.013 && v > us) continue;
            if (Math.Log(v) + Math.Log(inverseAlpha) - Math.Log(a / (us * us) + b) <= k * logMean - mean - LogFactorial(k)) return k;
        }
    }

    // Stirling's series to 1/k⁵ for k ≥ 10 is exact to double precision's needs here; below that the factorial itself.
    static double LogFactorial(double k)
    {
        if (k >= 10)
        {
            var inverse = 1 / (k * k);
            return (k + 0.5) * Math.Log(k) - k + 0.91893853320467274 + (1.0 / 12 - inverse * (1.0 / 360 - inverse / 1260)) / k;
        }
        var product = 1.0;
        for (var i = 2; i <= k; i++) product *= i;
        return Math.Log(product);
    }
}
