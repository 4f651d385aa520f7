using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Whiteline.Numerics;

namespace Whiteline.Fidelity;

/// <summary>
/// The space in which neighbours are counted: the principal components of measured spectra, of those learned from and those held out together, that stand well out of the noise.
/// Components of noise would not do: spectra fill the components that were learned from them better than any others of the same kind, and could be told by that.
/// Where none stands out, the space is that of the spectra themselves.
/// </summary>
public sealed class PrincipalSpace
{
    // At three times the threshold, what noise adds to the variance of the spectra learned from is some tenth of it.
    const double Clearance = 3;
    const int Most = 16;

    readonly double[] mean;
    readonly double[][] components;

    PrincipalSpace(double[] mean, double[][] components) => (this.mean, this.components) = (mean, components);

    /// <summary>Number of components; 0 where none stands out of the noise.</summary>
    public int Dimensions => components.Length;

    /// <summary>Learns from measured spectra; at most 16 components.</summary>
    public static PrincipalSpace Of(SpectrumSet reference)
    {
        var (n, channels) = (reference.Count, reference.Width);
        var rows = new DenseMatrix(n, channels);
        for (var i = 0; i < n; i++)
            for (var c = 0; c < channels; c++) rows[i, c] = reference[i][c];
        var mean = rows.ColumnSums() / n;
        for (var i = 0; i < n; i++) rows.SetRow(i, rows.Row(i) - mean);
        var isWide = channels > n;
        var decomposition = (isWide ? rows.TransposeAndMultiply(rows) : rows.TransposeThisAndMultiply(rows)).Evd(Symmetricity.Symmetric);
        double[] squares = [.. decomposition.EigenValues.Select(value => Math.Max(0, value.Real)).Reverse()];
        var kept = Math.Min(Most, SingularValueThreshold.Count([.. squares.Take(Math.Min(n - 1, channels))], n, channels, Clearance));
        return new([.. mean], [.. Enumerable.Range(0, kept).Select(k =>
        {
            var vector = decomposition.EigenVectors.Column(squares.Length - 1 - k);
            return (isWide ? rows.LeftMultiply(vector) / Math.Sqrt(squares[k]) : vector).ToArray();
        })]);
    }

    /// <summary>Scores of spectra, shape (n, components), or the spectra themselves where there are no components.</summary>
    public SpectrumSet Project(SpectrumSet spectra)
    {
        if (components.Length == 0) return spectra;
        var width = components.Length;
        var scores = new float[spectra.Count * width];
        for (var i = 0; i < spectra.Count; i++)
            for (var k = 0; k < components.Length; k++)
            {
                var row = spectra[i];
                var sum = 0.0;
                for (var c = 0; c < row.Length; c++) sum += (row[c] - mean[c]) * components[k][c];
                scores[i * width + k] = (float)sum;
            }
        return new(scores, width);
    }
}
