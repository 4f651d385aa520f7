using System.Numerics.Tensors;
using Whiteline.Features;
using Whiteline.Learning;
using Whiteline.Learning.Svm;
using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>
/// Which part of a spectrum decided. Two answers: the sensitivity, what a little more intensity in a channel would do to the evidence for the
/// winner (the gradient: Baehrens et al., JMLR 11, 1803, 2010); and the contribution, how much of the evidence each channel brings because
/// it differs from a typical spectrum of the runner-up. The latter are integrated gradients (Sundararajan, Taly and Yan, ICML 2017,
/// equation 1), so they add up to the difference of the two evidences. We compare with the runner-up as the model knows it, and not
/// with a spectrum of zeros, which no specimen has.
/// </summary>
/// <param name="Axis">The model's energy axis.</param>
/// <param name="Spectrum">The spectrum as it is classified, shape (channels).</param>
/// <param name="Verdict">What the model says.</param>
/// <param name="Sensitivity">Evidence for the winner per unit of prepared intensity, shape (channels).</param>
public sealed record Explanation(EnergyAxis Axis, float[] Spectrum, Verdict Verdict, double[] Sensitivity)
{
    // Of the path from the runner-up to the spectrum. By the midpoint rule the sum is right to a few parts in 10⁴ for smooth kernels.
    const int Parts = 64;

    /// <summary>The second most probable class.</summary>
    public string RunnerUp => Verdict.Classes[RunnerUpIndex];

    /// <summary>A typical spectrum of the runner-up (<see cref="SvmExplanation.Typical"/>), or null when the model holds none. With a cosine kernel as bright as the spectrum.</summary>
    public float[]? Reference { get; init; }

    /// <summary>What each channel adds to the evidence for the winner where it differs from <see cref="Reference"/>, shape (channels), or null without one.</summary>
    public double[]? Contribution { get; init; }

    /// <summary>The white lines of the spectrum, or null where none are found.</summary>
    public WhiteLines? Lines { get; init; }

    int RunnerUpIndex
    {
        get
        {
            var (best, second) = (Verdict.BestIndex, -1);
            for (var i = 0; i < Verdict.Probabilities.Count; i++)
                if (i != best && (second < 0 || Verdict.Probabilities[i] > Verdict.Probabilities[second])) second = i;
            return second;
        }
    }

    /// <summary>Explains a spectrum of a file.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prediction">The file's spectra, fitted to the model's recipe.</param>
    /// <param name="index">Which spectrum.</param>
    /// <exception cref="BadInputException">The model's classifier cannot be explained.</exception>
    public static Explanation Of(TrainedModel model, Prediction prediction, int index) => Of(model, prediction.Prepared.ReadBlock(index, 1).Intensity);

    /// <summary>Explains the mean spectrum of a class, as <c>Mapping</c> gives it: before normalisation, on the model's axis.</summary>
    /// <param name="model">The model.</param>
    /// <param name="mean">The mean.</param>
    /// <exception cref="BadInputException">The model's classifier cannot be explained.</exception>
    public static Explanation OfMean(TrainedModel model, NamedSpectrum mean)
    {
        float[] prepared = [.. mean.Intensity];
        if (model.Recipe.Steps.OfType<Normalisation>().FirstOrDefault() is { } step) Normalisation.Apply(prepared, step.Norm, mean.Axis.DispersionEv);
        return Of(model, prepared);
    }

    /// <summary>Explains a prepared spectrum.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prepared">The spectrum as the model's recipe leaves it, shape (channels).</param>
    /// <exception cref="BadInputException">The model's classifier cannot be explained, or the spectrum holds NaN or infinity.</exception>
    public static Explanation Of(TrainedModel model, float[] prepared)
    {
        if (!TensorPrimitives.IsFiniteAll<float>(prepared)) throw new BadInputException("The spectrum holds NaN or infinity where the model looks, so nothing decided. Choose another with --index.");
        if (model.Classifier is not IExplainable explainable)
            throw new BadInputException($"The model's classifier ({model.Card.Classifier}) cannot say which channels it decides by. Use a support vector machine or a network.");
        var probabilities = new double[model.Labels.Count];
        model.Predict(prepared, probabilities);
        var verdict = new Verdict(model.Labels, probabilities);
        var sensitivity = new double[prepared.Length];
        explainable.Explain(prepared, verdict.BestIndex, sensitivity);
        var plain = new Explanation(model.Axis, prepared, verdict, sensitivity) { Lines = LinesOf(model, prepared, verdict) };
        var reference = model.Classifier is SvmClassifier svm ? ReferenceOf(svm, prepared, verdict.BestIndex, plain.RunnerUpIndex) : null;
        return plain with { Reference = reference, Contribution = reference is null ? null : Integrate(explainable, verdict.BestIndex, reference, prepared) };
    }

    static float[]? ReferenceOf(SvmClassifier svm, float[] prepared, int winner, int runnerUp)
    {
        if (SvmExplanation.Typical(svm, runnerUp, winner) is not { } typical) return null;
        // The cosine kernel knows no brightness: without this a dim spectrum would differ from the reference in every channel.
        var scale = svm.Kernel.Kind == KernelKind.Cosine ? Length(prepared.Select(value => (double)value)) / Length(typical) : 1;
        return scale > 0 ? [.. typical.Select(value => (float)(scale * value))] : null;
    }

    static double[] Integrate(IExplainable explainable, int winner, float[] from, float[] to)
    {
        double[] gradient = new double[to.Length], sum = new double[to.Length];
        var at = new float[to.Length];
        for (var part = 0; part < Parts; part++)
        {
            var place = (part + 0.5f) / Parts;
            for (var c = 0; c < at.Length; c++) at[c] = from[c] + place * (to[c] - from[c]);
            explainable.Explain(at, winner, gradient);
            for (var c = 0; c < sum.Length; c++) sum[c] += gradient[c] * (to[c] - from[c]) / Parts;
        }
        return sum;
    }

    static WhiteLines? LinesOf(TrainedModel model, float[] prepared, Verdict verdict)
    {
        if (model.Element is not { } element || Edge.L23Of(element) is not { } edge) return null;
        // Aligned spectra have L3 in one place, whatever the card says of the training spectra before.
        double? expected = model.Recipe.Steps.OfType<Align>().FirstOrDefault()?.AnchorEv
            ?? (model.Card.LinePositionsEv.TryGetValue(verdict.Label, out var position) ? position : null);
        return expected is { } l3 ? WhiteLines.Find(model.Axis, prepared, edge, l3, searchEv: 5) : null;
    }

    static double Length(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));
}
