using System.Runtime.CompilerServices;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// The mean spectrum of spectra that may not fit in memory, computed in one pass and remembered for as long as they live. Two means
/// are kept: over all spectra, and weighted by the counts of each spectrum, so that vacuum around a particle brings little noise. A spectrum
/// that holds NaN or infinity takes no part, nor does a single sample that outweighs all others of its channel and stands alone in its own (an X-ray, a hot pixel).
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
        var (plain, weighted) = (new ChannelSums(spectra.Axis.Count), new ChannelSums(spectra.Axis.Count));
        double weights = 0, count = 0;
        SpectraPass.ForEach(spectra, context, SumOf, block =>
        {
            plain.Add(block.Plain);
            weighted.Add(block.Weighted);
            weights += block.Weight;
            count += block.Count;
        });
        double[] mean = plain.MeansWithoutOutliers(count), byCounts = weighted.MeansWithoutOutliers(weights);
        return new(spectra.Axis, mean, weights > 0 ? byCounts : mean, spectra.Count);
    }

    static (ChannelSums Plain, ChannelSums Weighted, double Weight, int Count) SumOf(SpectrumBlock block)
    {
        var (plain, weighted) = (new ChannelSums(block.Axis.Count), new ChannelSums(block.Axis.Count));
        var (weights, count) = (0.0, 0);
        for (var i = 0; i < block.Count; i++)
        {
            var spectrum = block[i];
            var weight = Counts(spectrum);
            if (!double.IsFinite(weight)) continue;
            weights += weight;
            count++;
            plain.Add(spectrum, 1);
            weighted.Add(spectrum, weight);
        }
        return (plain, weighted, weights, count);
    }

    // An outlier must not make its spectrum the only one that counts.
    static double Counts(ReadOnlySpan<float> spectrum)
    {
        double sum = 0, largest = 0;
        foreach (var value in spectrum)
        {
            sum += value;
            if (value > largest) largest = value;
        }
        return Math.Max(0, largest > sum / 2 ? sum - largest : sum);
    }
}
