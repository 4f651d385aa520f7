namespace Whiteline.Fidelity;

/// <summary>Mean and standard deviation of every channel of a set of spectra.</summary>
/// <param name="Mean">Shape (channels).</param>
/// <param name="Spread">Standard deviation, with n − 1 in its denominator; shape (channels).</param>
public sealed record ChannelStatistics(double[] Mean, double[] Spread)
{
    /// <summary>Measures a set of 2 or more spectra.</summary>
    public static ChannelStatistics Of(SpectrumSet spectra)
    {
        var (mean, spread) = (new double[spectra.Width], new double[spectra.Width]);
        for (var i = 0; i < spectra.Count; i++)
            for (var c = 0; c < mean.Length; c++) mean[c] += spectra[i][c] / (double)spectra.Count;
        for (var i = 0; i < spectra.Count; i++)
            for (var c = 0; c < mean.Length; c++) spread[c] += (spectra[i][c] - mean[c]) * (spectra[i][c] - mean[c]);
        for (var c = 0; c < mean.Length; c++) spread[c] = Math.Sqrt(spread[c] / (spectra.Count - 1));
        return new(mean, spread);
    }

    /// <summary>Mean absolute difference of the means over some channels, as a part of the mean absolute value of this mean; not finite where that is 0.</summary>
    public double MeanError(ChannelStatistics other, Range channels) =>
        Mean[channels].Zip(other.Mean[channels], (own, its) => Math.Abs(its - own)).Sum() / Mean[channels].Sum(Math.Abs);

    /// <summary>Mean of |spread of the other / own spread − 1| over some channels; channels that do not vary are left out, and where none does it is not finite.</summary>
    public double SpreadError(ChannelStatistics other, Range channels) => Ratios(other, channels).Select(ratio => Math.Abs(ratio - 1)).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Share of some channels whose spreads differ by no more than a part.</summary>
    public double SpreadWithin(ChannelStatistics other, Range channels, double part) => Ratios(other, channels).Select(ratio => Math.Abs(ratio - 1) <= part ? 1.0 : 0).DefaultIfEmpty(double.NaN).Average();

    IEnumerable<double> Ratios(ChannelStatistics other, Range channels) =>
        Spread[channels].Zip(other.Spread[channels], (own, its) => (own, its)).Where(pair => pair.own > 0).Select(pair => pair.its / pair.own);

    /// <summary>Frobenius norm of the difference of the covariances of channels, as a part of that of the first set's.</summary>
    public static double CovarianceError(SpectrumSet real, SpectrumSet made)
    {
        double[,] a = Covariance(real), b = Covariance(made);
        var (difference, norm) = (0.0, 0.0);
        for (var i = 0; i < real.Width; i++)
            for (var j = 0; j < real.Width; j++)
            {
                difference += (b[i, j] - a[i, j]) * (b[i, j] - a[i, j]);
                norm += a[i, j] * a[i, j];
            }
        return Math.Sqrt(difference / norm);
    }

    static double[,] Covariance(SpectrumSet spectra)
    {
        var mean = Of(spectra).Mean;
        var rows = new MathNet.Numerics.LinearAlgebra.Double.DenseMatrix(spectra.Count, spectra.Width);
        for (var i = 0; i < spectra.Count; i++)
            for (var c = 0; c < spectra.Width; c++) rows[i, c] = spectra[i][c] - mean[c];
        return (rows.TransposeThisAndMultiply(rows) / (spectra.Count - 1)).ToArray();
    }
}
