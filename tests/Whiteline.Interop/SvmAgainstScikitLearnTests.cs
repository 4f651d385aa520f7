using System.Text.Json;
using Whiteline.Formats;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>
/// The support vector machine against scikit-learn's SVC (LIBSVM), both at the tolerance 1e-3: on every set and with every kernel the dual
/// objective of every pair agrees within 1e-3, and at least 99.5 % of the labels of unseen spectra agree, by vote of the pairs and by the
/// largest value of one against the rest. Skipped where the system's Python has no scikit-learn.
/// </summary>
public sealed class SvmAgainstScikitLearnTests
{
    const double C = 2;
    const string Script = """
        import json, sys, warnings, numpy
        from sklearn.multiclass import OneVsRestClassifier
        from sklearn.svm import SVC
        warnings.filterwarnings("ignore")
        a, b = numpy.load(sys.argv[1]), numpy.load(sys.argv[2])
        x, y, z = a["intensity"].astype(float), a["label"], b["intensity"].astype(float)
        names = sorted(set(y.tolist()))
        unit = lambda v: v / numpy.linalg.norm(v, axis=1, keepdims=True)
        answers = {}
        for name, gamma, r in json.loads(sys.argv[3]):
            kernel = {"polynomial": "poly", "cosine": "linear"}.get(name, name)
            t, q = (unit(x), unit(z)) if name == "cosine" else (x, z)
            of = {"linear": lambda u, v: u @ v.T, "poly": lambda u, v: (gamma * u @ v.T + r) ** 3, "sigmoid": lambda u, v: numpy.tanh(gamma * u @ v.T + r),
                  "rbf": lambda u, v: numpy.exp(-gamma * ((u**2).sum(1)[:, None] + (v**2).sum(1) - 2 * u @ v.T))}[kernel]
            svc = lambda: SVC(C=float(sys.argv[4]), kernel=kernel, gamma=gamma, coef0=r, degree=3, decision_function_shape="ovo")
            objectives = []
            for i in range(len(names)):
                for j in range(i + 1, len(names)):
                    m = numpy.flatnonzero((y == names[i]) | (y == names[j]))
                    two = svc().fit(t[m], y[m])
                    s, c = t[m][two.support_], two.dual_coef_[0]
                    objectives.append(0.5 * c @ of(s, s) @ c - numpy.abs(c).sum())
            rest = OneVsRestClassifier(svc()).fit(t, y)
            answers[name] = {"objectives": objectives, "votes": svc().fit(t, y).predict(q).tolist(), "rest": rest.predict(q).tolist()}
        print(json.dumps(answers))
        """;

    static readonly (KernelKind Kind, double Gamma, double Coef0)[] Kernels =
        [(KernelKind.Linear, 1, 0), (KernelKind.Rbf, 0.05, 0), (KernelKind.Polynomial, 0.01, 1), (KernelKind.Sigmoid, 0.001, -0.5), (KernelKind.Cosine, 1, 0)];

    public static TheoryData<string> Sets() => [.. SvmSet.Names];

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task The_same_optimum_and_the_same_labels(string name)
    {
        using var folder = new TemporaryFolder();
        var set = SvmSet.Of(name);
        LabeledSpectraFile.Write(folder.File("training.npz"), set.Training);
        LabeledSpectraFile.Write(folder.File("unseen.npz"), set.Unseen);
        var kernels = JsonSerializer.Serialize(Kernels.Select(kernel => new object[] { $"{kernel.Kind}".ToLowerInvariant(), kernel.Gamma, kernel.Coef0 }));

        var answers = JsonDocument.Parse(await SystemPython.Ask(Script, folder.File("training.npz"), folder.File("unseen.npz"), kernels, $"{C}")).RootElement;

        foreach (var (kind, gamma, coef0) in Kernels)
        {
            var answer = answers.GetProperty($"{kind}".ToLowerInvariant());
            var options = new SvmOptions(kind, C, gamma, coef0, Weighting: ClassWeighting.None, Probability: false);
            var objectives = answer.GetProperty("objectives").EnumerateArray().Select(value => value.GetDouble());
            Assert.All(objectives.Zip(Objectives(set.Training, options)), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-3 * Math.Abs(pair.First), $"{kind}: {pair.First} there, {pair.Second} here"));
            AssertAgree($"{kind}, votes", answer.GetProperty("votes"), set, options);
            AssertAgree($"{kind}, one against the rest", answer.GetProperty("rest"), set, options with { Scheme = set.Training.Classes.Count > 2 ? MulticlassScheme.OneVersusRest : MulticlassScheme.OneVersusOne });
        }
    }

    static void AssertAgree(string what, JsonElement theirs, SvmSet set, SvmOptions options)
    {
        var svm = (SvmClassifier)new SvmTrainer(options).Train(set.Training, new(new Seed(1)));
        var ours = new int[set.Unseen.Count];
        svm.Label(set.Unseen.Intensity, ours, 1, TestContext.Current.CancellationToken);
        var equal = theirs.EnumerateArray().Where((label, i) => label.GetString() == svm.Classes[ours[i]]).Count();
        Assert.True(equal >= 0.995 * ours.Length, $"{what}: {equal} of {ours.Length} labels are equal.");
    }

    static IEnumerable<double> Objectives(LabeledSpectra training, SvmOptions options)
    {
        var gram = GramMatrix.Of(training.Intensity.Span, training.Axis.Count, 1, TestContext.Current.CancellationToken);
        var kernel = new KernelMatrix(gram, new(options.Kernel, options.Gamma!.Value, options.Coef0, options.Degree));
        foreach (var (first, second) in TrainingSet.Pairs(training.Classes.Count))
        {
            string positive = training.Classes[first], negative = training.Classes[second];
            int[] members = [.. Enumerable.Range(0, training.Count).Where(i => training.Labels[i] == positive || training.Labels[i] == negative)];
            var signs = Array.ConvertAll(members, i => (sbyte)(training.Labels[i] == positive ? 1 : -1));
            yield return SmoSolver.Solve(new(members, signs, options.C, options.C), kernel, options.Tolerance, options.MaxIterations, default).Objective;
        }
    }
}
