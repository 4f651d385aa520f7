using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Whiteline.Training.Generative;

/// <summary>A mean and principal components of spectra.</summary>
/// <param name="Mean">Shape (channels).</param>
/// <param name="Components">Orthonormal, of falling variance; each of shape (channels).</param>
sealed record LinearBasis(float[] Mean, float[][] Components)
{
    const double LeastVariance = 1e-10;

    /// <summary>Fits mean and at most so many components; fewer where the spectra span fewer.</summary>
    /// <param name="spectra">The spectra, of equal length.</param>
    /// <param name="rank">Most components.</param>
    /// <param name="weights">How much each spectrum tells of the components, one over its noise: lest a few noisy ones fill them. Null for all alike. The mean is that of all.</param>
    public static LinearBasis Fit(float[][] spectra, int rank, double[]? weights = null)
    {
        var channels = spectra[0].Length;
        var mean = new float[channels];
        foreach (var spectrum in spectra) TensorPrimitives.Add(mean, spectrum, mean);
        TensorPrimitives.Divide(mean, spectra.Length, mean);
        var rows = DenseMatrix.Build.Dense(spectra.Length, channels, (i, c) => (weights?[i] ?? 1) * (spectra[i][c] - (double)mean[c]));
        // The smaller of the two covariance matrices has all eigenvalues that are not 0.
        var isWide = channels > spectra.Length;
        var decomposition = (isWide ? rows.TransposeAndMultiply(rows) : rows.TransposeThisAndMultiply(rows)).Evd(Symmetricity.Symmetric);
        var values = decomposition.EigenValues.Select(value => value.Real).ToArray();
        var total = Math.Max(values.Sum(), double.Epsilon);
        var components = new List<float[]>();
        for (var k = values.Length - 1; k >= 0 && components.Count < rank && values[k] > LeastVariance * total; k--)
        {
            var vector = decomposition.EigenVectors.Column(k);
            if (isWide) vector = rows.TransposeThisAndMultiply(vector) / Math.Sqrt(values[k]);
            components.Add([.. vector.Select(value => (float)value)]);
        }
        return new(mean, [.. components]);
    }

    /// <summary>Coordinates of a spectrum, one a component.</summary>
    public float[] Scores(ReadOnlySpan<float> spectrum)
    {
        var centred = new float[Mean.Length];
        TensorPrimitives.Subtract(spectrum, Mean, centred);
        return Array.ConvertAll(Components, component => TensorPrimitives.Dot<float>(centred, component));
    }

    /// <summary>The spectrum of given coordinates.</summary>
    public void Write(ReadOnlySpan<float> scores, Span<float> spectrum)
    {
        Mean.CopyTo(spectrum);
        for (var k = 0; k < Components.Length; k++) TensorPrimitives.MultiplyAdd(Components[k], scores[k], spectrum, spectrum);
    }

    /// <summary>The spectrum of given coordinates.</summary>
    public float[] Spectrum(ReadOnlySpan<float> scores)
    {
        var spectrum = new float[Mean.Length];
        Write(scores, spectrum);
        return spectrum;
    }
}
