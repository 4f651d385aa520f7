using System.Diagnostics;
using System.Text.Json;
using Whiteline.Formats.Npz;
using Whiteline.Learning;
using Whiteline.Learning.Embedding;
using Whiteline.Numerics;

namespace Whiteline.Peers;

/// <summary>
/// UMAP here and in umap-learn without a fixed seed, so that it runs on all threads: cold, with its import and compilation, and warm, in the same process again; and new spectra
/// placed beside the embedded ones. Trustworthiness of both is measured here, over the same points.
/// </summary>
static class EmbeddingAgainstUmapLearn
{
    const int Threads = 2, Neighbours = 15;

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("whiteline-peers-");
        try
        {
            var set = FoundingStudy.Make(new Seed(1));
            var channels = set.Axis.Count;
            Comparison.Head("umap-learn");
            Set(folder.FullName, "5,328 × 300", set.Intensity.ToArray(), FoundingStudy.Many(set, 10_000, new Seed(3)), channels);
            var large = FoundingStudy.Make(new Seed(2), times: 50_000.0 / set.Count);
            Set(folder.FullName, $"{large.Count:N0} × 300", large.Intensity.ToArray(), FoundingStudy.Many(large, 10_000, new Seed(3)), channels);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static void Set(string folder, string what, float[] rows, float[] asked, int channels)
    {
        string file = Path.Combine(folder, "rows.npz"), askedFile = Path.Combine(folder, "asked.npz");
        NpzArchive.Write(file, [new("rows", new(rows, rows.Length / channels, channels))]);
        NpzArchive.Write(askedFile, [new("rows", new(asked, asked.Length / channels, channels))]);
        var context = new TrainingContext(new Seed(0), Threads);
        using var peer = new PythonPeer("umap_peer.py");
        var embedding = Umap.Fit(rows, channels, new(), context);
        var ours = Timed(() => embedding = Umap.Fit(rows, channels, new(), context));
        var answer = peer.Ask(JsonSerializer.Serialize(new { work = "fit", file }));
        Comparison.Print($"UMAP against a cold run: {what}", [ours], [Times(answer)]);
        answer = peer.Ask(JsonSerializer.Serialize(new { work = "fit", file }));
        Comparison.Print($"UMAP against a warm run: {what}", [Timed(() => embedding = Umap.Fit(rows, channels, new(), context))], [Times(answer)]);
        float[] theirs = [.. answer.GetProperty("points").EnumerateArray().SelectMany(point => point.EnumerateArray().Select(value => value.GetSingle()))];
        Console.WriteLine(FormattableString.Invariant($"    trustworthiness {Trustworthiness(embedding.Coordinates.Span):0.0000}, umap-learn {Trustworthiness(theirs):0.0000}"));
        // Twice: umap-learn compiles its transform in the first.
        peer.Ask(JsonSerializer.Serialize(new { work = "transform", file = askedFile }));
        var placed = peer.Ask(JsonSerializer.Serialize(new { work = "transform", file = askedFile }));
        Comparison.Print($"transform 10,000 spectra: {what}", [Timed(() => embedding.Transform(asked, context))], [Times(placed)]);

        double Trustworthiness(ReadOnlySpan<float> points) => NeighbourhoodRanks.Of(rows, channels, DistanceMetric.Euclidean, points, 2, Neighbours, context).Trustworthiness;
    }

    static (double Seconds, double Processor) Times(JsonElement answer) => (answer.GetProperty("seconds").GetDouble(), answer.GetProperty("processor").GetDouble());

    static (double Seconds, double Processor) Timed(Action work)
    {
        var (clock, processor) = (Stopwatch.StartNew(), Comparison.Processor());
        work();
        return (clock.Elapsed.TotalSeconds, Comparison.Processor() - processor);
    }
}
