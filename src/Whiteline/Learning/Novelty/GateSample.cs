using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Learning.Novelty;

/// <summary>Training spectra as a gate sees them: binned, with the noise of each.</summary>
sealed class GateSample
{
    // Part of the noise that a covariance may lose to it, so that it stays one.
    const double LeastVariance = 1e-6;
    const int FewestHalved = 20;

    readonly List<double> vectors = [];
    readonly List<double> noise = [];
    readonly List<int> classOf = [];
    readonly SpectrumBins bins;
    int classes, dimension;

    public GateSample(SpectrumBins bins) => (this.bins, dimension) = (bins, bins.Count);

    public int Count => noise.Count;

    public ReadOnlySpan<double> this[int index] => CollectionsMarshal.AsSpan(vectors).Slice(index * dimension, dimension);

    public double NoiseOf(int index) => noise[index];

    public int ClassOf(int index) => classOf[index];

    /// <summary>Adds spectra, whose labels are classes of their own, as a frame on their axis shows them.</summary>
    public void Add(LabeledSpectra spectra, EdgeFrame frame)
    {
        var index = spectra.Classes.Select((label, k) => (label, k)).ToDictionary(pair => pair.label, pair => classes + pair.k, StringComparer.Ordinal);
        var view = new float[frame.Count];
        var vector = new double[bins.Count];
        for (var i = 0; i < spectra.Count; i++)
        {
            frame.Copy(spectra[i], view);
            var length = bins.Fill(view, vector);
            var sigma = NoiseLevel.Of(view);
            vectors.AddRange(vector);
            noise.Add(length > 0 ? sigma * sigma / (bins.PerBin * length * length) : 1);
            classOf.Add(index[spectra.Labels[i]]);
        }
        classes += spectra.Classes.Count;
    }

    /// <summary>Replaces all vectors by their first principal components, which are given back, shape (components, bins). Independent noise is the same in each.</summary>
    public float[] Project(int components)
    {
        var squares = Moments([.. Enumerable.Range(0, Count)]).Squares;
        var axes = squares.Evd(Symmetricity.Symmetric).EigenVectors;
        var basis = new double[components * dimension];
        for (var p = 0; p < components; p++)
            for (var b = 0; b < dimension; b++) basis[p * dimension + b] = axes[b, dimension - 1 - p];
        var projected = new double[Count * components];
        for (var i = 0; i < Count; i++)
            for (var p = 0; p < components; p++) projected[i * components + p] = TensorPrimitives.Dot(this[i], basis.AsSpan(p * dimension, dimension));
        dimension = components;
        vectors.Clear();
        vectors.AddRange(projected);
        return Array.ConvertAll(basis, value => (float)value);
    }

    /// <summary>Means of the classes and the eigenvectors and eigenvalues of their covariances less the noise, of the quieter half of each, one class after another; null when the spectra are too few.</summary>
    public (float[] Means, float[] Directions, float[] Variances)? Fit(IReadOnlyList<int> members)
    {
        var d = dimension;
        var parts = members.GroupBy(i => classOf[i]).OrderBy(group => group.Key).Select(group => Moments([.. Quieter([.. group])])).ToArray();
        var spared = parts.Sum(part => part.Spared);
        if (spared < 1) return null;
        var pooled = parts.Aggregate(new DenseMatrix(d, d), (sum, part) => sum + part.Squares);
        // Few spectra say little of many directions: their covariance is drawn towards an even one, and that of a class towards that of all.
        var even = d / (d + spared);
        var average = Math.Max(pooled.Trace() / (spared * d), LeastVariance);
        var common = pooled * ((1 - even) / spared) + DenseMatrix.CreateDiagonal(d, d, even * average);
        var (means, directions, variances) = (new List<float>(), new List<float>(), new List<float>());
        foreach (var part in parts)
        {
            var decomposition = ((part.Squares + common * d) / (part.Spared + d)).Evd(Symmetricity.Symmetric);
            means.AddRange(part.Mean.Select(value => (float)value));
            for (var j = 0; j < d; j++)
            {
                variances.Add((float)Math.Max(LeastVariance, decomposition.EigenValues[j].Real - part.Noise));
                for (var b = 0; b < d; b++) directions.Add((float)decomposition.EigenVectors[b, j]);
            }
        }
        return ([.. means], [.. directions], [.. variances]);
    }

    (double[] Mean, DenseMatrix Squares, double Spared, double Noise) Moments(int[] own)
    {
        var d = dimension;
        var mean = new double[d];
        var squares = new DenseMatrix(d, d);
        foreach (var i in own)
            for (var b = 0; b < d; b++) mean[b] += this[i][b] / own.Length;
        foreach (var i in own)
            for (var a = 0; a < d; a++)
                for (var b = 0; b < d; b++) squares[a, b] += (this[i][a] - mean[a]) * (this[i][b] - mean[b]);
        return (mean, squares, own.Length - 1, own.Average(i => noise[i]));
    }

    IEnumerable<int> Quieter(int[] own) => own.Length < FewestHalved ? own : own.OrderBy(i => noise[i]).ThenBy(i => i).Take((own.Length + 1) / 2);
}
