namespace Whiteline.Fidelity;

/// <summary>How far two samples of one quantity lie apart; what is not finite is left out.</summary>
/// <param name="Ks">Kolmogorov–Smirnov statistic: the largest difference of the cumulative shares, 0 to 1.</param>
/// <param name="Wasserstein">Wasserstein distance of order 1, in the unit of the quantity.</param>
public sealed record DistributionDistance(double Ks, double Wasserstein)
{
    /// <summary>Compares two samples; both distances are NaN where one holds no finite value.</summary>
    public static DistributionDistance Of(IEnumerable<double> one, IEnumerable<double> other)
    {
        double[] a = [.. one.Where(double.IsFinite).Order()], b = [.. other.Where(double.IsFinite).Order()];
        if (a.Length == 0 || b.Length == 0) return new(double.NaN, double.NaN);
        var (i, j, ks, area) = (0, 0, 0.0, 0.0);
        var last = Math.Min(a[0], b[0]);
        while (i < a.Length || j < b.Length)
        {
            var next = i < a.Length && (j >= b.Length || a[i] <= b[j]) ? a[i] : b[j];
            var gap = Math.Abs((double)i / a.Length - (double)j / b.Length);
            (ks, area, last) = (Math.Max(ks, gap), area + gap * (next - last), next);
            while (i < a.Length && a[i] == next) i++;
            while (j < b.Length && b[j] == next) j++;
        }
        return new(ks, area);
    }
}
