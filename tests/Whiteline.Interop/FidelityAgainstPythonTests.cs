using System.Text.Json;
using Whiteline.Fidelity;
using Whiteline.Numerics;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>Measures of fidelity against scikit-learn's neighbours and kernels and SciPy's distances. Skipped where the system's Python has them not.</summary>
public sealed class FidelityAgainstPythonTests
{
    // Samples are float32 and distances float32 there and here: ties aside, counts agree and sums to some 1e-5.
    const double Tolerance = 2e-5;

    const string Script = """
        import json, sys, numpy as np
        from sklearn.neighbors import NearestNeighbors
        from sklearn.metrics.pairwise import rbf_kernel, euclidean_distances
        from scipy import stats
        d = json.load(open(sys.argv[1]))
        x, y, k = np.array(d["real"], dtype="float64"), np.array(d["made"], dtype="float64"), 5
        radius = lambda s: NearestNeighbors(n_neighbors=k).fit(s).kneighbors()[0][:, -1]
        rx, ry, dxy = radius(x), radius(y), euclidean_distances(x, y)
        inside = dxy < rx[:, None]
        xx = euclidean_distances(x)
        sigma = np.sort(xx[np.tril_indices(len(x), -1)])[len(x) * (len(x) - 1) // 4]
        g = 1 / (2 * sigma ** 2)
        off = lambda m: (m.sum() - np.trace(m)) / (len(m) * (len(m) - 1))
        mmd = off(rbf_kernel(x, gamma=g)) + off(rbf_kernel(y, gamma=g)) - 2 * rbf_kernel(x, y, gamma=g).mean()
        one = NearestNeighbors(n_neighbors=1).fit(x)
        dist, at = one.kneighbors(y)
        own = one.kneighbors()[0][:, 0]
        cov = np.linalg.norm(np.cov(y.T) - np.cov(x.T)) / np.linalg.norm(np.cov(x.T))
        print(json.dumps(dict(
            precision=inside.any(0).mean(), recall=(dxy < ry[None]).any(1).mean(), density=inside.sum() / (k * len(y)), coverage=(dxy.min(1) < rx).mean(),
            mmd=mmd, authenticity=(dist[:, 0] > own[at[:, 0]]).mean(), nearest=np.median(dist), covariance=cov,
            ks=stats.ks_2samp(x[:, 0], y[:, 0]).statistic, wasserstein=stats.wasserstein_distance(x[:, 0], y[:, 0]))))
        """;

    [Theory]
    [InlineData(60, 80, 4, 0.0)]
    [InlineData(120, 50, 10, 0.7)]
    [InlineData(31, 31, 2, 1.5)]
    public async Task The_same_measures(int real, int made, int width, double shift)
    {
        using var folder = new TemporaryFolder();
        var random = new Seed((ulong)(real + made)).Random();
        SpectrumSet Draw(int count, double mean) => new([.. Enumerable.Range(0, count * width).Select(_ => (float)(mean + random.NextNormal()))], width);
        SpectrumSet x = Draw(real, 0), y = Draw(made, shift);
        await File.WriteAllTextAsync(folder.File("sets.json"), JsonSerializer.Serialize(new { real = Rows(x), made = Rows(y) }), TestContext.Current.CancellationToken);

        var theirs = JsonDocument.Parse(await SystemPython.Ask(Script, folder.File("sets.json"))).RootElement;
        var (near, memory, first) = (Neighbourhoods.Of(x, y), Memorisation.Of(x, y), DistributionDistance.Of(First(x), First(y)));

        void Same(string name, double value) => Assert.Equal(theirs.GetProperty(name).GetDouble(), value, Tolerance);
        Same("precision", near.Precision);
        Same("recall", near.Recall);
        Same("density", near.Density);
        Same("coverage", near.Coverage);
        Same("mmd", MeanDiscrepancy.Of(x, y));
        Same("authenticity", memory.Authenticity);
        Same("nearest", memory.MedianDistance);
        Same("covariance", ChannelStatistics.CovarianceError(x, y));
        Same("ks", first.Ks);
        Same("wasserstein", first.Wasserstein);
    }

    static float[][] Rows(SpectrumSet set) => [.. Enumerable.Range(0, set.Count).Select(i => set[i].ToArray())];

    static IEnumerable<double> First(SpectrumSet set) => Enumerable.Range(0, set.Count).Select(i => (double)set[i][0]);
}
