using Whiteline.Numerics;

namespace Whiteline.Learning.Svm;

// Every kernel here is a function of inner products, so the gradient of a decision value d(x) = Σ aⱼ K(x, yⱼ) − ρ is a sum of support
// vectors and of the spectrum itself: ∇d = Σ bⱼ yⱼ + s x. Linear: b = a. Polynomial: b = a γ degree (γ x·y + r)^(degree − 1). Sigmoid:
// b = a γ (1 − K²). RBF: b = 2 γ a K, s = −2 γ Σ a K. Cosine: b = a / (‖x‖‖y‖), s = −Σ a K / ‖x‖². The use of the gradient to rank
// inputs is that of Guyon et al. (Machine Learning 46, 389, 2002) for linear and of Baehrens et al. (JMLR 11, 1803, 2010) for other
// kernels; the latter take it of the probability, we of the decision value, which does not fade where the classifier is sure.

/// <summary>What the decisions of a support vector machine depend on, channel by channel, in closed form.</summary>
public static class SvmExplanation
{
    /// <summary>The evidence for a class: the mean of the decision values of the functions that know it, signed to favour it.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="decisions">Decision values of one spectrum, shape (functions).</param>
    /// <param name="classIndex">Index of the class.</param>
    public static double Evidence(SvmClassifier classifier, ReadOnlySpan<double> decisions, int classIndex)
    {
        var sum = 0.0;
        for (var p = 0; p < decisions.Length; p++) sum += classifier.SignFor(p, classIndex) * decisions[p];
        return sum / Knowing(classifier);
    }

    /// <summary>The gradient of <see cref="Evidence"/>.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="spectrum">Shape (channels).</param>
    /// <param name="classIndex">Index of the class.</param>
    /// <param name="gradient">Receives shape (channels), 1/intensity.</param>
    public static void Gradient(SvmClassifier classifier, ReadOnlySpan<float> spectrum, int classIndex, Span<double> gradient)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(spectrum.Length, classifier.Channels, nameof(spectrum));
        ArgumentOutOfRangeException.ThrowIfNegative(classIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(classIndex, classifier.Classes.Count);
        // The evidence is itself a sum over support vectors, so its gradient costs as much as that of one pair.
        var coefficients = new double[classifier.Functions[0].Coefficients.Length];
        for (var p = 0; p < classifier.Functions.Count; p++)
        {
            if (classifier.SignFor(p, classIndex) is not (var sign and not 0)) continue;
            var pair = classifier.Functions[p].Coefficients;
            for (var j = 0; j < pair.Length; j++) coefficients[j] += sign * pair[j] / (double)Knowing(classifier);
        }
        Gradient(classifier, spectrum, coefficients, gradient);
    }

    /// <summary>The gradient of one pair's decision value.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="spectrum">Shape (channels).</param>
    /// <param name="pair">Index of the pair.</param>
    /// <param name="gradient">Receives shape (channels), 1/intensity; positive where more intensity favours the first class of the pair.</param>
    public static void FunctionGradient(SvmClassifier classifier, ReadOnlySpan<float> spectrum, int pair, Span<double> gradient)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(spectrum.Length, classifier.Channels, nameof(spectrum));
        Gradient(classifier, spectrum, Array.ConvertAll(classifier.Functions[pair].Coefficients, a => (double)a), gradient);
    }

    /// <summary>
    /// The weight of each channel in one pair's decision, which holds for all spectra: w = Σ aⱼ yⱼ of a linear kernel, where the decision is
    /// w·x − ρ; w = Σ aⱼ yⱼ/‖yⱼ‖ of a cosine kernel, where it is w·x/‖x‖ − ρ.
    /// </summary>
    /// <returns>Shape (channels), or null for a kernel whose weights differ from spectrum to spectrum.</returns>
    public static double[]? Weights(SvmClassifier classifier, int pair)
    {
        if (classifier.Kernel.Kind is not (KernelKind.Linear or KernelKind.Cosine)) return null;
        var weights = new double[classifier.Channels];
        for (var j = 0; j < classifier.Functions[pair].Coefficients.Length; j++)
            AddScaled(weights, Vector(classifier, j), classifier.Functions[pair].Coefficients[j] * Scale(classifier, j));
        return weights;
    }

    /// <summary>
    /// What the machine holds a class to be when it tells it from another: the mean of the class's support vectors in that pair, weighted by
    /// α. With a linear kernel the pair's weights are a multiple of the difference of the two means, which are the nearest points of the
    /// classes' reduced convex hulls (Bennett and Bredensteiner, ICML 2000). A cosine kernel takes the mean of the normalised vectors.
    /// </summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="classIndex">Index of the class.</param>
    /// <param name="other">Index of the class that it is told from.</param>
    /// <returns>Shape (channels), or null when the pair has no support vector of the class.</returns>
    public static double[]? Typical(SvmClassifier classifier, int classIndex, int other)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(classIndex, other);
        var function = Enumerable.Range(0, classifier.Functions.Count)
            .First(f => classifier.SignFor(f, classIndex) != 0 && (classifier.Scheme == MulticlassScheme.OneVersusRest || classifier.SignFor(f, other) != 0));
        var coefficients = classifier.Functions[function].Coefficients;
        var mean = new double[classifier.Channels];
        var sum = 0.0;
        for (var j = 0; j < coefficients.Length; j++)
        {
            var alpha = classifier.SignFor(function, classIndex) * coefficients[j];
            if (!(alpha > 0)) continue;
            sum += alpha;
            AddScaled(mean, Vector(classifier, j), alpha * Scale(classifier, j));
        }
        if (!(sum > 0)) return null;
        for (var c = 0; c < mean.Length; c++) mean[c] /= sum;
        return mean;
    }

    static void Gradient(SvmClassifier classifier, ReadOnlySpan<float> x, ReadOnlySpan<double> a, Span<double> gradient)
    {
        var kernel = classifier.Kernel;
        gradient = gradient[..x.Length];
        gradient.Clear();
        var square = WideDot.Of(x, x);
        if (kernel.Kind == KernelKind.Cosine && square == 0) return;
        var own = 0.0;
        for (var j = 0; j < a.Length; j++)
        {
            if (a[j] == 0) continue;
            var y = Vector(classifier, j);
            var product = WideDot.Of(x, y);
            double other;
            switch (kernel.Kind)
            {
                case KernelKind.Linear:
                    other = a[j];
                    break;
                case KernelKind.Polynomial:
                    other = a[j] * kernel.Gamma * kernel.Degree * Math.Pow(kernel.Gamma * product + kernel.Coef0, kernel.Degree - 1);
                    break;
                case KernelKind.Sigmoid:
                    var value = Math.Tanh(kernel.Gamma * product + kernel.Coef0);
                    other = a[j] * kernel.Gamma * (1 - value * value);
                    break;
                case KernelKind.Rbf:
                    other = 2 * kernel.Gamma * a[j] * Math.Exp(-kernel.Gamma * Math.Max(0, square + WideDot.Of(y, y) - 2 * product));
                    own -= other;
                    break;
                case KernelKind.Custom when kernel.Custom is { } custom:
                    var squareY = WideDot.Of(y, y);
                    other = a[j] * Slope(p => custom(p, square, squareY), product);
                    own += 2 * a[j] * Slope(s => custom(product, s, squareY), square);
                    break;
                case KernelKind.Cosine:
                    other = a[j] * Scale(classifier, j) / Math.Sqrt(square);
                    own -= other * product / square;
                    break;
                default:
                    throw new InvalidOperationException($"Kernel {kernel.Kind} is not known.");
            }
            AddScaled(gradient, y, other);
        }
        AddScaled(gradient, x, own);
    }

    /// <summary>What a support vector is multiplied by before the kernel sums: 1/‖y‖ for cosine, 1 for the others.</summary>
    static double Scale(SvmClassifier classifier, int index)
    {
        if (classifier.Kernel.Kind != KernelKind.Cosine) return 1;
        var vector = Vector(classifier, index);
        return WideDot.Of(vector, vector) is > 0 and var square ? 1 / Math.Sqrt(square) : 0;
    }

    static ReadOnlySpan<float> Vector(SvmClassifier classifier, int index) =>
        classifier.SupportVectors.Span.Slice(index * classifier.Channels, classifier.Channels);

    static void AddScaled(Span<double> sum, ReadOnlySpan<float> vector, double factor)
    {
        for (var c = 0; c < sum.Length; c++) sum[c] += factor * vector[c];
    }

    // A kernel of the user's own is known by its values alone: a central difference, near the step that loses fewest digits.
    static double Slope(Func<double, double> f, double at)
    {
        var step = 1e-5 * (1 + Math.Abs(at));
        return (f(at + step) - f(at - step)) / (2 * step);
    }

    // Functions that know a class.
    static int Knowing(SvmClassifier classifier) => classifier.Scheme == MulticlassScheme.OneVersusRest ? 1 : classifier.Classes.Count - 1;
}

public sealed partial class SvmClassifier : IExplainable
{
    /// <inheritdoc/>
    public void Explain(ReadOnlySpan<float> spectrum, int classIndex, Span<double> sensitivity) => SvmExplanation.Gradient(this, spectrum, classIndex, sensitivity);
}
