using System.Runtime.CompilerServices;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// The mean spectrum of spectra that may not fit in memory, computed in one pass and remembered for as long as they live. Two means
/// are kept: over all spectra, and weighted by the counts of each spectrum, so that vacuum around a particle brings little noise.
/// </summary>
/// <param name="Axis">Energy axis.</param>
/// <param name="Intensity">Mean over all spectra, shape (channels).</param>
/// <param name="Weighted">Mean weighted by each spectrum's counts (negative sums count as 0), shape (channels).</param>
/// <param name="Count">Number of spectra.</param>
public sealed record MeanSpectrum(EnergyAxis Axis, double[] Intensity, double[] Weighted, int Count)
{
    static readonly ConditionalWeakTable<ISpectra, MeanSpectrum> Known = [];

    /// <summary>The mean of these spectra; shifts stored per spectrum are not applied.</summary>
    public static MeanSpectrum Of(ISpectra spectra, StepContext context)
    {
        if (Known.TryGetValue(spectra, out var known)) return known;
        var mean = Compute(spectra, context);
        Known.AddOrUpdate(spectra, mean);
        return mean;
    }

    static MeanSpectrum Compute(ISpectra spectra, StepContext context)
    {
        var channels = spectra.Axis.Count;
        double[] sum = new double[channels], weighted = new double[channels];
        var weights = 0.0;
        SpectraPass.ForEach(spectra, context, SumOf, block =>
        {
            for (var c = 0; c < channels; c++)
            {
                sum[c] += block.Sum[c];
                weighted[c] += block.Weighted[c];
            }
            weights += block.Weight;
        });
        for (var c = 0; c < channels; c++)
        {
            sum[c] /= spectra.Count;
            weighted[c] = weights > 0 ? weighted[c] / weights : sum[c];
        }
        return new(spectra.Axis, sum, weighted, spectra.Count);
    }

    static (double[] Sum, double[] Weighted, double Weight) SumOf(SpectrumBlock block)
    {
        var channels = block.Axis.Count;
        double[] sum = new double[channels], weighted = new double[channels];
        var weights = 0.0;
        for (var i = 0; i < block.Count; i++)
        {
            var spectrum = block[i];
            var weight = 0.0;
            foreach (var value in spectrum) weight += value;
            if (!double.IsFinite(weight)) continue;
            weight = Math.Max(0, weight);
            weights += weight;
            for (var c = 0; c < channels; c++)
            {
                sum[c] += spectrum[c];
                weighted[c] += weight * spectrum[c];
            }
        }
        return (sum, weighted, weights);
    }
}
