using System.Globalization;
using System.Text.Json;
using Whiteline.Formats.Npz;
using Whiteline.Learning.Svm;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>What scikit-learn's SVC (LIBSVM) finds: the dual objective of every machine, and the labels of unseen spectra by vote or largest value.</summary>
/// <param name="Objectives">Shape (machines).</param>
/// <param name="Labels">Shape (asked).</param>
sealed record PeerAnswer(double[] Objectives, string[] Labels);

/// <summary>Asks scikit-learn about one data set with all kernels in one process. All its kernel values are float64.</summary>
static class ScikitLearn
{
    const string Script = """
        import json, sys, numpy
        from sklearn.multiclass import OneVsRestClassifier
        from sklearn.svm import SVC
        a = numpy.load(sys.argv[1])
        names, truth = a["names"], a["truth"]
        def product(k, u, v):
            if k["kernel"] == "cosine":
                u, v = [w / numpy.linalg.norm(w, axis=1, keepdims=True) for w in (u, v)]
            if k["kernel"] in ("rbf", "quadratic"):
                d = (u * u).sum(1)[:, None] + (v * v).sum(1)[None] - 2 * u @ v.T
                return numpy.exp(-k["gamma"] * d) if k["kernel"] == "rbf" else 1 / (1 + k["gamma"] * d)
            p = u @ v.T
            if k["kernel"] == "poly": return (k["gamma"] * p + k["coef0"]) ** k["degree"]
            if k["kernel"] == "sigmoid": return numpy.tanh(k["gamma"] * p + k["coef0"])
            return p
        answers = []
        for k in json.loads(sys.argv[2]):
            raw = "raw" if k["kernel"] == "cosine" else "normalised"
            x, q = a[raw + "_trained"].astype(float), a[raw + "_asked"].astype(float)
            own = k["kernel"] in ("cosine", "quadratic")
            gram = product(k, x, x)
            weight = k["weights"]
            def svc(kernel):
                return SVC(C=k["C"], kernel=kernel, gamma=k["gamma"], coef0=k["coef0"], degree=k["degree"], class_weight=weight, decision_function_shape="ovo")
            def objective(fitted, members):
                s, c = members[fitted.support_], fitted.dual_coef_[0]
                return 0.5 * c @ gram[numpy.ix_(s, s)] @ c - numpy.abs(c).sum()
            kernel = "precomputed" if own else k["kernel"]
            known, asked = (gram, product(k, q, x)) if own else (x, q)
            objectives = []
            if k["rest"]:
                whole = OneVsRestClassifier(svc(kernel)).fit(known, truth)
                objectives = [objective(e, numpy.arange(len(truth))) for e in whole.estimators_]
            else:
                whole = svc(kernel).fit(known, truth)
                for i in range(len(names)):
                    for j in range(i + 1, len(names)):
                        m = numpy.flatnonzero((truth == names[i]) | (truth == names[j]))
                        objectives.append(objective(svc(kernel).fit(known[numpy.ix_(m, m)] if own else known[m], truth[m]), m))
            answers.append({"objectives": objectives, "labels": whole.predict(asked).tolist()})
        print(json.dumps(answers))
        """;

    /// <summary>The answers of one set, in the order of the machines asked for.</summary>
    public static async Task<PeerAnswer[]> Ask(SvmSet set, IReadOnlyList<SvmOptions> asked)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("set.npz");
        var normalised = set.Normalised();
        NpzArchive.Write(file,
        [
            new("names", new(set.Trained.Classes.ToArray(), set.Trained.Classes.Count)),
            new("truth", new(set.Trained.Labels.ToArray(), set.Trained.Count)),
            Array("raw_trained", set.Trained), Array("raw_asked", set.Asked),
            Array("normalised_trained", normalised.Trained), Array("normalised_asked", normalised.Asked),
        ]);
        var kernels = asked.Select(options => new
        {
            kernel = options.Kernel switch { KernelKind.Polynomial => "poly", KernelKind.Custom => "quadratic", var kind => kind.ToString().ToLower(CultureInfo.InvariantCulture) },
            gamma = options.Gamma,
            coef0 = options.Coef0,
            degree = options.Degree,
            C = options.C,
            weights = options.ClassWeights,
            rest = options.Scheme == MulticlassScheme.OneVersusRest,
        });
        using var answer = JsonDocument.Parse(await SystemPython.Ask(Script, file, JsonSerializer.Serialize(kernels)));
        return [.. answer.RootElement.EnumerateArray().Select(one => new PeerAnswer(
            [.. one.GetProperty("objectives").EnumerateArray().Select(value => value.GetDouble())],
            [.. one.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!)]))];
    }

    static KeyValuePair<string, NpyArray> Array(string name, LabeledSpectra spectra) => new(name, new(spectra.Intensity.ToArray(), spectra.Count, spectra.Axis.Count));
}
