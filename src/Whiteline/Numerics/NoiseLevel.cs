namespace Whiteline.Numerics;

/// <summary>The noise of one spectrum.</summary>
static class NoiseLevel
{
    /// <summary>Standard deviation of the noise from second differences, which a smooth spectrum does not fill; 0 for fewer than three channels.</summary>
    /// <param name="spectrum">Shape (channels).</param>
    public static double Of(ReadOnlySpan<float> spectrum)
    {
        var differences = new double[Math.Max(1, spectrum.Length - 2)];
        for (var i = 0; i + 2 < spectrum.Length; i++) differences[i] = Math.Abs(spectrum[i] - 2 * spectrum[i + 1] + spectrum[i + 2]);
        Array.Sort(differences);
        return differences[differences.Length / 2] / 0.6745 / Math.Sqrt(6);
    }
}
