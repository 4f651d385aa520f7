using System.Text.Json;
using Whiteline.Formats;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>The weights of the channels against <c>coef_</c> of scikit-learn's linear SVC. Skipped where the system's Python has no scikit-learn.</summary>
public sealed class SvmWeightsAgainstScikitLearnTests
{
    const string Script = """
        import json, sys, numpy
        from sklearn.svm import SVC
        a = numpy.load(sys.argv[1])
        x = a["intensity"].astype(float)
        if sys.argv[2] == "Cosine": x /= numpy.linalg.norm(x, axis=1, keepdims=True)
        print(json.dumps(SVC(C=2, kernel="linear", tol=1e-6).fit(x, a["label"]).coef_.tolist()))
        """;

    [Theory]
    [InlineData(KernelKind.Linear)]
    [InlineData(KernelKind.Cosine)]
    public async Task The_same_weights_for_every_pair(KernelKind kind)
    {
        using var folder = new TemporaryFolder();
        var counts = PhantomDataset.Make(new([new("Mn2+", 20), new("Mn3+", 20), new("Mn4+", 20)]) { Axis = new(630, 0.5, 64) }, new Seed(1));
        var data = new LabeledSpectra(counts.Axis, [.. counts.Intensity.ToArray().Select(value => value / 1000)], counts.Labels);
        LabeledSpectraFile.Write(folder.File("a.npz"), data);

        var expected = JsonDocument.Parse(await SystemPython.Ask(Script, folder.File("a.npz"), $"{kind}")).RootElement.EnumerateArray()
            .Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray()).ToArray();
        var svm = (SvmClassifier)new SvmTrainer(new(kind, C: 2, Weighting: ClassWeighting.None, Tolerance: 1e-6)).Train(data, new(new Seed(1)));

        for (var pair = 0; pair < 3; pair++)
        {
            var tolerance = 2e-3 * expected[pair].Max(Math.Abs);
            Assert.All(expected[pair].Zip(SvmExplanation.Weights(svm, pair)!), both => Assert.Equal(both.First, both.Second, tolerance));
        }
    }
}
