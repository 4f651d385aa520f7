namespace Whiteline.Preprocessing;

/// <summary>Weighted sums over spectra, channel by channel, that remember the largest term of each: a mean can then do without an outlier although the spectra were read once.</summary>
/// <param name="channels">Number of channels.</param>
sealed class ChannelSums(int channels)
{
    // A term that is this part of all others of its channel changes the mean there by as much.
    const double LeastShare = 0.25;

    // An X-ray or a hot pixel is at most three channels wide; lines and zero-loss peaks of one bright spectrum have feet beside them.
    const int Nearest = 2, Farthest = 6;
    const double Isolation = 5;

    // With fewer spectra a line of one of them cannot be told from an outlier.
    const int FewestSpectra = 8;

    readonly double[] sums = new double[channels];
    readonly double[] largest = new double[channels];
    readonly double[] largestWeight = new double[channels];
    int count;

    /// <summary>Adds a spectrum.</summary>
    /// <param name="spectrum">Shape (channels), finite.</param>
    /// <param name="weight">At least 0.</param>
    public void Add(ReadOnlySpan<float> spectrum, double weight)
    {
        for (var c = 0; c < spectrum.Length; c++)
        {
            var term = weight * spectrum[c];
            sums[c] += term;
            if (term > largest[c]) (largest[c], largestWeight[c]) = (term, weight);
        }
        count++;
    }

    /// <summary>Adds the sums of another part of the spectra.</summary>
    public void Add(ChannelSums other)
    {
        for (var c = 0; c < sums.Length; c++)
        {
            sums[c] += other.sums[c];
            if (other.largest[c] > largest[c]) (largest[c], largestWeight[c]) = (other.largest[c], other.largestWeight[c]);
        }
        count += other.count;
    }

    /// <summary>The means, shape (channels), without terms that are large beside all others of their channel and beside the largest of the channels around.</summary>
    /// <param name="weight">Sum of the weights; 0 gives 0.</param>
    public double[] MeansWithoutOutliers(double weight)
    {
        var means = new double[sums.Length];
        if (!(weight > 0)) return means;
        for (var c = 0; c < means.Length; c++)
            means[c] = count >= FewestSpectra && weight > largestWeight[c] && IsOutlier(c) ? (sums[c] - largest[c]) / (weight - largestWeight[c]) : sums[c] / weight;
        return means;
    }

    // Its top, or a channel beside the top: an outlier that is three channels wide stands alone in its middle only.
    bool IsOutlier(int channel)
    {
        if (!(largest[channel] > LeastShare * (sums[channel] - largest[channel]))) return false;
        for (var top = Math.Max(0, channel - 1); top <= Math.Min(largest.Length - 1, channel + 1); top++)
            if (largest[top] >= largest[channel] && StandsAlone(top)) return true;
        return false;
    }

    bool StandsAlone(int channel)
    {
        var around = 0.0;
        for (var distance = Nearest; distance <= Farthest; distance++)
        {
            if (channel - distance >= 0) around = Math.Max(around, largest[channel - distance]);
            if (channel + distance < largest.Length) around = Math.Max(around, largest[channel + distance]);
        }
        return largest[channel] > Isolation * around;
    }
}
