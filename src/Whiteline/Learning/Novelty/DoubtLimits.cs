using Whiteline.Spectra;

namespace Whiteline.Learning.Novelty;

/// <summary>
/// How much doubt of a network is too much: beyond what it feels for its training spectra, noisy copies included. A network knows those too well, so the limit lies above their 98 % quantile
/// by twice the distance of that from their median.
/// </summary>
public sealed class DoubtLimits
{
    const double Quantile = 0.98, Beyond = 2;

    internal DoubtLimits(IReadOnlyList<double> limits) => Limits = limits;

    /// <summary>One limit for each kind of doubt (<see cref="IDoubting.DoubtKinds"/>).</summary>
    public IReadOnlyList<double> Limits { get; }

    /// <summary>Learns the limits; null for a classifier that has no doubts.</summary>
    /// <param name="classifier">The trained classifier.</param>
    /// <param name="spectra">Its prepared training spectra.</param>
    public static DoubtLimits? Fit(IClassifier classifier, LabeledSpectra spectra)
    {
        if (classifier is not IDoubting doubting || spectra.Count == 0) return null;
        var kinds = doubting.DoubtKinds;
        var doubts = new double[spectra.Count * kinds];
        doubting.Predict(spectra.Intensity.Span, new double[spectra.Count * doubting.Classes.Count], doubts);
        return new([.. Enumerable.Range(0, kinds).Select(kind => Limit([.. Enumerable.Range(0, spectra.Count).Select(i => doubts[i * kinds + kind]).Order()]))]);
    }

    /// <summary>True when a doubt exceeds its limit.</summary>
    /// <param name="doubts">Of one spectrum, shape (kinds).</param>
    public bool Exceeded(ReadOnlySpan<double> doubts)
    {
        for (var kind = 0; kind < doubts.Length; kind++)
            if (!(doubts[kind] <= Limits[kind])) return true;
        return false;
    }

    static double Limit(double[] sorted)
    {
        var high = sorted[(int)(Quantile * (sorted.Length - 1))];
        return high + Beyond * (high - sorted[sorted.Length / 2]);
    }
}
