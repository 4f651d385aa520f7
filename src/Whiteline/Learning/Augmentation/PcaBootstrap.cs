using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Learning.Augmentation;

// Signal and noise apart. The signal is a mean with principal components, as many as stand out of the noise by their singular values;
// each spectrum is weighted by the inverse of its own noise, lest a few noisy ones fill the components. Scores
// are those of a measured spectrum, moved by a normal combination of the ways to its nearest neighbours: a smoothed bootstrap along the data, as manifold Parzen windows
// (Vincent and Bengio, NIPS 2002), where one width for all would blur lines that are shifted or split. What the components leave is noise, resampled in stretches
// (ResidualNoise) and as strong as that of the spectrum whose scores were taken.

/// <summary>Resamples the scores of principal components, class by class, and adds noise like that of the measured spectra.</summary>
/// <param name="MostComponents">Most components taken as signal, 1 or more.</param>
/// <param name="Width">How far scores are moved, in root mean square distances to the nearest neighbours; ≥ 0. More makes spectra that are less like single measured ones, and less like measured ones altogether.</param>
public sealed record PcaBootstrap(int MostComponents = 20, double Width = 0.9) : IGeneratorTrainer
{
    const int Least = 3;
    const int Neighbours = 8;
    const double LeastNoise = 0.1;

    /// <inheritdoc/>
    public string Name => "pca";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (MostComponents < 1) yield return $"The bootstrap keeps at most {MostComponents} components; give at least 1.";
        if (!(Width is >= 0 and <= 10)) yield return FormattableString.Invariant($"The bootstrap moves scores by {Width} of the distance to their neighbours; give 0 to 10.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"scores of up to {MostComponents} principal components of a class resampled, noise in stretches of what they leave";

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
        var weighted = (DenseMatrix)rows.Clone();
        var weights = Weights(own);
        for (var i = 0; i < n; i++) weighted.SetRow(i, rows.Row(i) * weights[i]);
        // n × n, which is small where spectra are few: the eigenvectors are the scores on components of length 1.
        var decomposition = weighted.TransposeAndMultiply(weighted).Evd(Symmetricity.Symmetric);
        double[] squares = [.. decomposition.EigenValues.Select(value => Math.Max(0, value.Real)).Reverse().Take(Math.Min(n - 1, channels))];
        var rank = Math.Min(Math.Min(MostComponents, n - 2), SingularValueThreshold.Count(squares, n, channels));
        var components = Enumerable.Range(0, rank).Select(k => weighted.LeftMultiply(decomposition.EigenVectors.Column(n - 1 - k)) / Math.Sqrt(squares[k])).ToArray();
        var scores = Enumerable.Range(0, n).Select(i => components.Select(component => rows.Row(i) * component).ToArray()).ToArray();
        for (var i = 0; i < n; i++)
            for (var k = 0; k < rank; k++) rows.SetRow(i, rows.Row(i) - components[k] * scores[i][k]);
        var grid = InterpolatedGrid.Find(own, out var isOnGrid);
        var noise = new ResidualNoise(rows, Math.Max(1, n - 1 - rank), isOnGrid);
        var near = scores.Select((own, i) => Enumerable.Range(0, n).Where(j => j != i).OrderBy(j => Distance.Euclidean(own, scores[j])).Take(Neighbours).ToArray()).ToArray();
        return (random, spectrum) =>
        {
            var parent = random.NextInt32(n);
            for (var c = 0; c < channels; c++) spectrum[c] = (float)mean[c];
            double[] moved = [.. scores[parent]];
            foreach (var j in near[parent])
            {
                var step = Width / Math.Sqrt(near[parent].Length) * random.NextNormal();
                for (var k = 0; k < rank; k++) moved[k] += step * (scores[j][k] - scores[parent][k]);
            }
            for (var k = 0; k < rank; k++)
                for (var c = 0; c < channels; c++) spectrum[c] += (float)(moved[k] * components[k][c]);
            noise.Add(random, parent, spectrum);
            if (isOnGrid[parent]) grid!.Apply(spectrum);
        };
    }

    static double[] Weights(LabeledSpectra own)
    {
        double[] noise = [.. Enumerable.Range(0, own.Count).Select(i => NoiseLevel.Of(own[i]))];
        var middle = noise.Order().ElementAt(noise.Length / 2);
        return middle > 0 ? Array.ConvertAll(noise, value => 1 / Math.Max(value, LeastNoise * middle)) : Array.ConvertAll(noise, _ => 1.0);
    }
}
