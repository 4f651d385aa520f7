using System.Text.Json.Serialization;

namespace Whiteline.Fractions;

/// <summary>
/// How far a regression of fractions is off, by how noisy the spectrum is: split conformal prediction (Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005) in classes of
/// noise, each with the quantile of its own held-out errors, so that an interval holds the truth with a probability of 0.9 among spectra as noisy as this one, and not on average only.
/// </summary>
/// <param name="NoiseLimits">Upper ends of the classes but the last, rising, shape (c − 1).</param>
/// <param name="Widths">Half widths, shape (c, k + 1): of each fraction, and of the mean valence.</param>
public sealed record ConformalWidths(double[] NoiseLimits, double[][] Widths)
{
    const double Coverage = 0.9;
    const int LeastPerClass = 150, MostClasses = 8;

    /// <summary>Number of states.</summary>
    [JsonIgnore]
    public int States => Widths[0].Length - 1;

    /// <summary>Half widths for a spectrum, shape (k + 1).</summary>
    public double[] For(double noise)
    {
        var c = 0;
        while (c < NoiseLimits.Length && noise > NoiseLimits[c]) c++;
        return Widths[c];
    }

    /// <summary>Learns the widths from held-out spectra.</summary>
    /// <param name="noises">Noise of each, shape (n).</param>
    /// <param name="errors">Absolute errors, shape (n, k + 1).</param>
    /// <exception cref="BadInputException">Too few spectra for a quantile.</exception>
    public static ConformalWidths Of(double[] noises, double[][] errors)
    {
        var classes = Math.Min(MostClasses, noises.Length / LeastPerClass);
        if (classes < 1) throw new BadInputException($"Intervals of fractions need at least {LeastPerClass} held-out mixtures, and there are {noises.Length}. Hold out more.");
        int[] order = [.. Enumerable.Range(0, noises.Length).OrderBy(i => noises[i])];
        var limits = new double[classes - 1];
        var widths = new double[classes][];
        for (var c = 0; c < classes; c++)
        {
            var (from, to) = (c * order.Length / classes, (c + 1) * order.Length / classes);
            if (c < classes - 1) limits[c] = noises[order[to - 1]];
            widths[c] = [.. Enumerable.Range(0, errors[0].Length).Select(k => Quantile([.. order[from..to].Select(i => errors[i][k]).Order()]))];
        }
        return new(limits, widths);
    }

    // The ⌈(n + 1)·0.9⌉-th smallest error: with it the coverage is at least 0.9 for any distribution of exchangeable spectra.
    static double Quantile(double[] sorted) => sorted[Math.Min(sorted.Length, (int)Math.Ceiling((sorted.Length + 1) * Coverage)) - 1];
}
