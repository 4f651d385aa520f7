using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Whiteline.Spectra;

namespace Whiteline.Learning.Augmentation;

// Signal and noise apart. The signal is a mean with principal components, as many as stand out of the noise by the singular value threshold of
// Gavish and Donoho (IEEE Trans. Inf. Theory 60, 5040, 2014, eq. 5). Scores are drawn from a smoothed bootstrap: those of a measured spectrum, moved by a normal
// deviate with Silverman's width and drawn in so that the variance stays (Silverman, Density Estimation, 1986, eqs. 4.14 and 6.5). What the components
// leave is noise of its own spectrum and channel variances (ResidualNoise), as strong as that of the spectrum whose scores were taken.

/// <summary>Resamples the scores of principal components, class by class, and adds noise like that of the measured spectra.</summary>
/// <param name="MostComponents">Most components taken as signal, 1 or more.</param>
public sealed record PcaBootstrap(int MostComponents = 20) : IGeneratorTrainer
{
    const int Least = 3;

    /// <inheritdoc/>
    public string Name => "pca";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (MostComponents < 1) yield return $"The bootstrap keeps at most {MostComponents} components; give at least 1.";
    }

    /// <inheritdoc/>
    public override string ToString() => $"scores of up to {MostComponents} principal components of a class resampled, noise modelled";

    /// <inheritdoc/>
    public ISpectrumGenerator Train(LabeledSpectra real, TrainingContext context)
    {
        if (Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        return PerClassGenerator.Learn(real, Least, Name, context, Learn);
    }

    PerClassGenerator.Maker Learn(LabeledSpectra own)
    {
        var (n, channels) = (own.Count, own.Axis.Count);
        var rows = new DenseMatrix(n, channels);
        for (var i = 0; i < n; i++)
            for (var c = 0; c < channels; c++) rows[i, c] = own[i][c];
        var mean = rows.ColumnSums() / n;
        for (var i = 0; i < n; i++) rows.SetRow(i, rows.Row(i) - mean);
        // n × n, which is small where spectra are few: the eigenvectors are the scores on components of length 1.
        var decomposition = rows.TransposeAndMultiply(rows).Evd(Symmetricity.Symmetric);
        double[] squares = [.. decomposition.EigenValues.Select(value => Math.Max(0, value.Real)).Reverse().Take(Math.Min(n - 1, channels))];
        var rank = Rank(squares, n, channels);
        var scores = new double[n, rank];
        var components = new Vector<double>[rank];
        for (var k = 0; k < rank; k++)
        {
            var unit = decomposition.EigenVectors.Column(n - 1 - k);
            components[k] = rows.LeftMultiply(unit) / Math.Sqrt(squares[k]);
            for (var i = 0; i < n; i++) scores[i, k] = unit[i] * Math.Sqrt(squares[k]);
        }
        for (var i = 0; i < n; i++)
            for (var k = 0; k < rank; k++) rows.SetRow(i, rows.Row(i) - components[k] * scores[i, k]);
        var noise = new ResidualNoise(rows, Math.Max(1, n - 1 - rank));
        var width = Math.Pow(4.0 / ((rank + 2.0) * n), 1 / (rank + 4.0));
        return (random, spectrum) =>
        {
            var parent = random.NextInt32(n);
            for (var c = 0; c < channels; c++) spectrum[c] = (float)mean[c];
            for (var k = 0; k < rank; k++)
            {
                var score = (scores[parent, k] + width * Math.Sqrt(squares[k] / (n - 1)) * random.NextNormal()) / Math.Sqrt(1 + width * width);
                for (var c = 0; c < channels; c++) spectrum[c] += (float)(score * components[k][c]);
            }
            noise.Add(random, parent, spectrum);
        };
    }

    int Rank(double[] squares, int n, int channels)
    {
        if (squares.Length == 0 || squares[0] <= 0) return 0;
        var ratio = Math.Min(n, channels) / (double)Math.Max(n, channels);
        var factor = 0.56 * ratio * ratio * ratio - 0.95 * ratio * ratio + 1.82 * ratio + 1.43;
        var threshold = factor * factor * squares.Order().ElementAt(squares.Length / 2);
        return Math.Min(Math.Min(MostComponents, n - 2), squares.Count(square => square > threshold && square > 1e-12 * squares[0]));
    }
}
