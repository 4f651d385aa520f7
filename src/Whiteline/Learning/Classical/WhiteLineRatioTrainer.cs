using Whiteline.Features;
using Whiteline.Spectra;

namespace Whiteline.Learning.Classical;

/// <summary>How the L3/L2 ratio is measured.</summary>
public enum RatioMethod
{
    /// <summary>Lines above two steps (<see cref="WhiteLineRatio"/>).</summary>
    Pearson,

    /// <summary>Lobes of the second derivative (<see cref="SecondDerivativeRatio"/>).</summary>
    SecondDerivative,
}

/// <summary>
/// Labels by the L3/L2 ratio alone, with thresholds half-way (in the logarithm) between the mean ratios of neighbouring classes. The probabilities are those of normal
/// distributions of the logarithm with one variance; a spectrum without measurable lines may be anything.
/// </summary>
/// <param name="Method">How the ratio is measured.</param>
public sealed record WhiteLineRatioTrainer(RatioMethod Method = RatioMethod.Pearson) : ITrainer
{
    const double SearchEv = 6;
    const double SigmaEv = 0.6;
    const double L2SearchEv = 2.5;

    /// <inheritdoc/>
    public string Name => "white-line-ratio";

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => [];

    /// <inheritdoc/>
    public override string ToString() => $"thresholds on L3/L2 ({(Method == RatioMethod.Pearson ? "step subtraction" : "second derivative")})";

    /// <inheritdoc/>
    /// <exception cref="BadInputException">The labels do not name one element with white lines, or no ratio of some class can be measured.</exception>
    public IClassifier Train(LabeledSpectra spectra, TrainingContext context)
    {
        TrainingSet.Check(spectra);
        string[] elements = [.. spectra.Classes.Select(label => OxidationState.Parse(label)?.Element ?? "").Distinct()];
        if (elements is not [{ Length: > 0 } element] || Edge.L23Of(element) is null || EnergyReference.Literature(element) is not { } literature)
            throw new BadInputException($"A white-line ratio needs labels of one element with an L2,3 edge, not {string.Join(", ", spectra.Classes)}. Choose another classifier.");
        var reference = EnergyReference.FromTraining(spectra, element) ?? literature;
        var measure = new Measure(spectra.Axis, reference.CentreEv, Edge.L23Of(element)!.SplittingEv!.Value, Method);
        var logs = Enumerable.Range(0, spectra.Count).Select(i => Math.Log(measure.Of(spectra[i]) ?? double.NaN)).ToArray();
        var means = spectra.Classes.Select(label => logs.Where((value, i) => spectra.Labels[i] == label && double.IsFinite(value)).DefaultIfEmpty(double.NaN).Average()).ToArray();
        if (Array.FindIndex(means, double.IsNaN) is >= 0 and var missing)
            throw new BadInputException($"No spectrum of {spectra.Classes[missing]} has a measurable L3/L2 ratio on {spectra.Axis}. Give a window that holds both lines and some 10 eV beyond L2.");
        var squares = logs.Select((value, i) => Math.Pow(value - means[IndexOf(spectra, i)], 2)).Where(double.IsFinite).ToArray();
        return new Classifier(spectra.Classes, measure, means, Math.Max(squares.Average(), 1e-6));
    }

    static int IndexOf(LabeledSpectra spectra, int i) => ((IList<string>)[.. spectra.Classes]).IndexOf(spectra.Labels[i]);

    sealed record Measure(EnergyAxis Axis, double CentreEv, double SplittingEv, RatioMethod Method)
    {
        public double? Of(ReadOnlySpan<float> spectrum)
        {
            var l3 = SmoothedMaximum.In(Axis, spectrum, new(CentreEv - SearchEv, CentreEv + SearchEv), SigmaEv);
            var l2 = SmoothedMaximum.In(Axis, spectrum, new(l3 + SplittingEv - L2SearchEv, l3 + SplittingEv + L2SearchEv), SigmaEv);
            var ratio = Method == RatioMethod.Pearson ? WhiteLineRatio.Of(Axis, spectrum, new(l3, l2, 0, 0)) : SecondDerivativeRatio.Of(Axis, spectrum, l3, l2);
            return ratio is > 0 ? ratio : null;
        }
    }

    sealed class Classifier(IReadOnlyList<string> classes, Measure measure, double[] means, double variance) : IClassifier
    {
        public IReadOnlyList<string> Classes => classes;

        public int Channels => measure.Axis.Count;

        public void Predict(ReadOnlySpan<float> intensity, Span<double> probabilities)
        {
            var n = PredictionRows.Count(intensity.Length, Channels, probabilities.Length, means.Length);
            for (var i = 0; i < n; i++)
            {
                var row = probabilities.Slice(i * means.Length, means.Length);
                if (measure.Of(intensity.Slice(i * Channels, Channels)) is not { } ratio)
                {
                    row.Fill(1.0 / means.Length);
                    continue;
                }
                for (var k = 0; k < means.Length; k++) row[k] = -0.5 * Math.Pow(Math.Log(ratio) - means[k], 2) / variance;
                Softmax.Apply(row, 1);
            }
            PredictionRows.LeaveUnknown(intensity, Channels, probabilities, means.Length);
        }
    }
}
