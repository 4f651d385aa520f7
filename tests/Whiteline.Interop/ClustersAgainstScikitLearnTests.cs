using System.Text.Json;
using Whiteline.Formats.Npz;
using Whiteline.Learning.Clustering;
using Whiteline.Numerics;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>
/// k-means against scikit-learn, Poisson-weighted PCA against HyperSpy's weights, and HDBSCAN against SciPy's single linkage of mutual reachability, cut where the condensed
/// tree says. Skipped where the system's Python has none of them.
/// </summary>
public sealed class ClustersAgainstScikitLearnTests
{
    const string KMeansScript = """
        import json, sys, numpy
        from sklearn.cluster import KMeans
        rows = numpy.load(sys.argv[1])["rows"].astype(float)
        print(json.dumps([KMeans(k, n_init=10, random_state=0).fit(rows).inertia_ for k in (2, 3, 5, 8)]))
        """;

    const string PcaScript = """
        import json, sys, numpy
        rows = numpy.load(sys.argv[1])["rows"].astype(float)
        # As hyperspy.learn.mva: rows over the root of their sums, columns over the root of theirs, no centring.
        weighted = rows / numpy.sqrt(rows.sum(1))[:, None] / numpy.sqrt(rows.sum(0))
        s = numpy.linalg.svd(weighted, compute_uv=False) ** 2
        print(json.dumps((s / s.sum())[:4].tolist()))
        """;

    const string HdbscanScript = """
        import json, sys, numpy
        from scipy.cluster.hierarchy import linkage, fcluster
        from scipy.spatial.distance import pdist, squareform
        from sklearn.metrics import adjusted_rand_score
        a = numpy.load(sys.argv[1])
        rows, ours, size, samples = a["rows"].astype(float), a["labels"].astype(int), int(sys.argv[2]), int(sys.argv[3])
        d = squareform(pdist(rows))
        core = numpy.sort(d, axis=1)[:, samples - 1]
        reach = numpy.maximum(numpy.maximum(core[:, None], core[None]), d)
        numpy.fill_diagonal(reach, 0)
        merges = linkage(squareform(reach, checks=False), "single")
        # Every cluster of ours is, but for what it shed on the way, one component of the hierarchy at the level where it appears: the largest level at which its points hang together and
        # are joined by no other cluster's.
        best = []
        for label in range(ours.max() + 1):
            inside = ours == label
            scores = []
            for level in merges[:, 2]:
                cut = fcluster(merges, level, "distance")
                component = cut == numpy.bincount(cut[inside]).argmax()
                scores.append(((component & inside).sum()) / ((component | inside).sum()))
            best.append(max(scores))
        print(json.dumps(dict(overlap=best, sizes=[int((ours == k).sum()) for k in range(ours.max() + 1)])))
        """;

    [Fact]
    public async Task KMeans_finds_the_same_inertia()
    {
        using var folder = new TemporaryFolder();
        var rows = Clouds(600, 6, 8);
        NpzArchive.Write(folder.File("rows.npz"), [new("rows", new(rows, 600, 6))]);

        using var theirs = JsonDocument.Parse(await SystemPython.Ask(KMeansScript, folder.File("rows.npz")));

        foreach (var (k, inertia) in new[] { 2, 3, 5, 8 }.Zip(theirs.RootElement.EnumerateArray()))
            Assert.InRange(KMeans.Run(rows, 6, new(k), new Seed(1), 2).Inertia, 0, 1.005 * inertia.GetDouble());
    }

    [Fact]
    public async Task Poisson_weighted_components_explain_what_hyperspys_do()
    {
        using var folder = new TemporaryFolder();
        var random = new RandomSource(new Seed(3));
        var rows = new float[200 * 40];
        for (var i = 0; i < rows.Length; i++) rows[i] = (float)PoissonSampler.Next(30 + 20 * Math.Sin(i % 40 * 0.2) * (i / 40 % 7) / 6.0, random) + 1;
        NpzArchive.Write(folder.File("rows.npz"), [new("rows", new(rows, 200, 40))]);

        using var theirs = JsonDocument.Parse(await SystemPython.Ask(PcaScript, folder.File("rows.npz")));

        var ours = Pca.Fit(rows, 40, new(4, PoissonWeighted: true), new Seed(1));
        Assert.All(theirs.RootElement.EnumerateArray().Zip(ours.Scree), pair => Assert.Equal(pair.First.GetDouble(), pair.Second, 1e-5));
    }

    [Fact]
    public async Task Hdbscan_takes_components_of_the_single_linkage()
    {
        using var folder = new TemporaryFolder();
        var rows = Clouds(240, 2, 4);
        var ours = Hdbscan.Run(rows, 2, new(15, 5), 2);
        NpzArchive.Write(folder.File("rows.npz"), [new("rows", new(rows, 240, 2)), new("labels", new(Array.ConvertAll(ours.Labels, label => (double)label), 240))]);

        using var theirs = JsonDocument.Parse(await SystemPython.Ask(HdbscanScript, folder.File("rows.npz"), "15", "5"));

        Assert.True(ours.Count >= 2);
        Assert.All(theirs.RootElement.GetProperty("overlap").EnumerateArray(), overlap => Assert.True(overlap.GetDouble() >= 0.98, theirs.RootElement.ToString()));
        Assert.All(theirs.RootElement.GetProperty("sizes").EnumerateArray(), size => Assert.True(size.GetInt32() >= 15));
    }

    static float[] Clouds(int count, int length, int clouds)
    {
        var random = new RandomSource(new Seed(7));
        var centres = new double[clouds * length];
        for (var i = 0; i < centres.Length; i++) centres[i] = random.NextDouble(-4, 4);
        var rows = new float[count * length];
        for (var i = 0; i < rows.Length; i++) rows[i] = (float)(centres[i / length % clouds * length + i % length] + 0.6 * random.NextNormal());
        return rows;
    }
}
