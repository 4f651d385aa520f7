namespace Whiteline.Training.Generative;

/// <summary>
/// Makes the noise of many spectra sum to none in every channel, so that their mean is that of the clean ones: what a mean of some hundred draws would be off by, all of them would have in common. Each is moved
/// by as much as its own variance has part in the sum, by less than a hundredth of its noise in most.
/// </summary>
static class NoiseBalance
{
    /// <summary>Of fewer spectra the noise would lose too much of its variance.</summary>
    public const int Least = 32;

    const double LeastVariance = 1e-30;

    /// <summary>Balances noise; fewer than <see cref="Least"/> spectra stay as they are.</summary>
    /// <param name="noise">Shape (spectra, channels); changed.</param>
    /// <param name="deviations">Standard deviations of the noise, same shape.</param>
    /// <param name="channels">Channels of a spectrum.</param>
    public static void Apply(Span<float> noise, ReadOnlySpan<float> deviations, int channels)
    {
        if (noise.Length < Least * channels) return;
        for (var c = 0; c < channels; c++)
        {
            double sum = 0, variance = LeastVariance;
            for (var at = c; at < noise.Length; at += channels) (sum, variance) = (sum + noise[at], variance + deviations[at] * (double)deviations[at]);
            for (var at = c; at < noise.Length; at += channels) noise[at] -= (float)(deviations[at] * (double)deviations[at] * (sum / variance));
        }
    }
}
