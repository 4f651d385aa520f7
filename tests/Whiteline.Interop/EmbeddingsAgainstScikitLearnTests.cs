using System.Text.Json;
using Whiteline.Formats.Npz;
using Whiteline.Learning;
using Whiteline.Learning.Embedding;
using Whiteline.Numerics;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>Trustworthiness, continuity, silhouette and label agreement against scikit-learn. Skipped where the system's Python has it not.</summary>
public sealed class EmbeddingsAgainstScikitLearnTests
{
    const string Script = """
        import json, sys, numpy
        from sklearn.manifold import trustworthiness
        from sklearn.metrics import silhouette_score
        from sklearn.neighbors import NearestNeighbors
        a = numpy.load(sys.argv[1])
        x, y, l = a["x"].astype(float), a["y"].astype(float), a["l"]
        near = NearestNeighbors(n_neighbors=8).fit(y).kneighbors(return_distance=False)
        print(json.dumps([trustworthiness(x, y, n_neighbors=8), trustworthiness(y, x, n_neighbors=8), silhouette_score(y, l), float((l[near] == l[:, None]).mean())]))
        """;

    [Fact]
    public async Task Measures_are_those_of_scikit_learn()
    {
        const int Count = 150, Channels = 10;
        var random = new Seed(1).Random();
        float[] spectra = [.. Enumerable.Range(0, Count * Channels).Select(_ => (float)random.NextNormal())];
        float[] points = [.. Enumerable.Range(0, Count * 2).Select(i => spectra[i / 2 * Channels + i % 2] + 0.3f * (float)random.NextNormal())];
        string[] labels = [.. Enumerable.Range(0, Count).Select(i => points[2 * i] > 0 ? "a" : "b")];
        using var folder = new TemporaryFolder();
        NpzArchive.Write(folder.File("set.npz"), [new("x", new(spectra, Count, Channels)), new("y", new(points, Count, 2)), new("l", new(labels, Count))]);
        var context = new TrainingContext(new Seed(1), 2, null, TestContext.Current.CancellationToken);

        var ranks = NeighbourhoodRanks.Of(spectra, Channels, DistanceMetric.Euclidean, points, 2, 8, context);
        using var answer = JsonDocument.Parse(await SystemPython.Ask(Script, folder.File("set.npz")));

        double[] expected = [.. answer.RootElement.EnumerateArray().Select(value => value.GetDouble())];
        Assert.Equal(expected[0], ranks.Trustworthiness, 1e-6);
        Assert.Equal(expected[1], ranks.Continuity, 1e-6);
        Assert.Equal(expected[2], Silhouette.Of(points, 2, labels, context)!.Value, 1e-5);
        Assert.Equal(expected[3], NeighbourLabels.Agreement(points, 2, labels, 8, context), 1e-9);
    }
}
