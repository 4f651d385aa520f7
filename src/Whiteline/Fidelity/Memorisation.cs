namespace Whiteline.Fidelity;

/// <summary>Whether spectra were learned by heart: distances to the training spectra, in the space of the spectra themselves.</summary>
/// <param name="Authenticity">
/// Share of the spectra that lie farther from their nearest training spectrum than that has its own nearest neighbour in the training set (Alaa et al., How faithful is your synthetic data?,
/// ICML 2022, section 2.3).
/// </param>
/// <param name="MedianDistance">Median distance to the nearest training spectrum, in the unit of the spectra.</param>
public sealed record Memorisation(double Authenticity, double MedianDistance)
{
    /// <summary>Measures spectra against those that a generator learned from.</summary>
    /// <param name="training">What it learned from; 2 or more.</param>
    /// <param name="spectra">Spectra that it made, or measured ones that it has not seen as a control.</param>
    public static Memorisation Of(SpectrumSet training, SpectrumSet spectra)
    {
        var nearest = NearestDistances(training);
        var distances = spectra.DistancesTo(training);
        var (authentic, least) = (0, new double[spectra.Count]);
        for (var j = 0; j < spectra.Count; j++)
        {
            var to = 0;
            for (var i = 1; i < training.Count; i++)
                if (distances[j, i] < distances[j, to]) to = i;
            least[j] = distances[j, to];
            if (least[j] > nearest[to]) authentic++;
        }
        Array.Sort(least);
        return new((double)authentic / spectra.Count, (least[(least.Length - 1) / 2] + least[least.Length / 2]) / 2);
    }

    static double[] NearestDistances(SpectrumSet set)
    {
        var distances = set.DistancesTo(set);
        return [.. Enumerable.Range(0, set.Count).Select(i => Enumerable.Range(0, set.Count).Where(j => j != i).Min(j => distances[i, j]))];
    }
}
