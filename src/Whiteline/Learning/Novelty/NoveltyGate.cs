using System.Numerics.Tensors;
using Whiteline.Features;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Learning.Novelty;

// Mahalanobis distance to the nearest class, as in Lee, Lee, Lee and Shin (NeurIPS 2018, eq. 2), in the space of binned spectra, with a covariance for each class. What we add: the noise of
// the spectrum in question widens the distribution, so that one gate serves noisy and clean spectra. The covariances are diagonalised once; independent noise of variance s² adds to
// every eigenvalue: d² = Σ_j (v_j · (x − μ))² / (λ_j + s² + ε²), where ε is what another instrument does to a spectrum. Classes of other elements, where they are given, compete: a
// spectrum that is likelier to be one of them is a stranger, however near it is to the training spectra. Mixtures of the states are no strangers: they are classes of the gate, though not of the model.

/// <summary>How unlike the training spectra a prepared spectrum is, whatever classifier is asked. Fitted from training spectra; immutable.</summary>
public sealed class NoveltyGate
{
    /// <summary>Values that stand for the distribution of the distances.</summary>
    public const int QuantileCount = 101;

    // Part of the length of a spectrum by which each bin may differ between instruments (point spread, gain, what a background fit leaves). Strangers were simulated on instruments of all kinds, with
    // spectra of the classes to compare; training spectra alone come from few.
    const double InstrumentPart = 0.02, InstrumentPartOfFew = 0.04;

    const int Folds = 5, FewestBins = 8, FewestSpectra = 10;

    readonly MatchedFilter[] filters;
    readonly double[] directions;
    readonly double instrument;

    internal NoveltyGate(EdgeFrame frame, SpectrumBins bins, int ownClasses, float[] means, float[] directions, float[] variances, float[] quantiles)
    {
        (Frame, Bins, OwnClasses, Means, Directions, Variances, Quantiles) = (frame, bins, ownClasses, means, directions, variances, quantiles);
        instrument = KnowsStrangers ? InstrumentPart * InstrumentPart : InstrumentPartOfFew * InstrumentPartOfFew;
        this.directions = Array.ConvertAll(directions, value => (double)value);
        filters = [.. Enumerable.Range(0, ownClasses).Select(k => new MatchedFilter(means.AsSpan(k * bins.Count, bins.Count)))];
    }

    internal EdgeFrame Frame { get; }

    internal SpectrumBins Bins { get; }

    /// <summary>Number of classes that are no strangers: those of the model and mixtures of them.</summary>
    internal int OwnClasses { get; }

    /// <summary>Whether it was shown what the model must not label.</summary>
    public bool KnowsStrangers => OwnClasses < Means.Length / Bins.Count;

    /// <summary>Shape (classes, bins).</summary>
    internal float[] Means { get; }

    /// <summary>Eigenvectors of the covariances, shape (classes, bins, bins), one a row.</summary>
    internal float[] Directions { get; }

    /// <summary>Their eigenvalues, shape (classes, bins).</summary>
    internal float[] Variances { get; }

    /// <summary>Distances of training spectra whose group the gate had not seen, at even quantiles from 0 to 1.</summary>
    internal float[] Quantiles { get; }

    /// <summary>Fits the gate; null when the window is too narrow or the spectra are too few to say what is usual.</summary>
    /// <param name="spectra">Prepared training spectra, copies included; groups are held out together.</param>
    /// <param name="linesEv">Where L3 of the classes lies, eV; none for spectra without a known edge.</param>
    /// <param name="seed">Decides the folds.</param>
    /// <param name="mixtures">Mixtures of the classes, prepared alike; a label for each kind. Null for none.</param>
    /// <param name="strangers">Spectra of what the model must not label, prepared alike; a label for each kind. Null for none.</param>
    public static NoveltyGate? Fit(LabeledSpectra spectra, IReadOnlyCollection<double> linesEv, Seed seed, LabeledSpectra? mixtures = null, LabeledSpectra? strangers = null)
    {
        var frame = EdgeFrame.Of(spectra.Axis, linesEv);
        var bins = SpectrumBins.Of(frame.Count, spectra.Axis.DispersionEv);
        if (bins.Count < FewestBins || spectra.Count < FewestSpectra) return null;
        var sample = new GateSample(frame, bins);
        foreach (var part in new[] { spectra, mixtures, strangers }.OfType<LabeledSpectra>()) sample.Add(part);
        int[] others = [.. Enumerable.Range(spectra.Count, sample.Count - spectra.Count)];
        NoveltyGate? Of(IReadOnlyList<int> members, float[] quantiles) => sample.Fit([.. members, .. others]) is var (means, directions, variances)
            ? new(frame, bins, members.Select(i => spectra.Labels[i]).Distinct(StringComparer.Ordinal).Count() + (mixtures?.Classes.Count ?? 0), means, directions, variances, quantiles) : null;
        var groups = spectra.Groups ?? [.. Enumerable.Range(0, spectra.Count).Select(i => $"{i}")];
        var folds = Math.Min(Folds, groups.Distinct(StringComparer.Ordinal).Count());
        var distances = new List<double>();
        foreach (var split in folds < 2 ? [] : Learning.Folds.Grouped(groups, folds, seed.Branch("novelty")))
            if (Of(split.Training, []) is { } part)
                foreach (var i in split.Held) distances.Add(part.Nearest(sample[i], sample.NoiseOf(i)).Distance);
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
        Span<double> vector = stackalloc double[Bins.Count];
        var view = new float[Frame.Count];
        Frame.Copy(unnormalised, view);
        var length = Bins.Fill(view, vector);
        var sigma = WhiteLines.Noise(source);
        var noise = length > 0 ? sigma * sigma * sourceDispersionEv / (length * length * Bins.PerBin * Frame.Axis.DispersionEv) : double.PositiveInfinity;
        Frame.Copy(prepared, view);
        Bins.Fill(view, vector);
        var strength = 0.0;
        foreach (var filter in filters) strength = Math.Max(strength, filter.Strength(vector, noise));
        var (distance, evidence) = Nearest(vector, noise);
        return new(distance, evidence, strength);
    }

    /// <summary>The distance that so many training spectra of unseen groups exceed.</summary>
    /// <param name="share">Between 0 and 1.</param>
    public double Threshold(double share)
    {
        var at = (1 - Math.Clamp(share, 0, 1)) * (QuantileCount - 1);
        var k = Math.Min((int)at, QuantileCount - 2);
        return Quantiles[k] + (at - k) * (Quantiles[k + 1] - Quantiles[k]);
    }

    // Squared distance per bin to the nearest class, and the logarithm of the likelihood of the likeliest stranger over that of the likeliest class.
    (double Distance, double StrangerEvidence) Nearest(ReadOnlySpan<double> vector, double noise)
    {
        var d = Bins.Count;
        var distance = double.PositiveInfinity;
        var (own, foreign) = (double.NegativeInfinity, double.NegativeInfinity);
        Span<double> off = stackalloc double[d];
        for (var k = 0; k < Means.Length / d; k++)
        {
            for (var b = 0; b < d; b++) off[b] = vector[b] - Means[k * d + b];
            var (sum, logarithms) = (0.0, 0.0);
            for (var j = k * d; j < (k + 1) * d; j++)
            {
                var along = TensorPrimitives.Dot(directions.AsSpan(j * d, d), off);
                var variance = Variances[j] + noise + instrument;
                sum += along * along / variance;
                logarithms += Math.Log(variance);
            }
            var likelihood = -0.5 * (sum + logarithms);
            if (k < OwnClasses) (distance, own) = (Math.Min(distance, sum / d), Math.Max(own, likelihood));
            else foreign = Math.Max(foreign, likelihood);
        }
        return (distance, foreign - own);
    }
}

/// <summary>How like its training spectra a model's gate finds a spectrum.</summary>
/// <param name="Distance">Squared Mahalanobis distance to the nearest class, per bin; about 1 is usual.</param>
/// <param name="StrangerEvidence">Logarithm of the likelihood of the nearest stranger over that of the nearest class, nats; −∞ without strangers.</param>
/// <param name="Strength">How far the edge stands out of the noise, in its standard deviations.</param>
public sealed record Likeness(double Distance, double StrangerEvidence, double Strength);
