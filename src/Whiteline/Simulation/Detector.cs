using Whiteline.Numerics;

namespace Whiteline.Simulation;

/// <summary>Turns expected electrons into what a camera reports: Poisson counts, gain with a fixed pattern, and readout noise.</summary>
sealed class Detector
{
    readonly double[] sensitivity;

    /// <param name="channels">Channels.</param>
    /// <param name="fixedPattern">Relative standard deviation of their sensitivity.</param>
    /// <param name="seed">Decides the pattern.</param>
    public Detector(int channels, double fixedPattern, Seed seed)
    {
        var random = seed.Branch("fixed pattern").Random();
        sensitivity = new double[channels];
        for (var c = 0; c < channels; c++) sensitivity[c] = Math.Max(0, 1 + fixedPattern * random.NextNormal());
    }

    /// <summary>Records one spectrum.</summary>
    /// <param name="expected">Expected electrons, shape (channels).</param>
    /// <param name="conditions">Gain and readout noise are used.</param>
    /// <param name="random">Source of the noise.</param>
    /// <param name="recorded">Receives shape (channels).</param>
    public void Record(ReadOnlySpan<double> expected, Conditions conditions, RandomSource random, Span<float> recorded)
    {
        for (var c = 0; c < expected.Length; c++)
            recorded[c] = (float)(conditions.Gain * sensitivity[c] * PoissonSampler.Next(expected[c], random) + conditions.ReadoutNoise * random.NextNormal());
    }
}
