namespace Whiteline.Fidelity;

// Kynkäänniemi et al., Improved precision and recall metric for assessing generative models, NeurIPS 2019, eqs. 1 and 2; Naeem et al., Reliable
// fidelity and diversity metrics for generative models, ICML 2020, eqs. 3 and 4. A radius is the distance to the k-th neighbour within a point's own set.

/// <summary>How two sets of points lie in each other's neighbourhoods.</summary>
/// <param name="Precision">Share of the made points that lie within the neighbourhood of a real one.</param>
/// <param name="Recall">Share of the real points that lie within the neighbourhood of a made one.</param>
/// <param name="Density">Mean number of real neighbourhoods around a made point, divided by k; about 1 for equal distributions.</param>
/// <param name="Coverage">Share of the real neighbourhoods that hold a made point.</param>
public sealed record Neighbourhoods(double Precision, double Recall, double Density, double Coverage)
{
    /// <summary>Counts neighbours.</summary>
    /// <param name="real">Real points; more than <paramref name="k"/>.</param>
    /// <param name="made">The other points; more than <paramref name="k"/>.</param>
    /// <param name="k">Which neighbour gives the radius.</param>
    public static Neighbourhoods Of(SpectrumSet real, SpectrumSet made, int k = 5)
    {
        double[] realRadii = Radii(real, k), madeRadii = Radii(made, k);
        var distances = real.DistancesTo(made);
        var (isPrecise, isRecalled, isCovered, within) = (new bool[made.Count], new bool[real.Count], new bool[real.Count], 0);
        for (var i = 0; i < real.Count; i++)
            for (var j = 0; j < made.Count; j++)
            {
                if (distances[i, j] < realRadii[i])
                {
                    within++;
                    isPrecise[j] = isCovered[i] = true;
                }
                if (distances[i, j] < madeRadii[j]) isRecalled[i] = true;
            }
        return new(isPrecise.Average(yes => yes ? 1.0 : 0), isRecalled.Average(yes => yes ? 1.0 : 0), (double)within / (k * made.Count), isCovered.Average(yes => yes ? 1.0 : 0));
    }

    static double[] Radii(SpectrumSet set, int k)
    {
        if (set.Count <= k) throw new ArgumentException($"{set.Count} points have no {k}-th neighbour.", nameof(set));
        var distances = set.DistancesTo(set);
        var radii = new double[set.Count];
        var row = new double[set.Count];
        for (var i = 0; i < set.Count; i++)
        {
            for (var j = 0; j < set.Count; j++) row[j] = j == i ? -1 : distances[i, j];
            Array.Sort(row);
            radii[i] = row[k];
        }
        return radii;
    }
}
