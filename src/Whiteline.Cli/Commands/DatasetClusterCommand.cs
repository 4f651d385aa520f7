using System.CommandLine;
using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Recipes.Clustering;
using Whiteline.Recipes.Datasets;
using Whiteline.Reports;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline dataset cluster IMAGE --out DIR</c>: a spectrum image into clusters, and named clusters into a labelled dataset.</summary>
static class DatasetClusterCommand
{
    /// <summary>Creates the command.</summary>
    public static CliCommand Create(CommonOptions common)
    {
        var image = new Argument<string>("IMAGE") { Description = "A spectrum image or line scan." };
        var output = new Option<string>("--out") { Description = "The folder to write into; made if it does not exist.", HelpName = "DIR", CustomParser = Values.OutputFolder, Required = true };
        var signal = ModelInput.Signal();
        var export = new Option<string?>("--export") { Description = "Write the named clusters as a labelled dataset, .npz or .csv: counts as acquired on the calibrated axis.", HelpName = "FILE" };
        var block = Values.Option<int?>("--block", "Side of the blocks of pixels that share a group in the dataset. Without it: a quarter of the image.", "PX", text => Values.Integer(text, 1));
        var naming = new ClusterNaming();
        var options = new ClusterOptions();
        var command = new CliCommand(
            "cluster",
            "Groups the pixels of a spectrum image by their spectra: map, mean spectra, report, and a labelled dataset of the clusters that you name.",
            "whiteline dataset cluster particle.dm3 --clusters 3 --out clusters",
            "whiteline dataset cluster particle.dm3 --out clusters --name 0=vacuum 1=Fe2.67+ 2=Fe2+ --drop vacuum --export fe.npz",
            "whiteline dataset cluster particle.dm3 --method hdbscan --window 700:730 --out clusters --json")
        {
            image, output, signal, export, block, common.Seed, common.Threads, common.Json, common.Quiet,
        };
        naming.AddTo(command);
        options.AddTo(command);
        return command.Runs(run =>
        {
            var names = naming.Names(run);
            Run(run, run.Value(image), run.Value(output)!, run.Value(signal), options.Plan(run, names.Values), names, new(run.Value(export), naming.Dropped(run), run.Value(block)));
        });
    }

    static void Run(CommandRun run, string file, string folder, int? signal, ClusterPlan plan, IReadOnlyDictionary<int, string> names, Export export)
    {
        if (export.File is { } wanted && !LabeledSpectraFile.CanWrite(wanted))
            throw BadInputException.In(wanted, "a labelled dataset is written as .npz or .csv", "Give a name with one of these endings.");
        if (export.File is not null) OwnInput.Refuse(export.File, file);
        if (export.File is null && export.Dropped.Count > 0) throw new BadInputException("--drop leaves clusters out of an exported dataset. Give --export FILE too.");
        var context = new StepContext(file, run.Seed, run.Threads, run.Cancellation);
        var (result, data) = ModelInput.With(run, file, signal, image =>
        {
            var clustered = ImageClustering.Run(image, plan, names, [InputFile.Of(file)], run.CommandLine, context, run.Progress);
            return (clustered, export.File is null ? null : ClusterDataset.Of(clustered, export.Dropped, Path.GetFileNameWithoutExtension(file), export.Block, context));
        });
        // The page has them below its table.
        if (run.Json)
            foreach (var finding in result.Findings) run.Warn(finding);
        string[] warnings = data is null ? [] : [.. DatasetReview.Of(data).Warnings];
        foreach (var warning in warnings) run.Warn(warning);
        var files = ClusterFiles.Write(folder, result, Path.GetFileName(file)).ToList();
        var hspy = Path.Combine(folder, "clusters.hspy");
        run.Formats.WriterFor(hspy).Write(hspy, result.Map.ToSignals(), run.Cancellation);
        files.Add(hspy);
        if (data is not null) LabeledSpectraFile.Write(export.File!, data);
        run.Print(Document(result, plan, files, export.File, data, warnings), page => Fill(page, result with { Findings = [.. result.Findings.Select(run.Advice)] }, files, export.File, data));
    }

    static object Document(ClusteringResult result, ClusterPlan plan, IReadOnlyList<string> files, string? exported, LabeledSpectra? data, IReadOnlyList<string> warnings) => new
    {
        method = plan.Method,
        rows = result.Map.Rows,
        columns = result.Map.Columns,
        clusters = result.Clusters.Select(cluster => new
        {
            cluster.Cluster,
            cluster.Name,
            cluster.Pixels,
            cluster.MeanMembership,
            cluster.MeanStrength,
            cluster.L3Ev,
            cluster.SplittingEv,
            cluster.WhiteLineRatio,
        }),
        noise = result.Map.Clusters.Noise,
        weakPixels = result.WeakPixels,
        inertia = result.Inertia,
        files,
        findings = result.Findings,
        export = data is null ? null : new { file = exported, spectra = data.Count, labels = data.Labels.CountBy(label => label).ToDictionary(), groups = data.Groups!.Distinct().Count(), warnings },
    };

    static void Fill(Page page, ClusteringResult result, IReadOnlyList<string> files, string? exported, LabeledSpectra? data)
    {
        page.Table(
            ["cluster", "name", "pixels", "membership", "L3, eV", "L2 - L3, eV", "L3/L2"],
            result.Clusters.Select(cluster => (IReadOnlyList<string>)
            [
                cluster.Cluster.ToString(CultureInfo.InvariantCulture), cluster.Name, cluster.Pixels.ToString(CultureInfo.InvariantCulture), Number(cluster.MeanMembership), Number(cluster.L3Ev), Number(cluster.SplittingEv), Number(cluster.WhiteLineRatio),
            ]));
        page.Line(FormattableString.Invariant($"{result.Map.Rows} × {result.Map.Columns} pixels, {result.Map.Clusters.Noise} in no cluster"));
        foreach (var finding in result.Findings) page.Line(finding);
        if (data is not null) page.Line($"{exported}: {data.Count} spectra of {string.Join(", ", data.Classes)} in {data.Groups!.Distinct().Count() switch { 1 => "1 group", var groups => $"{groups} groups" }}, {data.Axis}");
        page.Line($"report: {files.First(file => file.EndsWith(".html", StringComparison.Ordinal))}");
    }

    static string Number(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("0.00", CultureInfo.InvariantCulture) : "";

    sealed record Export(string? File, IReadOnlySet<string> Dropped, int? Block);
}
