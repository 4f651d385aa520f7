using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>Both solve the same problem on the same float32 spectra; scikit-learn is told our γ, so that nothing but the solver differs.</summary>
public sealed class SvmAgainstScikitLearnTests
{
    const string Python = "/usr/bin/python3";

    // The dual objective of SVC is summed over its pairs from dual_coef_ with the kernel in float64.
    const string Script = """
        import json, sys
        import numpy as np
        from sklearn.svm import SVC
        spec = json.load(open(sys.argv[1]))
        n, m, ch = spec['n'], spec['m'], spec['channels']
        x = np.fromfile(spec['data'], '<f4').reshape(n + m, ch).astype(float)
        y = np.array(spec['labels'])
        def kernel(a, b):
            k, g, r, d = spec['kernel'], spec['gamma'], spec['coef0'], spec['degree']
            p = a @ b.T
            if k == 'Linear': return p
            if k == 'Polynomial': return (g * p + r) ** d
            if k == 'Sigmoid': return np.tanh(g * p + r)
            if k == 'Cosine': return p / np.linalg.norm(a, axis=1)[:, None] / np.linalg.norm(b, axis=1)
            return np.exp(-g * np.maximum(0, (a * a).sum(1)[:, None] + (b * b).sum(1) - 2 * p))
        svc = SVC(kernel=kernel, C=spec['c'], tol=1e-3, decision_function_shape='ovo', cache_size=500).fit(x[:n], y)
        full = kernel(x[:n], x[:n])
        first = np.searchsorted(svc.classes_, y[svc.support_])
        k, objectives = len(svc.classes_), []
        for i in range(k):
            for j in range(i + 1, k):
                beta = np.zeros(n)
                for c, other in ((i, j), (j, i)):
                    rows = first == c
                    beta[svc.support_[rows]] = svc.dual_coef_[other - 1 if other > c else other, rows]
                objectives.append(0.5 * beta @ full @ beta - np.abs(beta).sum())
        json.dump({'objectives': objectives, 'labels': svc.predict(x[n:]).tolist()}, sys.stdout)
        """;

    public static TheoryData<string, KernelKind> Cases
    {
        get
        {
            var cases = new TheoryData<string, KernelKind>();
            foreach (var set in new[] { "clean", "noisy", "imbalanced", "duplicated", "300 channels", "1500 channels" })
                foreach (var kind in Enum.GetValues<KernelKind>()) cases.Add(set, kind);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Objective_and_labels_agree_with_SVC(string set, KernelKind kind)
    {
        Assert.SkipUnless(IsPresent.Value, "scikit-learn for /usr/bin/python3 is not installed (Debian: python3-sklearn).");
        var all = Phantom(set);
        var n = all.Count / 4;
        var training = all.Subset([.. Enumerable.Range(0, n)]);
        var unseen = all.Subset([.. Enumerable.Range(n, all.Count - n)]);
        var options = new SvmOptions(kind, C: 5, Gamma: 0.02, Coef0: kind == KernelKind.Sigmoid ? -0.5 : 1, Degree: 3, Weighting: ClassWeighting.None, Probability: false);

        var svm = (SvmClassifier)new SvmTrainer(options).Train(training, new(new(0), 2, null, TestContext.Current.CancellationToken));

        var (objectives, labels) = Sklearn(training, unseen, options);
        var ours = Objectives(svm);
        for (var p = 0; p < ours.Length; p++) Assert.Equal(objectives[p], ours[p], 1e-3 * Math.Abs(objectives[p]));
        var decisions = new double[unseen.Count * svm.Pairs.Count];
        svm.Decide(unseen.Intensity.Span, decisions);
        var agree = labels.Where((label, i) => label == svm.Classes[svm.Vote(decisions.AsSpan(i * svm.Pairs.Count, svm.Pairs.Count))]).Count();
        Assert.True(agree >= 0.995 * labels.Length, $"{agree} of {labels.Length} labels agree");
    }

    // ½ βᵀKβ − Σ|β| of each pair, from the classifier's own coefficients and a kernel written out in float64.
    static double[] Objectives(SvmClassifier svm)
    {
        var count = svm.SupportVectors.Length / svm.Channels;
        return [.. svm.Pairs.Select(pair =>
        {
            var sum = 0.0;
            for (var i = 0; i < count; i++)
            {
                if (pair.Coefficients[i] == 0) continue;
                sum -= Math.Abs(pair.Coefficients[i]);
                for (var j = 0; j < count; j++)
                    if (pair.Coefficients[j] != 0) sum += 0.5 * pair.Coefficients[i] * pair.Coefficients[j] * Kernel(svm, i, j);
            }
            return sum;
        })];
    }

    static double Kernel(SvmClassifier svm, int i, int j)
    {
        var x = svm.SupportVectors.Span.Slice(i * svm.Channels, svm.Channels);
        var y = svm.SupportVectors.Span.Slice(j * svm.Channels, svm.Channels);
        double xy = 0, xx = 0, yy = 0;
        for (var c = 0; c < x.Length; c++)
        {
            xy += (double)x[c] * y[c];
            xx += (double)x[c] * x[c];
            yy += (double)y[c] * y[c];
        }
        var k = svm.Kernel;
        return k.Kind switch
        {
            KernelKind.Linear => xy,
            KernelKind.Polynomial => Math.Pow(k.Gamma * xy + k.Coef0, k.Degree),
            KernelKind.Sigmoid => Math.Tanh(k.Gamma * xy + k.Coef0),
            KernelKind.Cosine => xy / Math.Sqrt(xx * yy),
            _ => Math.Exp(-k.Gamma * Math.Max(0, xx + yy - 2 * xy)),
        };
    }

    static (double[] Objectives, string[] Labels) Sklearn(LabeledSpectra training, LabeledSpectra unseen, SvmOptions options)
    {
        using var folder = new TemporaryFolder();
        string data = Path.Combine(folder.Path, "x.f32"), spec = Path.Combine(folder.Path, "spec.json"), script = Path.Combine(folder.Path, "svc.py");
        File.WriteAllBytes(data, [.. MemoryMarshal.AsBytes(training.Intensity.Span), .. MemoryMarshal.AsBytes(unseen.Intensity.Span)]);
        File.WriteAllText(spec, JsonSerializer.Serialize(new { n = training.Count, m = unseen.Count, channels = training.Axis.Count, data, labels = training.Labels, kernel = options.Kernel.ToString(), gamma = options.Gamma, coef0 = options.Coef0, degree = options.Degree, c = options.C }));
        File.WriteAllText(script, Script);
        var output = Run(script, spec);
        using var answer = JsonDocument.Parse(output);
        return ([.. answer.RootElement.GetProperty("objectives").EnumerateArray().Select(value => value.GetDouble())],
            [.. answer.RootElement.GetProperty("labels").EnumerateArray().Select(value => value.GetString()!)]);
    }

    static readonly Lazy<bool> IsPresent = new(() => File.Exists(Python) && Run("-c", "import sklearn, sys; sys.stdout.write('yes')") == "yes");

    static string Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : $"{errors.Result}";
    }

    static LabeledSpectra Phantom(string set)
    {
        var random = new Seed(7).Branch(set).Random();
        var channels = set switch { "300 channels" => 300, "1500 channels" => 1500, _ => 80 };
        int[] sizes = set == "imbalanced" ? [540, 135, 45] : [260, 240, 220];
        var noise = set switch { "clean" => 0.01, "noisy" => 0.3, _ => 0.1 };
        int[] order = [.. sizes.SelectMany((size, k) => Enumerable.Repeat(k, size))];
        random.Shuffle<int>(order);
        var intensity = new float[order.Length * channels];
        for (var i = 0; i < order.Length; i++)
        {
            var k = order[i];
            var center = channels * (0.35 + 0.02 * k + 0.006 * random.NextNormal());
            for (var c = 0; c < channels; c++)
                intensity[i * channels + c] = (float)(Line(c, center) + (0.7 - 0.1 * k) * Line(c, center + 0.3 * channels) + noise * random.NextNormal());
            if (set == "duplicated" && i > 0 && i % 3 == 0 && order[i - 1] == k) intensity.AsSpan((i - 1) * channels, channels).CopyTo(intensity.AsSpan(i * channels));
        }
        return new(new(632, 0.1, channels), intensity, [.. order.Select(k => string.Create(CultureInfo.InvariantCulture, $"Mn{k + 2}+"))]);

        double Line(int c, double center) => Math.Exp(-Math.Pow((c - center) / (0.05 * channels), 2));
    }
}
