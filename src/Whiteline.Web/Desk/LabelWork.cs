using Whiteline.Formats;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Recipes;
using Whiteline.Recipes.Clustering;
using Whiteline.Recipes.Datasets;
using Whiteline.Reports;
using Whiteline.Spectra;
using Whiteline.Web.Commands;
using Whiteline.Web.Files;
using Whiteline.Web.Jobs;

namespace Whiteline.Web.Desk;

/// <summary>An image that was clustered.</summary>
/// <param name="Image">Name of the image.</param>
/// <param name="Signal">Which of its signals, or null.</param>
/// <param name="Plan">How.</param>
/// <param name="Result">The clusters; their spectra are not valid any more.</param>
/// <param name="Files">What was written, as names in the served folder.</param>
sealed record ClusterOutcome(string Image, int? Signal, ClusterPlan Plan, ClusteringResult Result, IReadOnlyList<string> Files);

/// <summary>A dataset that was written.</summary>
/// <param name="File">Its name in the served folder.</param>
/// <param name="Data">The spectra.</param>
/// <param name="Warnings">What a user should know before training on it.</param>
public sealed record DatasetOutcome(string File, LabeledSpectra Data, IReadOnlyList<string> Warnings);

/// <summary>What the Label page has done in the background.</summary>
sealed class LabelWork(ServedFolder served, ServedSpectra files, FormatCatalog formats, ServeOptions options)
{
    /// <summary>The command line that clusters, and exports where names are given.</summary>
    public static CommandText ClusterCommand(string image, int? signal, ClusterPlan plan, string folder, IReadOnlyDictionary<int, string>? names = null, string? export = null)
    {
        var isKMeans = plan.Method == ClusterMethod.KMeans;
        var command = new CommandText("dataset", "cluster", image, "--out", folder)
            .Add("--signal", signal)
            .Add("--method", isKMeans ? null : "hdbscan")
            .Add("--clusters", isKMeans ? plan.Clusters : null)
            .Add("--min-cluster-size", isKMeans ? null : plan.MinClusterSize)
            .Add("--element", plan.Element)
            .Add("--window", plan.Window is { } window ? FormattableString.Invariant($"{window.FromEv}:{window.ToEv}") : null)
            .Add("--axis-offset", plan.AxisOffsetEv);
        if (names is not null)
            foreach (var (number, name) in names.OrderBy(pair => pair.Key)) command.Add("--name", FormattableString.Invariant($"{number}={name}"));
        return command.Add("--export", export);
    }

    /// <summary>Clusters an image and writes map, means and report.</summary>
    public ClusterOutcome Cluster(string image, int? signal, ClusterPlan plan, string folder, Job job) => files.With(image, signal, spectra =>
    {
        var command = ClusterCommand(image, signal, plan, folder);
        var result = ImageClustering.Run(spectra, plan, new Dictionary<int, string>(), [InputFile.Of(served.Existing(image))], command.Recorded, Context(image, job), job);
        var written = ClusterFiles.Write(served.PathOf(folder), result, Path.GetFileName(image)).ToList();
        written.Add(Path.Combine(served.PathOf(folder), "clusters.hspy"));
        formats.WriterFor(written[^1]).Write(written[^1], result.Map.ToSignals(), job.Cancellation);
        return new ClusterOutcome(image, signal, plan, result, [.. written.Select(served.NameOf)]);
    });

    /// <summary>Gathers named clusters, named regions and added datasets into one dataset.</summary>
    /// <param name="clusters">The clustering whose names are given, or null.</param>
    /// <param name="names">Names by cluster; <c>-</c> leaves one out.</param>
    /// <param name="image">The image of the regions.</param>
    /// <param name="signal">Which of its signals, or null.</param>
    /// <param name="regions">Named regions; may be empty.</param>
    /// <param name="plan">Element and axis of the regions, where no clusters are named; without an element, that of the regions' names.</param>
    /// <param name="added">Names of datasets; may be empty.</param>
    /// <param name="output">The dataset's name.</param>
    /// <param name="job">Progress and cancellation.</param>
    public DatasetOutcome Gather(ClusterOutcome? clusters, IReadOnlyDictionary<int, string> names, string? image, int? signal, IReadOnlyList<NamedRegion> regions, ClusterPlan plan, IReadOnlyList<string> added, string output, Job job)
    {
        var parts = new List<LabeledSpectra>();
        if (clusters is not null) parts.Add(OfClusters(clusters, names, job));
        if (regions.Count > 0)
            parts.Add(files.With(image!, signal, spectra => RegionDataset.Of(spectra, regions, clusters?.Plan ?? plan with { Element = plan.Element ?? ElementOf(regions.Select(one => one.Label)) }, Path.GetFileNameWithoutExtension(image!), null, Context(image!, job))));
        parts.AddRange(added.Select(name => LabeledSpectraFile.Read(served.Existing(name))));
        if (parts.Count == 0) throw new BadInputException("Nothing is labelled yet. Name a cluster or a region, or add a dataset.");
        var data = CommonAxis.Join(parts);
        LabeledSpectraFile.Write(served.PathOf(output), data);
        return new(output, data, DatasetReview.Of(data).Warnings);
    }

    /// <summary>The element that names speak of, where the L2,3 edge of one is known; null otherwise.</summary>
    public static string? ElementOf(IEnumerable<string> names) =>
        names.Select(OxidationState.Parse).OfType<OxidationState>().Select(state => state.Element).FirstOrDefault(symbol => Edge.L23Of(symbol) is not null);

    // Clustered again, for the file was closed; the same seed gives the same clusters.
    LabeledSpectra OfClusters(ClusterOutcome clusters, IReadOnlyDictionary<int, string> names, Job job) => files.With(clusters.Image, clusters.Signal, spectra =>
    {
        var command = ClusterCommand(clusters.Image, clusters.Signal, clusters.Plan, "clusters", names, "dataset.npz");
        var result = ImageClustering.Run(spectra, clusters.Plan, names, [InputFile.Of(served.Existing(clusters.Image))], command.Recorded, Context(clusters.Image, job), job);
        var dropped = names.Values.Where(name => name == "-").ToHashSet(StringComparer.Ordinal);
        return ClusterDataset.Of(result, dropped, Path.GetFileNameWithoutExtension(clusters.Image), null, Context(clusters.Image, job));
    });

    StepContext Context(string image, Job job) => new(image, new(0), options.Threads, job.Cancellation);
}
