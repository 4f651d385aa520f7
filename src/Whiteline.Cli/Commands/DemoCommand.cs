using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Formats.Npz;
using Whiteline.Learning;
using Whiteline.Learning.Svm;
using Whiteline.Maps;
using Whiteline.Provenance;
using Whiteline.Recipes;
using Whiteline.Reports;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline demo</c>: the whole way from a file to a scored map, on phantoms.</summary>
static class DemoCommand
{
    const int SpectraPerClass = 400;

    /// <summary>Creates the command.</summary>
    public static CliCommand Create(CommonOptions common)
    {
        var output = new Option<string>("--out") { Description = "The folder to write into.", HelpName = "DIR", CustomParser = Values.OutputFolder, DefaultValueFactory = _ => "whiteline-demo" };
        return new CliCommand("demo", "Simulates, trains, maps, scores against the truth and reports.", "whiteline demo", "whiteline demo --out my-demo --seed 7")
        {
            output, common.Seed, common.Threads, common.Json, common.Quiet,
        }.Runs(run => Run(run, run.Value(output)!));
    }

    static void Run(CommandRun run, string folder)
    {
        var clock = Stopwatch.StartNew();
        string datasetFile = Path.Combine(folder, "training.npz"), imageFile = Path.Combine(folder, "cube.npz"), modelFile = Path.Combine(folder, "model.wlm"), truthFile = Path.Combine(folder, "truth.npz");
        // The training specimens and the imaged one are different draws: the model has never seen the cube.
        var data = PhantomDataset.Make(
            new([new("Fe2+", SpectraPerClass), new("Fe2.67+", SpectraPerClass)]) { Axis = new(640, 0.25, 440), GroupsPerClass = 40, ShiftSdEv = 0.1 },
            run.Seed.Branch("demo training"), run.Threads, run.Progress, run.Cancellation);
        LabeledSpectraFile.Write(datasetFile, data);
        var phantom = PhantomImage.Make(new(), run.Seed.Branch("demo image"), run.Threads, run.Progress, run.Cancellation);
        run.Formats.WriterFor(imageFile).Write(imageFile, [phantom.ToSignal()], run.Cancellation);
        NpzArchive.Write(truthFile, [new("label", new(phantom.Labels, phantom.Image.Rows, phantom.Image.Columns))], run.Cancellation);

        var model = ModelTraining.Run(data, new(new SvmTrainer(new())), [InputFile.Of(datasetFile)], new(run.Seed, run.Threads, run.Progress, run.Cancellation));
        ModelFile.Write(modelFile, model);
        var result = ModelInput.With(run, imageFile, null, image => Mapping.Run(
            ModelFile.Read(modelFile), Calibrated(image, phantom.Image),
            new([InputFile.Of(imageFile), InputFile.Of(modelFile)], run.CommandLine),
            new(imageFile, run.Seed, run.Threads, run.Cancellation), run.Progress));
        var score = TruthScore.Of(result.Map, phantom.Labels);
        var files = MapFolder.Write(folder, result, "Demo: a simulated core-shell nanocube", model, TruthView.Of(result.Map, Truth(phantom, result.Map.Labels)), null, run.Formats, run.Cancellation);
        Print(run, result, score, data.Count, clock.Elapsed.TotalSeconds, [datasetFile, imageFile, truthFile, modelFile, .. files]);
    }

    // A NumPy archive holds no pixel size.
    static SpectrumImage Calibrated(SpectrumImage image, SpectrumImage phantom) =>
        new(image.Rows, image.Columns, image.Axis, image.Samples) { RowAxis = phantom.RowAxis, ColumnAxis = phantom.ColumnAxis, Title = phantom.Title, Metadata = phantom.Metadata };

    static OxidationMap Truth(PhantomImage phantom, IReadOnlyList<string> labels)
    {
        var probabilities = new double[phantom.Image.Count * labels.Count];
        var abstained = new Abstention?[phantom.Image.Count];
        var truth = phantom.Labels;
        for (var pixel = 0; pixel < abstained.Length; pixel++)
        {
            if (truth[pixel] == PhantomImage.Vacuum) abstained[pixel] = Abstention.SignalTooWeak;
            for (var k = 0; k < labels.Count; k++) probabilities[pixel * labels.Count + k] = labels[k] == truth[pixel] ? 1 : 0;
        }
        return new(phantom.Image.Rows, phantom.Image.Columns, labels, probabilities, abstained) { RowAxis = phantom.Image.RowAxis, ColumnAxis = phantom.Image.ColumnAxis };
    }

    static void Print(CommandRun run, MapResult result, TruthScore score, int spectra, double seconds, IReadOnlyList<string> files)
    {
        var report = files.First(file => file.EndsWith(".html", StringComparison.Ordinal));
        run.Print(
            new { accuracy = score.Accuracy, spectra, pixels = result.Map.Pixels, masked = result.Map.Masked, seconds, report, files, perClass = score.PerClass },
            page =>
            {
                page.Table(["truth", "pixels", "masked", "right", "accuracy"], score.PerClass.Select(row => new[]
                {
                    row.Truth,
                    row.Pixels.ToString(CultureInfo.InvariantCulture),
                    row.Masked.ToString(CultureInfo.InvariantCulture),
                    row.Right.ToString(CultureInfo.InvariantCulture),
                    row.Masked == row.Pixels ? "" : row.Accuracy.ToString("0.000", CultureInfo.InvariantCulture),
                }));
                page.Line(FormattableString.Invariant($"accuracy {score.Accuracy:0.000} of the {result.Map.Pixels - result.Map.Masked} pixels that were given a label; {result.Map.Masked} of {result.Map.Pixels} masked"));
                foreach (var finding in result.Findings) page.Line(finding);
                page.Line(FormattableString.Invariant($"{seconds:0.0} s; report: {report}"));
            });
    }
}
