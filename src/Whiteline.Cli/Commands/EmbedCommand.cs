using System.CommandLine;
using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Recipes.Embeddings;
using Whiteline.Reports.Embeddings;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline embed DATASET|IMAGE --method umap|pca --out DIR</c>: spectra as points, under every normalisation.</summary>
static class EmbedCommand
{
    /// <summary>Creates the command.</summary>
    public static CliCommand Create(CommonOptions common)
    {
        var file = new Argument<string>("FILE") { Description = "Labelled spectra, .npz or .csv, or a spectrum image." };
        var output = new Option<string>("--out") { Description = "The folder to write into; made if it does not exist.", HelpName = "DIR", CustomParser = Values.OutputFolder, Required = true };
        var signal = ModelInput.Signal();
        var options = new EmbeddingOptions();
        var command = new CliCommand(
            "embed",
            "Shows spectra as points in a plane, under every normalisation side by side, and measures what each does to labels and groups.",
            "whiteline embed fe.npz --method umap --out fe-embedding",
            "whiteline embed particle.dm3 --method pca --out particle-embedding --json")
        {
            file, output, signal, common.Seed, common.Threads, common.Json, common.Quiet,
        };
        options.AddTo(command);
        return command.Runs(run => Run(run, run.Value(file), run.Value(output)!, run.Value(signal), options.Plan(run)));
    }

    static void Run(CommandRun run, string file, string folder, int? signal, EmbeddingPlan plan)
    {
        if (plan.Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        var context = new StepContext(file, run.Seed, run.Threads, run.Cancellation);
        var input = signal is null && LabeledSpectraFile.IsOne(file) ? EmbeddingInput.Of(LabeledSpectraFile.Read(file), plan, context) : ModelInput.With(run, file, signal, image => EmbeddingInput.Of(image, plan, context));
        if (plan.Method == EmbeddingMethod.Umap && plan.Umap.Neighbours > input.Indices.Count)
            run.Warn($"--neighbours {plan.Umap.Neighbours}: there are only {input.Indices.Count} spectra, so that each is a neighbour of all others and the picture shows no detail. Some {Math.Max(2, input.Indices.Count / 5)} would show more.");
        var study = EmbeddingStudy.Run(input, plan, new(run.Seed, run.Threads, run.Progress, run.Cancellation));
        var source = InputFile.Of(file);
        var files = EmbeddingFiles.Write(folder, study, $"{Path.GetFileName(file)} embedded",
        [
            ("Program", RunRecord.ThisProgram), ("Command", run.CommandLine), ("Seed", run.Seed.Value.ToString(CultureInfo.InvariantCulture)),
            ($"Input {source.Name}", FormattableString.Invariant($"{source.Bytes} bytes, SHA-256 {source.Sha256}")),
        ]);
        var words = EmbeddingWords.Of(study);
        run.Print(
            new
            {
                method = plan.Method.ToString().ToLowerInvariant(),
                points = input.Indices.Count,
                normalisation = study.Shown.Name,
                trustworthiness = study.Shown.Trustworthiness,
                continuity = study.Shown.Continuity,
                silhouette = study.Shown.LabelSilhouette,
                normalisations = study.Embeddings.Select(EmbeddingDocument.Of),
                summary = words,
                seconds = study.Seconds,
                files,
            },
            page =>
            {
                page.Table(EmbeddingFiles.Columns, study.Embeddings.Select(EmbeddingFiles.Row));
                foreach (var line in words) page.Line(line);
                page.Line(files[0]);
            });
    }
}
