namespace Whiteline.Features;

/// <summary>How far a spectrum's highest feature stands out of its noise.</summary>
public static class SignalToNoise
{
    // Standard deviation over median absolute value of a normal distribution, and of x₋ − 2x + x₊ over that of x.
    const double OfMedian = 1.4826;
    static readonly double OfSecondDifference = Math.Sqrt(6);

    /// <summary>
    /// Range of the spectrum, averaged over five channels, over the noise of a channel: from the median of its second differences, to which what is smooth does not
    /// add. 0 for a constant spectrum; infinite without noise.
    /// </summary>
    /// <param name="spectrum">Intensity, at least 7 channels.</param>
    public static double Of(ReadOnlySpan<float> spectrum)
    {
        if (spectrum.Length < 7) throw new ArgumentException("Noise cannot be told from fewer than 7 channels.", nameof(spectrum));
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var c = 2; c < spectrum.Length - 2; c++)
        {
            var mean = ((double)spectrum[c - 2] + spectrum[c - 1] + spectrum[c] + spectrum[c + 1] + spectrum[c + 2]) / 5;
            (low, high) = (Math.Min(low, mean), Math.Max(high, mean));
        }
        var differences = new double[spectrum.Length - 2];
        for (var c = 0; c < differences.Length; c++) differences[c] = Math.Abs((double)spectrum[c] - 2.0 * spectrum[c + 1] + spectrum[c + 2]);
        Array.Sort(differences);
        return high > low ? (high - low) / (OfMedian * differences[differences.Length / 2] / OfSecondDifference) : 0;
    }
}
