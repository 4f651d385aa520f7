using System.Runtime.CompilerServices;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// The mean spectrum of spectra that may not fit in memory, computed in one pass and remembered for as long as they live. Two means
/// are kept: over all spectra, and weighted by the counts of each spectrum, so that vacuum around a particle brings little noise. A spectrum
/// that holds NaN or infinity takes no part, nor does a single sample that outweighs all others of its channel and stands alone in its own (an X-ray, a hot pixel),
/// nor do spectra that are cut off at a ceiling, where they are few, nor one that holds many times the counts of every other.
/// </summary>
/// <param name="Axis">Energy axis.</param>
/// <param name="Intensity">Mean over all spectra, shape (channels).</param>
/// <param name="Weighted">Mean weighted by each spectrum's counts (negative sums count as 0), shape (channels).</param>
/// <param name="Count">Number of spectra.</param>
public sealed record MeanSpectrum(EnergyAxis Axis, double[] Intensity, double[] Weighted, int Count)
{
    const double MostClipped = 0.25;

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
        var (whole, clipped) = (new MeanSums(spectra.Axis.Count), new MeanSums(spectra.Axis.Count));
        SpectraPass.ForEach(spectra, context, SumsOf, block =>
        {
            whole.Add(block.Whole);
            clipped.Add(block.Clipped);
        });
        // Where many are clipped, that is how the image was recorded, and its lines are among them.
        if (clipped.Count > MostClipped * (whole.Count + clipped.Count)) whole.Add(clipped);
        var (mean, weighted) = whole.Means();
        return new(spectra.Axis, mean, weighted, spectra.Count);
    }

    static (MeanSums Whole, MeanSums Clipped) SumsOf(SpectrumBlock block)
    {
        var (whole, clipped) = (new MeanSums(block.Axis.Count), new MeanSums(block.Axis.Count));
        for (var i = 0; i < block.Count; i++)
        {
            var weight = Counts(block[i]);
            if (double.IsFinite(weight)) (IsClipped(block[i]) ? clipped : whole).Add(block[i], weight);
        }
        return (whole, clipped);
    }

    // A spectrum that is level over more than half of its axis is garbage, however few values it takes.
    static bool IsClipped(ReadOnlySpan<float> spectrum)
    {
        var top = Ceiling.Of(spectrum);
        return top.Value > 0 && top.IsRun && (top.Longest > spectrum.Length / 2 || Ceiling.CanBeJudged(spectrum));
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
