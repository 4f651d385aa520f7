using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Learning.Networks;
using Whiteline.Provenance;
using Whiteline.Recipes.Comparison;
using Whiteline.Recipes.Datasets;
using Whiteline.Reports;
using Whiteline.Training;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline compare DATASET --out DIR</c>: the comparative study.</summary>
static class CompareCommand
{
    /// <summary>Creates the command.</summary>
    public static CliCommand Create(CommonOptions common)
    {
        var dataset = new Argument<string>("DATASET") { Description = "Labelled spectra to learn from, .npz or .csv." };
        var test = new Option<string?>("--test") { Description = "Labelled spectra of another source to test on. Without it: a quarter of the groups is set aside.", HelpName = "FILE" };
        var output = new Option<string>("--out") { Description = "Write the report, its figures and tables into this folder; finished parts are kept there, and the same command goes on where it was.", HelpName = "DIR", CustomParser = Values.OutputFolder, Required = true };
        var plan = new Option<string?>("--plan") { Description = "What to run, as JSON; the plan.json of an earlier comparison shows all settings.", HelpName = "FILE" };
        var quick = new Option<bool>("--quick") { Description = "A small plan of some five minutes." };
        return new CliCommand(
            "compare",
            "Compares classifiers, windows, normalisations and kinds of training on the same spectra, and writes one report.",
            "whiteline compare mn.npz --test references.npz --out mn-study",
            "whiteline compare fe.npz --quick --out fe-study")
        {
            dataset, test, plan, quick, output, common.Seed, common.Threads, common.Json, common.Quiet,
        }.Runs(run => Run(run, run.Value(dataset)!, run.Value(test), run.Value(output)!, PlanOf(run.Value(plan), run.Value(quick))));
    }

    static ComparisonPlan PlanOf(string? file, bool quick)
    {
        if (file is null) return quick ? ComparisonPlan.Quick : new();
        if (quick) throw new BadInputException("--plan and --quick contradict each other. Leave one out.");
        try
        {
            return ComparisonPlan.Read(File.ReadAllText(file), file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw BadInputException.In(file, "it cannot be read", "Check the name and the permissions.", failure);
        }
    }

    static void Run(CommandRun run, string file, string? testFile, string folder, ComparisonPlan plan)
    {
        var training = LabeledSpectraFile.Read(file);
        var test = testFile is null ? null : LabeledSpectraFile.Read(testFile);
        foreach (var (name, data) in new[] { (file, training), (testFile ?? "", test) })
            if (data?.SyntheticCount is > 0 and var made) run.Warn($"'{name}': its {made} synthetic spectra were left out. The plan's trainings 'Generated' and 'Synthetic' make them from the training spectra.");
        foreach (var doubt in DatasetReview.Doubts(training.WithoutSynthetic())) run.Warn(doubt);
        var overlap = testFile is null ? null : TrainingOverlap.Warning("Every model", [InputFile.Of(file)], ProvenanceText.Sources(training.Provenance), InputFile.Of(testFile), test!.Provenance);
        if (overlap is not null) run.Warn($"'{testFile}': {overlap}");
        var result = new ComparisonRun(plan, Network) { Generator = GeneratorOptions.Plain }.Run(training, test, Path.Combine(folder, "finished"), new(run.Seed, run.Threads, run.Progress, run.Cancellation));
        foreach (var warning in result.Warnings) run.Warn(warning);
        // The report keeps what was said before the work.
        if (overlap is not null) result = result with { Warnings = [overlap, .. result.Warnings] };
        var written = ComparisonFiles.Write(folder, result, $"Comparison on {Path.GetFileName(file)}", Made(run, [.. new[] { file, testFile }.OfType<string>()]));
        foreach (var cell in result.Cells.Where(cell => cell.Failure is not null)) run.Warn($"{cell.Cell.Key}: {cell.Failure}");
        var verdicts = ComparisonVerdicts.Of(result);
        run.Print(
            new
            {
                plan = JsonNode.Parse(plan.ToJson()),
                summary = verdicts.Summary,
                findings = verdicts.Findings.Select(finding => new { claim = finding.Claim, verdict = $"{finding.Verdict}", evidence = finding.Evidence }),
                published = PublishedFigure.Of(result).Select(figure => new { what = figure.What, published = figure.Published, source = figure.Source, here = figure.Here }),
                positionOrShape = PositionOrShape.Of(result).Select(row => new { classifier = row.Classifier, window = $"{row.Window}", absolute = row.Absolute.Honest?.Accuracy, aligned = row.Aligned?.Honest?.Accuracy, positionOnly = row.PositionOnly?.Honest?.Accuracy, carriedBy = row.CarriedBy }),
                normalisation = result.Normalisation is { } effect ? NormalisationDocument.Of(effect) : null,
                byGroup = result.ByGroup,
                combinations = result.Cells.Select(Document),
                files = written,
            },
            page =>
            {
                page.Table(
                    ["classifier", "window", "norm", "training", "axis", "carried by", "by group", "plain", "test", "±4 eV"],
                    result.Cells.Where(cell => cell.Cell.IsWhole).Select(cell => (IReadOnlyList<string>)[.. ComparisonReport.Row(result, cell).Take(7), Number(cell.Plain?.Accuracy), Number(cell.Test), Number(cell.MeanWithin(4))]));
                foreach (var line in verdicts.Summary) page.Line(line);
                foreach (var finding in verdicts.Findings) page.Line($"{finding.Verdict}: {finding.Claim} {finding.Evidence}");
                if (result.Normalisation is { } effect)
                    foreach (var line in NormalisationChapter.Words(effect)) page.Line(line);
                page.Line(written[0]);
            });
    }

    static object Document(CellResult cell) => new
    {
        classifier = cell.Cell.Classifier,
        window = $"{cell.Cell.Window}",
        normalisation = $"{cell.Cell.Norm}".ToLowerInvariant(),
        training = $"{cell.Cell.Training}".ToLowerInvariant(),
        trainedShiftEv = cell.Cell.TrainedShiftEv,
        perClass = cell.Cell.PerClass,
        axis = cell.Cell.AxisWords,
        groupAccuracy = cell.Grouped?.Accuracy,
        plainAccuracy = cell.Plain?.Accuracy,
        accuracyStd = cell.Honest?.FoldStd,
        ece = cell.Honest?.Ece,
        testAccuracy = cell.Test,
        testInterval = new[] { cell.TestLow, cell.TestHigh },
        shiftCurve = cell.ShiftCurve.Select(point => new { shift = point.At, accuracy = point.Accuracy }),
        noiseCurve = cell.NoiseCurve.Select(point => new { multiple = point.At, accuracy = point.Accuracy }),
        gaussianCurve = cell.GaussianCurve.Select(point => new { sigma = point.At, accuracy = point.Accuracy }),
        seconds = cell.Seconds,
        failure = cell.Failure,
    };

    static IsolatedNetworkTrainer Network(string name, int epochs) =>
        new IsolatedNetworkTrainer(NetworkPresets.All.First(preset => preset.Name == name).Network, new NetworkOptions(Epochs: epochs), TrainWorkerCommand.Start);

    static (string, string)[] Made(CommandRun run, string[] files) =>
    [
        ("Program", RunRecord.ThisProgram),
        ("Seed", run.Seed.Value.ToString(CultureInfo.InvariantCulture)),
        .. files.Select(InputFile.Of).Select(input => ($"Input {input.Name}", FormattableString.Invariant($"{input.Bytes} bytes, SHA-256 {input.Sha256}"))),
    ];

    static string Number(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("0.000", CultureInfo.InvariantCulture) : "";
}
