namespace Whiteline.Preprocessing;

/// <summary>
/// The power law A·(E/E0)^−r of a pre-edge background (Egerton, EELS in the Electron Microscope, 3rd ed., 2011, section 4.4), fitted
/// by Poisson maximum likelihood (Cash, Astrophys. J. 228, 939, 1979). The two score equations, Σ(y − m) = 0 and Σ(y − m)·ln E = 0,
/// use sums of counts only, so zero and negative counts (dark correction) need no care and no logarithm; the first makes the mean of
/// the window exactly 0 after subtraction. Eliminating A leaves a monotone equation in r, tabulated once per window.
/// </summary>
sealed class PowerLaw
{
    /// <summary>Largest exponent that is believed; a background falls with r of 2 to 5.</summary>
    public const double LargestExponent = 8;

    const int Steps = 512;
    readonly double[] logs;
    readonly double[] meanLog = new double[Steps + 1];

    /// <summary>Prepares the fit.</summary>
    /// <param name="energiesEv">Energies of the window's channels, eV, all &gt; 0; shape (channels in the window).</param>
    /// <param name="referenceEv">E0, eV.</param>
    public PowerLaw(ReadOnlySpan<double> energiesEv, double referenceEv)
    {
        logs = new double[energiesEv.Length];
        for (var i = 0; i < logs.Length; i++) logs[i] = Math.Log(energiesEv[i] / referenceEv);
        for (var k = 0; k <= Steps; k++) meanLog[k] = MeanLog(k * LargestExponent / Steps);
    }

    /// <summary>Amplitude at E0 (counts) and exponent r, held in 0 to <see cref="LargestExponent"/>.</summary>
    /// <param name="counts">Counts in the window, shape (channels in the window).</param>
    public (double Amplitude, double Exponent) Fit(ReadOnlySpan<float> counts)
    {
        double sum = 0, weighted = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            sum += counts[i];
            weighted += counts[i] * logs[i];
        }
        // No counts, no slope: a constant that makes the window's mean 0. A window that holds NaN or infinity has no background, and nothing above it.
        if (!(sum > 0 && double.IsFinite(sum))) return (sum / logs.Length, 0);
        var exponent = ExponentFor(weighted / sum);
        var shape = 0.0;
        foreach (var log in logs) shape += Math.Exp(-exponent * log);
        return (sum / shape, exponent);
    }

    // meanLog falls as r grows.
    double ExponentFor(double target)
    {
        if (!(target < meanLog[0])) return 0;
        if (target <= meanLog[Steps]) return LargestExponent;
        int low = 0, high = Steps;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (meanLog[middle] > target) low = middle;
            else high = middle;
        }
        return (low + (meanLog[low] - target) / (meanLog[low] - meanLog[high])) * LargestExponent / Steps;
    }

    double MeanLog(double exponent)
    {
        double sum = 0, weighted = 0;
        foreach (var log in logs)
        {
            var weight = Math.Exp(-exponent * log);
            sum += weight;
            weighted += weight * log;
        }
        return weighted / sum;
    }
}
