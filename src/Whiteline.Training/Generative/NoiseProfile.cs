namespace Whiteline.Training.Generative;

/// <summary>
/// How the variance of the noise is shared out over the channels: a part that grows with the intensity, as the shot noise of counted
/// electrons does, and a part that is the same everywhere, as readout noise is.
/// </summary>
/// <param name="ShotShare">Part of the mean variance that grows with the intensity, from 0 to below 1.</param>
sealed record NoiseProfile(double ShotShare)
{
    const double MostShot = 0.98;
    const int Rounds = 6;
    const float LeastMean = 1e-6f;

    /// <summary>
    /// Fits the share: squared second differences of the residuals, over their level in the spectrum, against intensity over its mean, that of three channels with the weights of the squares. What a model has left of the
    /// lines is smooth and adds little to these, but as much as noise to the residuals themselves. A square spreads as much as it is large, so each is weighted by what the last fit expects of it, in the level and, squared, in
    /// the fit; the few channels of a line would decide otherwise.
    /// </summary>
    /// <param name="spectra">Clean spectra, and what the noise adds to each; of shape (channels).</param>
    public static NoiseProfile Fit(IEnumerable<(float[] Clean, float[] Residual)> spectra)
    {
        var known = spectra.Select(spectrum => Channels(spectrum.Clean, spectrum.Residual)).Where(channels => channels.Any(channel => channel.Square > 0)).ToArray();
        var share = 0.0;
        for (var round = 0; round < Rounds; round++) share = Refit(known, share);
        return new(share);
    }

    static (double Relative, double Square)[] Channels(float[] clean, float[] residual)
    {
        var mean = MeanIntensity(clean);
        return [.. Enumerable.Range(1, Math.Max(0, residual.Length - 2)).Select(c => ((Bright(c - 1) + 4 * Bright(c) + Bright(c + 1)) / 6 / mean, Math.Pow(residual[c - 1] - 2.0 * residual[c] + residual[c + 1], 2)))];

        double Bright(int c) => Math.Max(0, clean[c]);
    }

    static double Refit((double Relative, double Square)[][] spectra, double share)
    {
        double n = 0, x = 0, y = 0, xx = 0, xy = 0;
        foreach (var channels in spectra)
        {
            var level = channels.Average(channel => channel.Square / Expected(channel.Relative));
            foreach (var (relative, square) in channels)
            {
                var weight = Math.Pow(Expected(relative), -2);
                (n, x, y, xx, xy) = (n + weight, x + weight * relative, y + weight * square / level, xx + weight * relative * relative, xy + weight * relative * square / level);
            }
        }
        var spread = n * xx - x * x;
        if (!(spread > 0)) return 0;
        var slope = (n * xy - x * y) / spread;
        var constant = (y - slope * x) / n;
        return Math.Clamp(slope / Math.Max(slope + constant, 1e-9), 0, MostShot);

        double Expected(double relative) => 1 - share + share * relative;
    }

    /// <summary>Standard deviation of each channel over that of the spectrum; its square averages to 1.</summary>
    /// <param name="clean">Shape (channels).</param>
    /// <param name="dose">Electrons over those of the measured spectra: shot variance falls with it, readout variance with its square.</param>
    /// <param name="deviation">Receives shape (channels).</param>
    public void Write(ReadOnlySpan<float> clean, double dose, Span<float> deviation)
    {
        var mean = MeanIntensity(clean);
        double shot = ShotShare / dose, readout = (1 - ShotShare) / (dose * dose);
        for (var c = 0; c < clean.Length; c++) deviation[c] = (float)Math.Sqrt(readout + shot * Math.Max(0, clean[c]) / mean);
    }

    static float MeanIntensity(ReadOnlySpan<float> clean)
    {
        double sum = 0;
        foreach (var value in clean) sum += Math.Max(0, value);
        return Math.Max((float)(sum / clean.Length), LeastMean);
    }
}
