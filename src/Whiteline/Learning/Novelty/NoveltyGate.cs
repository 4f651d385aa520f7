using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Learning.Novelty;

// Mahalanobis distance to the nearest class, as in Lee, Lee, Lee and Shin (NeurIPS 2018, eq. 2), in the space of binned spectra, with a covariance for each class. What we add: the noise of
// the spectrum in question widens the distribution, so that one gate serves noisy and clean spectra. Mixtures of the states are no strangers: they are classes of the gate, though not of the model.

/// <summary>How unlike the training spectra a prepared spectrum is, whatever classifier is asked. Fitted from training spectra; immutable.</summary>
public sealed class NoveltyGate
{
    /// <summary>Values that stand for the distribution of the distances.</summary>
    public const int QuantileCount = 101;

    // Part of the length of a spectrum by which each bin may differ between instruments (point spread, gain, what a background fit leaves): training spectra come from few.
    const double InstrumentPart = 0.04;

    const int Folds = 5, FewestBins = 8, FewestSpectra = 10;

    readonly MatchedFilter[] filters;

    internal NoveltyGate(EdgeFrame frame, SpectrumBins bins, GaussianClasses classes, float[] quantiles)
    {
        (View, Classes, Quantiles) = (new(frame, bins), classes, quantiles);
        filters = [.. Enumerable.Range(0, classes.Count).Select(k => new MatchedFilter(classes.Means.AsSpan(k * bins.Count, bins.Count)))];
    }

    internal BinnedView View { get; }

    /// <summary>The classes of the model, and mixtures of them.</summary>
    internal GaussianClasses Classes { get; }

    /// <summary>Distances of training spectra whose group the gate had not seen, at even quantiles from 0 to 1.</summary>
    internal float[] Quantiles { get; }

    /// <summary>Fits the gate; null when the window is too narrow or the spectra are too few to say what is usual.</summary>
    /// <param name="spectra">Prepared training spectra, copies included; groups are held out together.</param>
    /// <param name="linesEv">Where L3 of the classes lies, eV; none for spectra without a known edge.</param>
    /// <param name="seed">Decides the folds.</param>
    /// <param name="mixtures">Mixtures of the classes, prepared alike; a label for each kind. Null for none.</param>
    public static NoveltyGate? Fit(LabeledSpectra spectra, IReadOnlyCollection<double> linesEv, Seed seed, LabeledSpectra? mixtures = null)
    {
        var frame = EdgeFrame.Of(spectra.Axis, linesEv);
        var bins = SpectrumBins.Of(frame.Count, spectra.Axis.DispersionEv);
        if (bins.Count < FewestBins || spectra.Count < FewestSpectra) return null;
        var sample = new GateSample(bins);
        foreach (var part in new[] { spectra, mixtures }.OfType<LabeledSpectra>()) sample.Add(part, frame);
        int[] others = [.. Enumerable.Range(spectra.Count, sample.Count - spectra.Count)];
        NoveltyGate? Of(IReadOnlyList<int> members, float[] quantiles) => sample.Fit([.. members, .. others]) is var (means, directions, variances)
            ? new(frame, bins, new(bins.Count, means, directions, variances), quantiles) : null;
        var groups = spectra.Groups ?? [.. Enumerable.Range(0, spectra.Count).Select(i => $"{i}")];
        var folds = Math.Min(Folds, groups.Distinct(StringComparer.Ordinal).Count());
        var distances = new List<double>();
        foreach (var split in folds < 2 ? [] : Learning.Folds.Grouped(groups, folds, seed.Branch("novelty")))
            if (Of(split.Training, []) is { } part)
                foreach (var i in split.Held) distances.Add(part.Nearest(sample[i], sample.NoiseOf(i)));
        if (distances.Count == 0) return null;
        distances.Sort();
        // The quantiles of a finite sample that hold for the next spectrum: the k-th of n + 1.
        float[] quantiles = [.. Enumerable.Range(0, QuantileCount).Select(q => (float)distances[Math.Clamp((int)Math.Ceiling(q / (QuantileCount - 1.0) * (distances.Count + 1)) - 1, 0, distances.Count - 1)])];
        return Of([.. Enumerable.Range(0, spectra.Count)], quantiles);
    }

    /// <summary>Judges a spectrum.</summary>
    /// <param name="prepared">After the recipe, shape (channels).</param>
    /// <param name="unnormalised">On the same axis, in the units of <paramref name="source"/>.</param>
    /// <param name="source">In its own channels, in which noise is independent.</param>
    /// <param name="sourceDispersionEv">Their width, eV.</param>
    public Likeness Judge(ReadOnlySpan<float> prepared, ReadOnlySpan<float> unnormalised, ReadOnlySpan<float> source, double sourceDispersionEv)
    {
        Span<double> vector = stackalloc double[View.Bins.Count];
        var noise = View.See(prepared, unnormalised, source, sourceDispersionEv, vector);
        var strength = 0.0;
        foreach (var filter in filters) strength = Math.Max(strength, filter.Strength(vector, noise));
        return new(Nearest(vector, noise), strength);
    }

    /// <summary>The distance that so many training spectra of unseen groups exceed.</summary>
    /// <param name="share">Between 0 and 1.</param>
    public double Threshold(double share)
    {
        var at = (1 - Math.Clamp(share, 0, 1)) * (QuantileCount - 1);
        var k = Math.Min((int)at, QuantileCount - 2);
        return Quantiles[k] + (at - k) * (Quantiles[k + 1] - Quantiles[k]);
    }

    // Squared distance per bin to the nearest class.
    double Nearest(ReadOnlySpan<double> vector, double noise)
    {
        var distance = double.PositiveInfinity;
        for (var k = 0; k < Classes.Count; k++) distance = Math.Min(distance, Classes.At(k, vector, noise + InstrumentPart * InstrumentPart).Squares / Classes.Dimension);
        return distance;
    }
}

/// <summary>How like its training spectra a model's gate finds a spectrum.</summary>
/// <param name="Distance">Squared Mahalanobis distance to the nearest class, per bin; about 1 is usual.</param>
/// <param name="Strength">How far the edge stands out of the noise, in its standard deviations.</param>
public sealed record Likeness(double Distance, double Strength);
