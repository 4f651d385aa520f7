using System.Text.Json;
using Whiteline.Formats.Npz;
using Whiteline.Learning.Clustering;
using Whiteline.Numerics;

namespace Whiteline.Peers;

/// <summary>k-means and PCA here and in scikit-learn; HDBSCAN here and written plainly from its definitions in SciPy, for scikit-learn 1.2 has none.</summary>
static class ClusterAgainstScikitLearn
{
    const int Threads = 2, Turns = 3;

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("whiteline-peers-");
        try
        {
            using var peer = new PythonPeer("cluster.py");
            var file = Path.Combine(folder.FullName, "rows.npz");
            var set = FoundingStudy.Make(new Seed(1));
            Comparison.Head("Python");
            KMeansOf(peer, file, "k-means, 5 clusters, 10 starts: 5,328 × 300", set.Intensity, set.Axis.Count, 5);
            var many = FoundingStudy.Many(set, 50_000, new Seed(2));
            KMeansOf(peer, file, "k-means, 8 clusters, 10 starts: 50,000 × 300", many, set.Axis.Count, 8);
            PcaOf(peer, file, "PCA, 8 components: 50,000 × 300", many, set.Axis.Count);
            var scores = Pca.Fit(set.Intensity, set.Axis.Count, new(4), new Seed(1), Threads).Scores(set.Intensity.Span);
            HdbscanOf(peer, file, "HDBSCAN: 5,328 × 4 principal components", scores, 4, new(30, 10));
            HdbscanOf(peer, file, "HDBSCAN: 4,000 × 2 rings and clouds", Shapes(4000, new Seed(3)), 2, new(40, 10));
            HdbscanOf(peer, file, "HDBSCAN, leaves: 4,000 × 2 rings and clouds", Shapes(4000, new Seed(3)), 2, new(40, 10, ClusterSelection.Leaf));
            HdbscanOf(peer, file, "HDBSCAN: 3,000 × 10 clouds", Clouds(3000, 10, new Seed(4)), 10, new(25));
            Alone(Shapes(50_000, new Seed(5)), 2, new(100, 15));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static void KMeansOf(PythonPeer peer, string file, string what, ReadOnlyMemory<float> rows, int length, int clusters)
    {
        Write(file, rows, length);
        var ours = 0.0;
        JsonElement answer = default;
        Comparison.Run(what, Turns, () => ours = KMeans.Run(rows, length, new(clusters), new Seed(0), Threads).Inertia,
            () => answer = peer.Ask(JsonSerializer.Serialize(new { work = "kmeans", file, clusters, restarts = 10 })));
        var theirs = answer.GetProperty("inertia").GetDouble();
        Console.WriteLine(FormattableString.Invariant($"    inertia {ours:0.000}, scikit-learn {theirs:0.000}: {100 * (ours / theirs - 1):+0.0000;-0.0000;0} %"));
    }

    static void PcaOf(PythonPeer peer, string file, string what, ReadOnlyMemory<float> rows, int length)
    {
        Write(file, rows, length);
        Pca? ours = null;
        JsonElement answer = default;
        Comparison.Run(what, Turns, () => ours = Pca.Fit(rows, length, new(8), new Seed(0), Threads), () => answer = peer.Ask(JsonSerializer.Serialize(new { work = "pca", file, components = 8 })));
        var worst = answer.GetProperty("ratios").EnumerateArray().Select((ratio, k) => Math.Abs(ratio.GetDouble() - ours!.Scree[k]) / ratio.GetDouble()).Max();
        Console.WriteLine(FormattableString.Invariant($"    explained variance ratios differ by at most {100 * worst:0.0000} %"));
    }

    static void HdbscanOf(PythonPeer peer, string file, string what, ReadOnlyMemory<float> rows, int length, HdbscanOptions options)
    {
        ClusterLabels? ours = null;
        JsonElement answer = default;
        var asked = JsonSerializer.Serialize(new { work = "hdbscan", file, minClusterSize = options.MinClusterSize, minSamples = options.MinSamples ?? options.MinClusterSize, leaf = options.Selection == ClusterSelection.Leaf });
        Comparison.Run(what, 1, () => ours = Hdbscan.Run(rows, length, options, Threads), () =>
        {
            Write(file, rows, length, ours!.Labels);
            return answer = peer.Ask(asked);
        });
        Console.WriteLine(FormattableString.Invariant(
            $"    {ours!.Count} clusters and {ours.Noise} noise, reference {answer.GetProperty("clusters").GetInt32()} and {answer.GetProperty("noise").GetInt32()}: adjusted Rand index {answer.GetProperty("ari").GetDouble():0.0000}"));
    }

    static void Alone(ReadOnlyMemory<float> rows, int length, HdbscanOptions options)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var found = Hdbscan.Run(rows, length, options, Threads);
        Console.WriteLine(FormattableString.Invariant($"{$"HDBSCAN: {rows.Length / length} × {length}, no peer",-48} {clock.Elapsed.TotalSeconds,10:0.000} s, {found.Count} clusters"));
    }

    static void Write(string file, ReadOnlyMemory<float> rows, int length, int[]? labels = null)
    {
        List<KeyValuePair<string, NpyArray>> arrays = [new("rows", new(rows.ToArray(), rows.Length / length, length))];
        if (labels is not null) arrays.Add(new("labels", new(Array.ConvertAll(labels, label => (double)label), labels.Length)));
        NpzArchive.Write(file, arrays);
    }

    // Two rings, one in the other, two clouds of different density, and a tenth of noise.
    static float[] Shapes(int count, Seed seed)
    {
        var random = seed.Random();
        var rows = new float[2 * count];
        for (var i = 0; i < count; i++)
        {
            var angle = random.NextDouble(0, 2 * Math.PI);
            var (x, y) = (i % 10) switch
            {
                0 => (random.NextDouble(-4, 8), random.NextDouble(-4, 4)),
                < 4 => (Ring(3) * Math.Cos(angle), Ring(3) * Math.Sin(angle)),
                < 6 => (Ring(1) * Math.Cos(angle), Ring(1) * Math.Sin(angle)),
                < 9 => (6 + 0.3 * random.NextNormal(), 2 + 0.3 * random.NextNormal()),
                _ => (6 + 0.6 * random.NextNormal(), -2 + 0.6 * random.NextNormal()),
            };
            (rows[2 * i], rows[2 * i + 1]) = ((float)x, (float)y);
        }
        return rows;

        double Ring(double radius) => radius + 0.1 * random.NextNormal();
    }

    static float[] Clouds(int count, int length, Seed seed)
    {
        var random = seed.Random();
        var centres = new double[6 * length];
        for (var i = 0; i < centres.Length; i++) centres[i] = random.NextDouble(-3, 3);
        var rows = new float[count * length];
        for (var i = 0; i < rows.Length; i++) rows[i] = (float)(centres[i / length % 6 * length + i % length] + (0.5 + 0.1 * (i / length % 6)) * random.NextNormal());
        return rows;
    }
}
