using System.Text.Json;
using Whiteline.Formats.Npz;
using Whiteline.Learning.Clustering;
using Whiteline.Numerics;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>
/// k-means against scikit-learn, Poisson-weighted PCA against HyperSpy's weights in NumPy, and HDBSCAN against a plain reference in SciPy. Skipped where the system's Python has none
/// of them.
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
        import json
        from sklearn.metrics import adjusted_rand_score
        a = np.load(sys.argv[1])
        found = hdbscan(a["rows"], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "Leaf")
        print(json.dumps(dict(clusters=int(found.max()) + 1, rand=adjusted_rand_score(found, a["labels"]))))
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

    [Theory]
    [InlineData(2, 15, 5, ClusterSelection.ExcessOfMass)]
    [InlineData(2, 10, 4, ClusterSelection.Leaf)]
    [InlineData(5, 20, 20, ClusterSelection.ExcessOfMass)]
    public async Task Hdbscan_labels_as_the_definitions_do(int length, int size, int samples, ClusterSelection selection)
    {
        using var folder = new TemporaryFolder();
        var rows = Clouds(400, length, 5);
        var ours = Hdbscan.Run(rows, length, new(size, samples, selection), 2);
        NpzArchive.Write(folder.File("rows.npz"), [new("rows", new(rows, 400, length)), new("labels", new(Array.ConvertAll(ours.Labels, label => (double)label), 400))]);
        var reference = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "hdbscan_reference.py"), TestContext.Current.CancellationToken);

        using var theirs = JsonDocument.Parse(await SystemPython.Ask(reference + HdbscanScript, folder.File("rows.npz"), $"{size}", $"{samples}", selection.ToString()));

        Assert.True(ours.Count >= 2);
        Assert.Equal(theirs.RootElement.GetProperty("clusters").GetInt32(), ours.Count);
        Assert.InRange(theirs.RootElement.GetProperty("rand").GetDouble(), 0.98, 1);
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
