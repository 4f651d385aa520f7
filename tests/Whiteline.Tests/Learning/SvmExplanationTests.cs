using Whiteline.Learning;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;

namespace Whiteline.Tests.Learning;

/// <summary>Gradients against central differences of the kernels' definitions, in float64.</summary>
public sealed class SvmExplanationTests
{
    const int Channels = 23;
    const int Classes = 4;

    public static TheoryData<SvmKernel> Kernels => new(
        new SvmKernel(KernelKind.Linear), new SvmKernel(KernelKind.Cosine), new SvmKernel(KernelKind.Rbf, 0.03), new SvmKernel(KernelKind.Sigmoid, 0.04, -0.3),
        new SvmKernel(KernelKind.Polynomial, 0.07, 0.6, 1), new SvmKernel(KernelKind.Polynomial, 0.07, 0.6, 2), new SvmKernel(KernelKind.Polynomial, 0.07, 0.6, 5));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_gradient_of_each_pair_is_the_slope_of_its_decision(SvmKernel kernel)
    {
        var svm = Machine(kernel);
        var spectrum = Spectrum(5);
        var gradient = new double[Channels];

        for (var pair = 0; pair < svm.Functions.Count; pair++)
        {
            SvmExplanation.FunctionGradient(svm, spectrum, pair, gradient);

            Assert.All(gradient.Zip(Slopes(spectrum, x => Decide(svm, x)[pair])), both => Assert.Equal(both.Second, both.First, 1e-7));
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_sensitivity_of_each_class_is_the_slope_of_its_evidence(SvmKernel kernel)
    {
        var svm = Machine(kernel);
        var spectrum = Spectrum(6);
        var sensitivity = new double[Channels];

        for (var label = 0; label < Classes; label++)
        {
            ((IExplainable)svm).Explain(spectrum, label, sensitivity);

            Assert.All(sensitivity.Zip(Slopes(spectrum, x => SvmExplanation.Evidence(svm, Decide(svm, x), label))), both => Assert.Equal(both.Second, both.First, 1e-7));
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_definitions_that_are_differentiated_here_are_those_of_the_classifier(SvmKernel kernel)
    {
        var svm = Machine(kernel);
        var decisions = new double[svm.Functions.Count];

        svm.Decide(Spectrum(5), decisions);

        Assert.All(decisions.Zip(Decide(svm, [.. Spectrum(5)])), both => Assert.Equal(both.Second, both.First, 1e-5 * Math.Max(1, Math.Abs(both.Second))));
    }

    [Fact]
    public void Evidence_is_the_mean_of_the_pairs_of_a_class_turned_to_favour_it()
    {
        double[] decisions = [1, 10, 100, 1000, 10_000, 100_000];
        var svm = Machine(new(KernelKind.Linear));

        double[] evidence = [.. Enumerable.Range(0, Classes).Select(label => SvmExplanation.Evidence(svm, decisions, label))];

        Assert.Equal([111 / 3.0, 10_999 / 3.0, 98_990 / 3.0, -110_100 / 3.0], evidence, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Theory]
    [InlineData(KernelKind.Linear)]
    [InlineData(KernelKind.Cosine)]
    public void The_weights_reproduce_the_decision(KernelKind kind)
    {
        var svm = Machine(new(kind));
        var spectrum = Spectrum(7);
        var length = kind == KernelKind.Cosine ? Math.Sqrt(spectrum.Sum(value => (double)value * value)) : 1;
        var decisions = new double[svm.Functions.Count];
        svm.Decide(spectrum, decisions);

        var byWeights = svm.Functions.Select((pair, p) => SvmExplanation.Weights(svm, p)!.Zip(spectrum).Sum(both => both.First * both.Second) / length - pair.Rho);

        Assert.All(decisions.Zip(byWeights), both => Assert.Equal(both.First, both.Second, 1e-5));
    }

    [Theory]
    [InlineData(KernelKind.Rbf)]
    [InlineData(KernelKind.Polynomial)]
    [InlineData(KernelKind.Sigmoid)]
    public void Other_kernels_have_no_weights_that_hold_for_all_spectra(KernelKind kind) => Assert.Null(SvmExplanation.Weights(Machine(new(kind)), 0));

    [Fact]
    public void Brightness_does_not_move_a_cosine_decision()
    {
        var spectrum = Spectrum(8);
        var gradient = new double[Channels];

        SvmExplanation.FunctionGradient(Machine(new(KernelKind.Cosine)), spectrum, 3, gradient);

        Assert.Equal(0, gradient.Zip(spectrum).Sum(both => both.First * both.Second), 1e-9);
    }

    [Fact]
    public void A_zero_spectrum_has_the_gradient_zero_with_cosine()
    {
        var gradient = Enumerable.Repeat(1.0, Channels).ToArray();

        SvmExplanation.Gradient(Machine(new(KernelKind.Cosine)), new float[Channels], 1, gradient);

        Assert.All(gradient, value => Assert.Equal(0, value));
    }

    [Fact]
    public void The_weights_of_a_trained_pair_point_from_one_typical_spectrum_to_the_other()
    {
        var data = Peaks.Of([30, 30, 30], 40, 0.1);
        var svm = (SvmClassifier)new SvmTrainer(new(KernelKind.Linear)).Train(data, new TrainingContext(new Seed(1), 1, null, TestContext.Current.CancellationToken));

        var weights = SvmExplanation.Weights(svm, 2)!;
        var difference = SvmExplanation.Typical(svm, 1, 2)!.Zip(SvmExplanation.Typical(svm, 2, 1)!, (one, two) => one - two).ToArray();

        var sum = svm.Functions[2].Coefficients.Where(a => a > 0).Sum(a => (double)a);
        Assert.All(weights.Zip(difference), both => Assert.Equal(sum * both.Second, both.First, 1e-5 * sum));
    }

    [Fact]
    public void A_typical_spectrum_of_a_cosine_pair_does_not_depend_on_how_bright_the_training_spectra_were()
    {
        var svm = Machine(new(KernelKind.Cosine));
        var brighter = new SvmClassifier(svm.Classes, Channels, svm.Kernel, [.. svm.SupportVectors.ToArray().Select((value, i) => value * (1 + i / Channels))], svm.Functions);

        Assert.All(SvmExplanation.Typical(svm, 0, 2)!.Zip(SvmExplanation.Typical(brighter, 0, 2)!), both => Assert.Equal(both.First, both.Second, 1e-6));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(Classes)]
    public void A_class_that_is_none_is_refused(int label) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SvmExplanation.Gradient(Machine(new(KernelKind.Linear)), Spectrum(1), label, new double[Channels]));

    static SvmClassifier Machine(SvmKernel kernel)
    {
        const int Count = 17;
        var random = new Seed(3).Random();
        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
        var vectors = Numbers(Count * Channels);
        var pairs = Enumerable.Range(0, Classes * (Classes - 1) / 2).Select(_ => new SvmFunction(Numbers(Count), random.NextNormal(), new(-1, 0))).ToArray();
        return new(["a", "b", "c", "d"], Channels, kernel, vectors, pairs);
    }

    static float[] Spectrum(ulong seed)
    {
        var random = new Seed(seed).Random();
        return [.. Enumerable.Range(0, Channels).Select(_ => (float)random.NextNormal())];
    }

    static double[] Slopes(float[] spectrum, Func<double[], double> function) =>
    [
        .. Enumerable.Range(0, Channels).Select(c =>
        {
            const double Step = 1e-4;
            double At(double offset) => function([.. spectrum.Select((value, i) => i == c ? value + offset : value)]);
            return (At(Step) - At(-Step)) / (2 * Step);
        }),
    ];

    static double[] Decide(SvmClassifier svm, IEnumerable<float> x) => Decide(svm, [.. x.Select(value => (double)value)]);

    static double[] Decide(SvmClassifier svm, double[] x) =>
    [
        .. svm.Functions.Select(pair => pair.Coefficients.Select((a, j) =>
        {
            var y = svm.SupportVectors.Slice(j * Channels, Channels).ToArray().Select(value => (double)value).ToArray();
            double Dot(double[] one, double[] other) => one.Zip(other).Sum(both => both.First * both.Second);
            var kernel = svm.Kernel;
            return a * kernel.Kind switch
            {
                KernelKind.Linear => Dot(x, y),
                KernelKind.Polynomial => Math.Pow(kernel.Gamma * Dot(x, y) + kernel.Coef0, kernel.Degree),
                KernelKind.Sigmoid => Math.Tanh(kernel.Gamma * Dot(x, y) + kernel.Coef0),
                KernelKind.Rbf => Math.Exp(-kernel.Gamma * x.Zip(y).Sum(both => (both.First - both.Second) * (both.First - both.Second))),
                _ => Dot(x, y) / Math.Sqrt(Dot(x, x) * Dot(y, y)),
            };
        }).Sum() - pair.Rho),
    ];
}
