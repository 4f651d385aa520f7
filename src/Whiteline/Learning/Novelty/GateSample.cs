using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Whiteline.Features;
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
    readonly EdgeFrame frame;
    readonly SpectrumBins bins;
    int classes;

    public GateSample(EdgeFrame frame, SpectrumBins bins) => (this.frame, this.bins) = (frame, bins);

    public int Count => noise.Count;

    public ReadOnlySpan<double> this[int index] => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(vectors).Slice(index * bins.Count, bins.Count);

    public double NoiseOf(int index) => noise[index];

    /// <summary>Adds spectra, whose labels are classes of their own.</summary>
    public void Add(LabeledSpectra spectra)
    {
        var index = spectra.Classes.Select((label, k) => (label, k)).ToDictionary(pair => pair.label, pair => classes + pair.k, StringComparer.Ordinal);
        var view = new float[frame.Count];
        var vector = new double[bins.Count];
        for (var i = 0; i < spectra.Count; i++)
        {
            frame.Copy(spectra[i], view);
            var length = bins.Fill(view, vector);
            var sigma = WhiteLines.Noise(view);
            vectors.AddRange(vector);
            noise.Add(length > 0 ? sigma * sigma / (bins.PerBin * length * length) : 1);
            classOf.Add(index[spectra.Labels[i]]);
        }
        classes += spectra.Classes.Count;
    }

    /// <summary>Means of the classes, one after another, and the covariance within them, of the quieter half, less its noise; null when the spectra are too few.</summary>
    public (float[] Means, float[] Directions, float[] Variances)? Fit(IReadOnlyList<int> members)
    {
        var d = bins.Count;
        var means = new List<double[]>();
        var covariance = new DenseMatrix(d, d);
        var (spared, noises, counted) = (0.0, 0.0, 0);
        foreach (var ofClass in members.GroupBy(i => classOf[i]).OrderBy(group => group.Key))
        {
            int[] own = [.. Quieter([.. ofClass])];
            var mean = new double[d];
            foreach (var i in own)
                for (var b = 0; b < d; b++) mean[b] += this[i][b] / own.Length;
            means.Add(mean);
            spared += own.Length - 1;
            foreach (var i in own)
            {
                noises += noise[i];
                counted++;
                for (var a = 0; a < d; a++)
                    for (var b = 0; b < d; b++) covariance[a, b] += (this[i][a] - mean[a]) * (this[i][b] - mean[b]);
            }
        }
        if (spared < 1) return null;
        // Few spectra say little of many directions: their covariance is drawn towards an even one.
        var even = d / (d + spared);
        var average = Math.Max(covariance.Trace() / (spared * d), LeastVariance);
        var decomposition = (covariance * ((1 - even) / spared) + DenseMatrix.CreateDiagonal(d, d, even * average)).Evd(Symmetricity.Symmetric);
        var directions = new float[d * d];
        var variances = new float[d];
        for (var j = 0; j < d; j++)
        {
            variances[j] = (float)Math.Max(LeastVariance, decomposition.EigenValues[j].Real - noises / counted);
            for (var b = 0; b < d; b++) directions[j * d + b] = (float)decomposition.EigenVectors[b, j];
        }
        return ([.. means.SelectMany(mean => mean).Select(value => (float)value)], directions, variances);
    }

    IEnumerable<int> Quieter(int[] own) => own.Length < FewestHalved ? own : own.OrderBy(i => noise[i]).ThenBy(i => i).Take((own.Length + 1) / 2);
}
