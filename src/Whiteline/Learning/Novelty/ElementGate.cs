using System.Numerics.Tensors;
using Whiteline.Spectra;

namespace Whiteline.Learning.Novelty;

// An edge of another element, on an axis that is off, differs from the element's by shape alone, above all by the distance from L3 to L2, which is the element's own (spin-orbit
// splitting). Bins half an eV wide about L3 hold that distance to a part of them. A quadratic discriminant (Fisher's classes with covariances of their own; Hastie, Tibshirani and Friedman 2009,
// section 4.3) between everything that the element may look like and everything that may be taken for it, in the principal components of both, with the noise of the spectrum in question in all covariances.

/// <summary>Tells an element's white lines from what is taken for them where the axis is off. Fitted from look-alikes, which are simulated; immutable.</summary>
public sealed class ElementGate
{
    const double BinEv = 0.5;
    const int MostComponents = 20;

    // Part of the length of a spectrum by which each bin may differ between instruments beyond what was simulated.
    const double InstrumentPart = 0.02;

    // The threshold is where 17 of 20 kinds of look-alikes lie beyond in 95 of 100 spectra, at the noise (part of the length in each bin) of some 100 counts: where they are told easily, a spectrum that
    // no simulation foresaw has more room.
    const double UsualNoise = 0.02, HardSpectra = 0.05, HardKinds = 0.15, LeastEvidence = 1, MostEvidence = 5;

    // A class of fewer training spectra does not say what the element looks like in that laboratory: its covariance would be the simulation's.
    internal const int FewestOfClass = MostComponents;

    readonly double[] basis;

    internal ElementGate(EdgeFrame frame, SpectrumBins bins, float[] basis, int ownClasses, GaussianClasses classes, double threshold)
    {
        (View, Basis, OwnClasses, Classes, Threshold) = (new(frame, bins), basis, ownClasses, classes, threshold);
        this.basis = Array.ConvertAll(basis, value => (double)value);
    }

    internal BinnedView View { get; }

    /// <summary>Principal components of all spectra, shape (components, bins).</summary>
    internal float[] Basis { get; }

    /// <summary>Number of classes that are the element; they come first.</summary>
    internal int OwnClasses { get; }

    internal GaussianClasses Classes { get; }

    /// <summary>A spectrum is another element's when it is likelier to be by more than this, nats.</summary>
    public double Threshold { get; }

    /// <summary>Fits the gate; null when the window is too narrow.</summary>
    /// <param name="axis">Of the model's prepared spectra.</param>
    /// <param name="linesEv">Where L3 of the classes lies on it, eV; at least one.</param>
    /// <param name="own">Spectra of the element, prepared alike on an axis of the same channel width that reaches as far about L3; each label of each part is a kind.</param>
    /// <param name="strangers">Spectra of what is not the element, alike.</param>
    public static ElementGate? Fit(EnergyAxis axis, IReadOnlyCollection<double> linesEv, IReadOnlyList<LabeledSpectra> own, IReadOnlyList<LabeledSpectra> strangers)
    {
        var frame = EdgeFrame.Of(axis, linesEv);
        var bins = SpectrumBins.Of(frame.Count, axis.DispersionEv, BinEv);
        var components = Math.Min(MostComponents, bins.Count - 1);
        if (components < MostComponents / 2) return null;
        var sample = new GateSample(bins);
        foreach (var part in own.Concat(strangers)) sample.Add(part, EdgeFrame.Of(part.Axis, linesEv) with { Before = frame.Before, Count = frame.Count });
        var basis = sample.Project(components);
        if (sample.Fit([.. Enumerable.Range(0, sample.Count)]) is not var (means, directions, variances)) return null;
        var (ownClasses, classes) = (own.Sum(part => part.Classes.Count), new GaussianClasses(components, means, directions, variances));
        var told = Enumerable.Range(0, sample.Count).Where(i => sample.ClassOf(i) >= ownClasses).GroupBy(sample.ClassOf, i => Evidence(classes, ownClasses, sample[i], UsualNoise * UsualNoise)).Select(kind => Quantile(kind, HardSpectra));
        return new(frame, bins, basis, ownClasses, classes, Math.Clamp(Quantile(told, HardKinds), LeastEvidence, MostEvidence));
    }

    /// <summary>Logarithm of the likelihood of the likeliest look-alike over that of the likeliest kind of the element, nats.</summary>
    /// <inheritdoc cref="NoveltyGate.Judge" path="/param"/>
    public double StrangerEvidence(ReadOnlySpan<float> prepared, ReadOnlySpan<float> unnormalised, ReadOnlySpan<float> source, double sourceDispersionEv)
    {
        Span<double> vector = stackalloc double[View.Bins.Count], projected = stackalloc double[Classes.Dimension];
        var noise = View.See(prepared, unnormalised, source, sourceDispersionEv, vector);
        for (var p = 0; p < projected.Length; p++) projected[p] = TensorPrimitives.Dot(basis.AsSpan(p * vector.Length, vector.Length), vector);
        return Evidence(Classes, OwnClasses, projected, noise);
    }

    static double Evidence(GaussianClasses classes, int ownClasses, ReadOnlySpan<double> projected, double noise)
    {
        var (own, foreign) = (double.NegativeInfinity, double.NegativeInfinity);
        for (var k = 0; k < classes.Count; k++)
        {
            var density = classes.At(k, projected, noise + InstrumentPart * InstrumentPart).LogDensity;
            if (k < ownClasses) own = Math.Max(own, density);
            else foreign = Math.Max(foreign, density);
        }
        return foreign - own;
    }

    static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(int)(share * (sorted.Length - 1))];
    }
}
