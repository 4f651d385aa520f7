using System.Text.Json;
using Whiteline.Formats.Npz;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>
/// The machine with a second, denoised view against the same made of parts: numpy's singular value decomposition of every neighbourhood, and scikit-learn's SVC on the mean of two kernels
/// that are worked out beforehand. Skipped where the system's Python has no scikit-learn.
/// </summary>
public sealed class DenoisedViewAgainstScikitLearnTests
{
    const string Script = """
        import json, sys, numpy
        from sklearn.svm import SVC
        a = numpy.load(sys.argv[1]); p = json.loads(sys.argv[2])
        x, q, y = a["x"].astype(float), a["q"].astype(float), a["y"]
        def seen(s, own):
            d = ((s[:, None] - x[None]) ** 2).sum(-1); z = numpy.empty_like(s)
            if own: numpy.fill_diagonal(d, numpy.inf)
            for i in range(len(s)):
                near = x[numpy.argsort(d[i])[:p["neighbours"]]]; m = near.mean(0)
                v = numpy.linalg.svd(near - m, full_matrices=False)[2][:p["components"]]
                z[i] = m + (s[i] - m) @ v.T @ v
            return z
        scatter = lambda s: ((s - s.mean(0)) ** 2).sum()
        zx, zq = seen(x, True), seen(q, False)
        scale = (scatter(x) / scatter(zx)) ** 0.5
        kernel = lambda u, v: numpy.exp(-p["gamma"] * ((u[:, None] - v[None]) ** 2).sum(-1))
        svc = SVC(C=p["C"], kernel="precomputed").fit((kernel(x, x) + kernel(scale * zx, scale * zx)) / 2, y)
        print(json.dumps({"scale": scale, "decisions": svc.decision_function((kernel(q, x) + kernel(scale * zq, scale * zx)) / 2).tolist()}))
        """;

    [Fact]
    public async Task The_decision_values_are_those_of_the_mean_of_two_kernels()
    {
        var spectra = PhantomDataset.Make(new([new("Fe2+", 150), new("Fe2.67+", 150)]) { Axis = new(700, 0.1, 300), GroupsPerClass = 10 }, new Seed(5), 2, null, TestContext.Current.CancellationToken);
        var (trained, asked) = (spectra.Subset([.. Enumerable.Range(0, 300).Where(i => i % 3 > 0)]), spectra.Subset([.. Enumerable.Range(0, 300).Where(i => i % 3 == 0)]));
        var mean = trained.Intensity.ToArray().Average(value => (double)value);
        var gamma = 3 / (300 * trained.Intensity.ToArray().Average(value => (value - mean) * (value - mean)));
        var options = new SvmOptions(C: 5, Gamma: gamma, Weighting: ClassWeighting.None, Probability: false) { Denoised = new(50, 3) };
        using var folder = new TemporaryFolder();
        NpzArchive.Write(folder.File("set.npz"),
        [
            new("x", new(trained.Intensity.ToArray(), trained.Count, 300)), new("q", new(asked.Intensity.ToArray(), asked.Count, 300)), new("y", new(trained.Labels.ToArray(), trained.Count)),
        ]);

        using var answer = JsonDocument.Parse(await SystemPython.Ask(Script, folder.File("set.npz"), JsonSerializer.Serialize(new { neighbours = 50, components = 3, gamma, C = 5 })));
        var svm = (TwoViewClassifier)new SvmTrainer(options).Train(trained, new(new Seed(1), 2));

        Assert.Equal(answer.RootElement.GetProperty("scale").GetDouble(), svm.View.Scale, 1e-3);
        var (own, denoised) = (new double[asked.Count], new double[asked.Count]);
        svm.Own.Decide(asked.Intensity.Span, own);
        svm.Denoised.Decide(svm.View.Of(asked.Intensity.Span), denoised);
        double[] expected = [.. answer.RootElement.GetProperty("decisions").EnumerateArray().Select(value => value.GetDouble())];
        // scikit-learn's positive values speak for the second class.
        for (var i = 0; i < expected.Length; i++) Assert.Equal(-expected[i], own[i] + denoised[i], 5e-3);
    }
}
