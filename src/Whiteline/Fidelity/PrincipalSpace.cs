using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Whiteline.Fidelity;

/// <summary>
/// The space in which neighbours are counted: the leading principal components of measured spectra, of those learned from and those held out together, so that neither
/// fills it better than the other.
/// </summary>
public sealed class PrincipalSpace
{
    const double Share = 0.9;
    const int Fewest = 2;
    const int Most = 16;

    readonly double[] mean;
    readonly double[][] components;

    PrincipalSpace(double[] mean, double[][] components) => (this.mean, this.components) = (mean, components);

    /// <summary>Number of components.</summary>
    public int Dimensions => components.Length;

    /// <summary>Learns from measured spectra: as many components as hold 90 % of their variance, from 2 to 16.</summary>
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
        var (total, sum, kept) = (squares.Sum(), 0.0, 0);
        while (kept < Math.Min(Most, squares.Length) && (kept < Fewest || sum < Share * total) && squares[kept] > 1e-12 * total) sum += squares[kept++];
        return new([.. mean], [.. Enumerable.Range(0, kept).Select(k =>
        {
            var vector = decomposition.EigenVectors.Column(squares.Length - 1 - k);
            return (isWide ? rows.LeftMultiply(vector) / Math.Sqrt(squares[k]) : vector).ToArray();
        })]);
    }

    /// <summary>Scores of spectra, shape (n, components).</summary>
    public SpectrumSet Project(SpectrumSet spectra)
    {
        var width = Math.Max(1, components.Length);
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
