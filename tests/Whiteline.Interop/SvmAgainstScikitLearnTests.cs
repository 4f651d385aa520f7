using System.Globalization;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Interop;

/// <summary>
/// The support vector machine against scikit-learn's SVC (LIBSVM), both at their default tolerance of 1e-3: the dual objective of every machine
/// agrees within 1e-3 relative, and the labels of unseen spectra on at least 99.5 %, by vote of the pairs and by the largest value of one against the rest. The cosine kernel gets counts, the others spectra divided by
/// their maximum. Our objective is worked out anew in float64 from the multipliers and the support vectors, so that neither the solver's
/// bookkeeping nor its float32 kernel is taken on trust. Skipped where the system's Python has no scikit-learn.
/// </summary>
public sealed class SvmAgainstScikitLearnTests
{
    const double Agreement = 1e-3, Share = 0.995;

    public static TheoryData<string> Sets => [.. SvmSets.Names];

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Every_kernel_reaches_the_same_optimum_and_the_same_labels(string name)
    {
        var set = SvmSets.Make(name);
        var kernels = Kernels(set);

        // One against the rest of two classes is the pair.
        await Compare(set, set.Trained.Classes.Count == 2 ? kernels : [.. kernels, .. kernels.Select(options => options with { Scheme = MulticlassScheme.OneVersusRest })]);
    }

    static async Task Compare(SvmSet set, SvmOptions[] kernels)
    {
        var answers = await ScikitLearn.Ask(set, kernels);
        var wrong = new List<string>();
        foreach (var (options, answer) in kernels.Zip(answers))
        {
            var prepared = options.Kernel == KernelKind.Cosine ? set : set.Normalised();
            var svm = (SvmClassifier)new SvmTrainer(options).Train(prepared.Trained, new(new Seed(1), 2));
            var objectives = Objectives(svm);
            Assert.Equal(answer.Objectives.Length, objectives.Length);
            for (var m = 0; m < objectives.Length; m++)
                if (!(Math.Abs(objectives[m] - answer.Objectives[m]) <= Agreement * Math.Abs(answer.Objectives[m])))
                    wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{options.Kernel}, {options.Scheme}: objective {m} is {objectives[m]:G8}, SVC has {answer.Objectives[m]:G8}"));
            var labels = Labels(svm, prepared.Asked);
            var equal = labels.Zip(answer.Labels).Count(pair => pair.First == pair.Second);
            if (!(equal >= Share * labels.Length)) wrong.Add($"{options.Kernel}, {options.Scheme}: {equal} of {labels.Length} labels are equal");
        }
        Assert.True(wrong.Count == 0, string.Join("; ", wrong));
    }

    // γ is scikit-learn's "scale". The sigmoid kernel is not positive definite: with a small γ and r below 0 it has the optimum of a definite one.
    static SvmOptions[] Kernels(SvmSet set)
    {
        var data = set.Normalised().Trained.Intensity.ToArray();
        var mean = data.Average(value => (double)value);
        var gamma = 1 / (set.Trained.Axis.Count * data.Average(value => (value - mean) * (value - mean)));
        var options = new SvmOptions(C: 10, Gamma: gamma, Weighting: ClassWeighting.None, Probability: false) { ClassWeights = set.Weights };
        return
        [
            options with { Kernel = KernelKind.Linear },
            options with { Kernel = KernelKind.Polynomial, Coef0 = 1 },
            options with { Kernel = KernelKind.Rbf },
            options with { Kernel = KernelKind.Sigmoid, Gamma = gamma / 10, Coef0 = -1 },
            options with { Kernel = KernelKind.Cosine },
            options with { Kernel = KernelKind.Custom, Custom = (product, squareX, squareY) => 1 / (1 + gamma * (squareX + squareY - 2 * product)) },
        ];
    }

    static double[] Objectives(SvmClassifier svm)
    {
        var vectors = svm.SupportVectors.ToArray().Select(value => (double)value).Chunk(svm.Channels).ToArray();
        var gram = new double[vectors.Length, vectors.Length];
        for (var i = 0; i < vectors.Length; i++)
            for (var j = 0; j <= i; j++) gram[i, j] = gram[j, i] = Dot(vectors[i], vectors[j]);
        return [.. svm.Functions.Select(function =>
        {
            var objective = 0.0;
            for (var i = 0; i < vectors.Length; i++)
            {
                objective -= Math.Abs(function.Coefficients[i]);
                for (var j = 0; j < vectors.Length; j++)
                    objective += 0.5 * function.Coefficients[i] * function.Coefficients[j] * Value(svm.Kernel, gram[i, j], gram[i, i], gram[j, j]);
            }
            return objective;
        })];
    }

    static double Value(SvmKernel kernel, double product, double squareX, double squareY) => kernel.Kind switch
    {
        KernelKind.Linear => product,
        KernelKind.Polynomial => Math.Pow(kernel.Gamma * product + kernel.Coef0, kernel.Degree),
        KernelKind.Rbf => Math.Exp(-kernel.Gamma * (squareX + squareY - 2 * product)),
        KernelKind.Sigmoid => Math.Tanh(kernel.Gamma * product + kernel.Coef0),
        KernelKind.Cosine => product / Math.Sqrt(squareX * squareY),
        _ => kernel.Custom!(product, squareX, squareY),
    };

    static double Dot(double[] x, double[] y)
    {
        var sum = 0.0;
        for (var c = 0; c < x.Length; c++) sum += x[c] * y[c];
        return sum;
    }

    static string[] Labels(SvmClassifier svm, LabeledSpectra asked)
    {
        var decisions = new double[asked.Count * svm.Functions.Count];
        svm.Decide(asked.Intensity.Span, decisions);
        return [.. decisions.Chunk(svm.Functions.Count).Select(row => svm.Classes[svm.Vote(row)])];
    }
}
