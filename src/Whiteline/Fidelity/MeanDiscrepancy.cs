namespace Whiteline.Fidelity;

/// <summary>
/// Maximum mean discrepancy (Gretton et al., J. Mach. Learn. Res. 13, 723, 2012, eq. 3): the unbiased estimate of its square with the kernel exp(−d²/2σ²), σ the median
/// distance among the real points. About 0 for equal distributions, where it may be negative.
/// </summary>
public static class MeanDiscrepancy
{
    /// <summary>The squared discrepancy.</summary>
    /// <param name="real">Real points, 2 or more.</param>
    /// <param name="made">The other points, 2 or more.</param>
    public static double Of(SpectrumSet real, SpectrumSet made)
    {
        var among = real.DistancesTo(real);
        var pairs = new List<double>();
        for (var i = 0; i < real.Count; i++)
            for (var j = 0; j < i; j++) pairs.Add(among[i, j]);
        pairs.Sort();
        var sigma = pairs[pairs.Count / 2];
        if (sigma <= 0) return double.NaN;
        double Within(double[,] distances)
        {
            var (n, sum) = (distances.GetLength(0), 0.0);
            for (var i = 0; i < n; i++)
                for (var j = 0; j < i; j++) sum += 2 * Kernel(distances[i, j]);
            return sum / (n * (n - 1.0));
        }
        double Kernel(double distance) => Math.Exp(-0.5 * distance * distance / (sigma * sigma));
        return Within(among) + Within(made.DistancesTo(made)) - 2 * real.DistancesTo(made).Cast<double>().Average(Kernel);
    }
}
