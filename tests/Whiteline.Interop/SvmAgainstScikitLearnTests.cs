using System.Globalization;
using System.Text.Json;
using Whiteline.Formats;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>
/// The support vector machine against scikit-learn's SVC (LIBSVM): the dual objectives and the votes by decision values agree. Skipped where
/// the system's Python has no scikit-learn.
/// </summary>
public sealed class SvmAgainstScikitLearnTests
{
    const int Channels = 12, Trained = 90, Asked = 300;
    const string Script = """
        import json, sys, numpy
        from sklearn.svm import SVC
        a = numpy.load(sys.argv[1])
        x, y, n = a["intensity"].astype(float), a["label"], int(sys.argv[3])
        kernel, gamma, r = sys.argv[2], float(sys.argv[4]), float(sys.argv[5])
        k, t = x, x[:n]
        if kernel == "cosine":
            u = x / numpy.linalg.norm(x, axis=1, keepdims=True)
            k, t, kernel = u @ u[:n].T, u[:n] @ u[:n].T, "precomputed"
        def svc(): return SVC(C=float(sys.argv[6]), kernel=kernel, gamma=gamma, coef0=r, degree=3, tol=1e-5, decision_function_shape="ovo")
        def of(u, v):
            if sys.argv[2] == "rbf": return numpy.exp(-gamma * ((u[:, None] - v[None]) ** 2).sum(2))
            if sys.argv[2] == "poly": return (gamma * u @ v.T + r) ** 3
            if sys.argv[2] == "sigmoid": return numpy.tanh(gamma * u @ v.T + r)
            if sys.argv[2] == "cosine": return (u / numpy.linalg.norm(u, axis=1, keepdims=True)) @ (v / numpy.linalg.norm(v, axis=1, keepdims=True)).T
            return u @ v.T
        objectives = []
        names = sorted(set(y.tolist()))
        for i in range(len(names)):
            for j in range(i + 1, len(names)):
                m = numpy.flatnonzero((y[:n] == names[i]) | (y[:n] == names[j]))
                two = svc().fit(t[numpy.ix_(m, m)] if kernel == "precomputed" else t[m], y[m])
                s, c = m[two.support_], two.dual_coef_[0]
                objectives.append(0.5 * c @ of(x[s], x[s]) @ c - numpy.abs(c).sum())
        print(json.dumps({"objectives": objectives, "labels": svc().fit(t, y[:n]).predict(k[n:]).tolist()}))
        """;

    public static TheoryData<KernelKind, string, double, double, ulong> Cases()
    {
        var cases = new TheoryData<KernelKind, string, double, double, ulong>();
        for (ulong seed = 1; seed <= 3; seed++)
        {
            cases.Add(KernelKind.Linear, "linear", 1, 0, seed);
            cases.Add(KernelKind.Rbf, "rbf", 0.1, 0, seed);
            cases.Add(KernelKind.Polynomial, "poly", 0.1, 1, seed);
            cases.Add(KernelKind.Sigmoid, "sigmoid", 0.01, -0.5, seed);
            cases.Add(KernelKind.Cosine, "cosine", 1, 0, seed);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_same_optimum_and_the_same_votes(KernelKind kind, string name, double gamma, double coef0, ulong seed)
    {
        using var folder = new TemporaryFolder();
        var all = Clouds(seed);
        LabeledSpectraFile.Write(folder.File("a.npz"), all);
        var options = new SvmOptions(kind, C: 2, Gamma: gamma, Coef0: coef0, Degree: 3, Weighting: ClassWeighting.None, Tolerance: 1e-5);

        var answer = JsonDocument.Parse(await SystemPython.Ask(
            Script, folder.File("a.npz"), name, $"{Trained}", gamma.ToString(CultureInfo.InvariantCulture), coef0.ToString(CultureInfo.InvariantCulture), "2")).RootElement;
        var trained = all.Subset([.. Enumerable.Range(0, Trained)]);
        var svm = (SvmClassifier)new SvmTrainer(options).Train(trained, new(new Seed(1)));

        var objectives = answer.GetProperty("objectives").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        Assert.All(objectives.Zip(Objectives(trained, options)), pair => Assert.Equal(pair.First, pair.Second, 1e-3 * Math.Abs(pair.First)));
        var labels = answer.GetProperty("labels").EnumerateArray().Select(label => label.GetString()).ToArray();
        var equal = labels.Where((label, i) => label == Vote(svm, all[Trained + i])).Count();
        Assert.True(equal >= 0.995 * Asked, $"{equal} of {Asked} votes are equal.");
    }

    static IEnumerable<double> Objectives(LabeledSpectra trained, SvmOptions options)
    {
        var rows = new KernelRows(trained.Intensity.ToArray(), Channels, new(options.Kernel, options.Gamma!.Value, options.Coef0, options.Degree), 1 << 20);
        for (var first = 0; first < trained.Classes.Count; first++)
            for (var second = first + 1; second < trained.Classes.Count; second++)
            {
                string positive = trained.Classes[first], negative = trained.Classes[second];
                var members = Enumerable.Range(0, trained.Count).Where(i => trained.Labels[i] == positive || trained.Labels[i] == negative).ToArray();
                var signs = Array.ConvertAll(members, i => (sbyte)(trained.Labels[i] == positive ? 1 : -1));
                yield return SmoSolver.Solve(new(members, signs, options.C, options.C), rows, options.Tolerance, options.MaxIterations, default).Objective;
            }
    }

    static string Vote(SvmClassifier svm, ReadOnlySpan<float> spectrum)
    {
        var decisions = new double[svm.Pairs.Count];
        svm.Decide(spectrum, decisions);
        var votes = new int[svm.Classes.Count];
        for (int p = 0, i = 0; i < votes.Length; i++)
            for (var j = i + 1; j < votes.Length; j++) votes[decisions[p++] > 0 ? i : j]++;
        return svm.Classes[Array.IndexOf(votes, votes.Max())];
    }

    // Three overlapping clouds around different centres.
    static LabeledSpectra Clouds(ulong seed)
    {
        var random = new Seed(seed).Random();
        var centres = Enumerable.Range(0, 3 * Channels).Select(_ => random.NextNormal()).ToArray();
        var intensity = new float[(Trained + Asked) * Channels];
        var labels = new string[Trained + Asked];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = $"Mn{2 + i % 3}+";
            for (var c = 0; c < Channels; c++) intensity[i * Channels + c] = (float)(0.5 + centres[i % 3 * Channels + c] + 1.5 * random.NextNormal());
        }
        return new(new(640, 0.5, Channels), intensity, labels);
    }
}
