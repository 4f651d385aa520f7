namespace Whiteline.Preprocessing;

/// <summary>What the means of spectra are made from. The spectrum that weighs most is kept aside: it is left out where it outweighs every other, as garbage does and no specimen.</summary>
/// <param name="channels">Number of channels.</param>
sealed class MeanSums(int channels)
{
    // The brightest pixel of a specimen has neighbours that are nearly as bright.
    const double Outweighing = 20;
    const int FewestSpectra = 8;

    // Made with the first spectrum: there are seldom clipped ones.
    ChannelSums? plain, weighted;
    float[]? heaviest;
    double heaviestWeight, nextWeight, weights;

    /// <summary>Number of spectra.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a spectrum.</summary>
    /// <param name="spectrum">Shape (channels), finite.</param>
    /// <param name="weight">At least 0.</param>
    public void Add(ReadOnlySpan<float> spectrum, double weight)
    {
        Count++;
        if (heaviest is null) (heaviest, heaviestWeight) = (spectrum.ToArray(), weight);
        else if (weight > heaviestWeight)
        {
            Sum(heaviest, heaviestWeight);
            spectrum.CopyTo(heaviest);
            heaviestWeight = weight;
        }
        else Sum(spectrum, weight);
    }

    /// <summary>Adds the sums of another part of the spectra.</summary>
    public void Add(MeanSums other)
    {
        if (other.heaviest is null) return;
        if (other.plain is not null)
        {
            Prepare();
            plain!.Add(other.plain);
            weighted!.Add(other.weighted!);
            weights += other.weights;
            nextWeight = Math.Max(nextWeight, other.nextWeight);
        }
        Count += other.Count - 1;
        Add(other.heaviest, other.heaviestWeight);
    }

    /// <summary>The mean of all, and that weighted by counts; the same where there are none.</summary>
    public (double[] Plain, double[] Weighted) Means()
    {
        if (heaviest is null) return (new double[channels], new double[channels]);
        var kept = Count;
        if (Count >= FewestSpectra && nextWeight > 0 && heaviestWeight > Outweighing * nextWeight) kept--;
        else Sum(heaviest, heaviestWeight);
        var mean = plain!.MeansWithoutOutliers(kept);
        return (mean, weights > 0 ? weighted!.MeansWithoutOutliers(weights) : mean);
    }

    void Sum(ReadOnlySpan<float> spectrum, double weight)
    {
        Prepare();
        plain!.Add(spectrum, 1);
        weighted!.Add(spectrum, weight);
        weights += weight;
        nextWeight = Math.Max(nextWeight, weight);
    }

    void Prepare() => (plain, weighted) = (plain ?? new(channels), weighted ?? new(channels));
}
