using Whiteline.Spectra;

namespace Whiteline.Fractions;

/// <summary>
/// All curves and shapes of a reference set at a ladder of broadenings. Between two rungs curves are linear in the variance of the broadening: to first order that is
/// exact, because a Gaussian of growing variance is diffusion.
/// </summary>
sealed class ReferenceBank
{
    // Full widths at half maximum, eV.
    static readonly double[] RungsEv = [0, 0.25, 0.4, 0.55, 0.7, 0.85, 1, 1.2, 1.45, 1.75, 2.1, 2.6, 3.2, 4];
    /// <summary>Of a Gaussian: 1 / √(8 ln 2).</summary>
    public const double SigmaPerFwhm = 0.42466090014400953;

    readonly double[][][] rungs;

    public ReferenceBank(ReferenceSet set)
    {
        Axis = set.Axis;
        States = set.States.Count;
        OwnOf = [.. set.Own.Select(shapes => shapes.Length)];
        SharedCount = set.Shared.Length;
        double[][] rows = [.. set.Curves, .. set.Own.SelectMany(shapes => shapes), .. set.Shared.SelectMany(shapes => shapes)];
        Variances = [.. RungsEv.Select(fwhm => Math.Pow(fwhm * SigmaPerFwhm, 2))];
        rungs = [.. Variances.Select(variance => Array.ConvertAll(rows, row => Broadened(row, Math.Sqrt(variance) / Axis.DispersionEv)))];
    }

    public EnergyAxis Axis { get; }

    public int States { get; }

    /// <summary>Shapes of each state, shape (k). Rows are k curves, then these state by state, then the shared shapes, k a shape.</summary>
    public int[] OwnOf { get; }

    public int SharedCount { get; }

    /// <summary>Variance of each rung, eV², rising from 0.</summary>
    public double[] Variances { get; }

    public double LargestVariance => Variances[^1];

    /// <summary>The rung below a variance.</summary>
    public int RungOf(double variance)
    {
        var rung = 0;
        while (rung < Variances.Length - 2 && Variances[rung + 1] <= variance) rung++;
        return rung;
    }

    /// <summary>All rows of a rung, shape (rows, channels).</summary>
    public double[][] Rung(int rung) => rungs[rung];

    /// <summary>A row averaged over a Gaussian.</summary>
    /// <param name="row">Shape (channels); beyond its ends it is held constant.</param>
    /// <param name="sigma">Standard deviation, channels.</param>
    internal static double[] Broadened(double[] row, double sigma)
    {
        if (sigma <= 0) return row;
        var half = (int)Math.Ceiling(4 * sigma);
        var kernel = new double[half + 1];
        var sum = 0.0;
        for (var k = 0; k <= half; k++)
        {
            kernel[k] = Math.Exp(-0.5 * k * k / (sigma * sigma));
            sum += k == 0 ? kernel[k] : 2 * kernel[k];
        }
        var result = new double[row.Length];
        for (var c = 0; c < row.Length; c++)
        {
            var value = kernel[0] * row[c];
            for (var k = 1; k <= half; k++) value += kernel[k] * (row[Math.Max(0, c - k)] + row[Math.Min(row.Length - 1, c + k)]);
            result[c] = value / sum;
        }
        return result;
    }
}
