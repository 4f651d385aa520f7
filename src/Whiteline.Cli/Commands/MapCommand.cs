using System.CommandLine;
using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Fractions;
using Whiteline.Learning;
using Whiteline.Maps;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Reports;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline map MODEL IMAGE --out DIR</c>: the oxidation-state map with its report.</summary>
static class MapCommand
{
    /// <summary>Creates the command.</summary>
    public static CliCommand Create(CommonOptions common)
    {
        var model = new ModelChoice("IMAGE", "a spectrum image or line scan.");
        var uncertainty = AxisUncertainty.Option();
        var errorRate = ErrorRate.Option();
        var survival = Survives.Option();
        var output = new Option<string>("--out") { Description = "The folder to write into; made if it does not exist.", HelpName = "DIR", CustomParser = Values.OutputFolder, Required = true };
        var signal = ModelInput.Signal();
        var offset = Values.Option<double?>("--axis-offset", "Add this to the file's energies, eV, instead of judging its axis by the edge.", "EV", text => Values.Number(text, -100, 100));
        var lowLoss = new LowLossOptions();
        var strength = Values.Option("--least-strength", "Mask pixels whose L3 stands less than this over its standard error.", "NUMBER", text => Values.Number(text, 0), () => new SignalMaskOptions().LeastStrength);
        var fractions = new FractionOptions();
        var command = new CliCommand(
            "map",
            "Makes the oxidation-state map of a spectrum image: report, PNG, SVG, CSV and .hspy.",
            "whiteline map fe.wlm particle.dm3 --out particle-map",
            "whiteline map --element Mn film.dm4 --out film-map",
            "whiteline map fe.wlm particle.dm3 --axis-offset 8.2 --out particle-map --json",
            "whiteline map --element Mn film.dm4 --fractions --states Mn3+,Mn4+ --out film-map",
            "whiteline map --element Mn film.dm4 --low-loss film-low.dm4 --deconvolve --out film-map")
        {
            output, signal, offset, uncertainty, errorRate, survival, strength, common.Seed, common.Threads, common.Json, common.Quiet,
        };
        model.AddTo(command);
        lowLoss.AddTo(command);
        fractions.AddTo(command);
        return command.Runs(run => Run(run, model.Read(run, most: 1), fractions, run.Value(output)!, run.Value(signal), lowLoss.Read(run), new([], run.CommandLine)
        {
            Axis = new(run.Value(offset)),
            ErrorRate = run.Value(errorRate),
            Survival = run.Value(survival),
            Mask = new(run.Value(strength)),
        }, run.Value(uncertainty)));
    }

    static void Run(CommandRun run, AskedModel asked, FractionOptions fractions, string folder, int? signal, LowLossChoice lowLoss, MapOptions options, AxisUncertainty? uncertainty)
    {
        var (model, imageFile) = (asked.Model, asked.Inputs[0]);
        options = options with { Inputs = [.. asked.Record(lowLoss.File, fractions.ReferenceFile(run))] };
        var request = fractions.Asked(run) ? fractions.Read(run, model.Element) : null;
        var (result, mixed) = ModelInput.With(run, imageFile, signal, image => lowLoss.With(run, low => Map(run, model, image, new(imageFile, run.Seed, run.Threads, run.Cancellation) { LowLoss = low, Deconvolves = lowLoss.Deconvolves }, options, uncertainty, request)));
        // The page has them below its table.
        if (run.Json)
            foreach (var finding in result.Findings) run.Warn(finding);
        var files = MapFolder.Write(folder, result, Path.GetFileName(imageFile), model, null, mixed, run.Formats, run.Cancellation);
        Print(run, result, mixed, files);
    }

    static (MapResult Map, FractionMap? Fractions) Map(CommandRun run, TrainedModel model, SpectrumImage image, StepContext context, MapOptions options, AxisUncertainty? uncertainty, FractionRequest? request)
    {
        var axis = AxisUncertainty.Known(uncertainty, model, image, options.Axis?.OffsetEv, context);
        options = options with { Axis = axis };
        if (request is not null) request = request with { Axis = axis };
        var result = Mapping.Run(model, image, options, context, run.Progress);
        return (result, request is null ? null : FractionMap.Of(result.Map, image, request, context, run.Progress));
    }

    static void Print(CommandRun run, MapResult result, FractionMap? mixed, IReadOnlyList<string> files)
    {
        var (map, findings) = (result.Map, result.Findings);
        var counts = map.Counts();
        run.Print(
            new
            {
                labels = map.Labels,
                rows = map.Rows,
                columns = map.Columns,
                counts = map.Labels.Zip(counts).ToDictionary(pair => pair.First, pair => pair.Second),
                meanConfidence = map.MeanConfidence(),
                masked = map.Masked,
                reasons = map.Reasons(),
                undecided = map.Undecided,
                medianSurvival = map.MedianSurvival(),
                files,
                findings,
                axis = result.Run.Steps.FirstOrDefault(step => step.Name == "energy-calibration")?.Values,
                deconvolution = result.Run.Steps.FirstOrDefault(step => step.Name == Deconvolution.StepName)?.Values,
                fractions = mixed is null ? null : FractionDocument.Of(mixed.Result, mixed.Agreement),
            },
            page =>
            {
                page.Table(["label", "pixels"], [.. map.Labels.Zip(counts).Select(pair => new[] { pair.First, pair.Second.ToString(CultureInfo.InvariantCulture) }), ["masked", map.Masked.ToString(CultureInfo.InvariantCulture)], .. map.Reasons().Select(pair => new[] { $"  {pair.Key.InWords()}", pair.Value.ToString(CultureInfo.InvariantCulture) })]);
                page.Line(map.Masked == map.Pixels ? $"{map.Rows} × {map.Columns} pixels, none with a label" : FormattableString.Invariant($"{map.Rows} × {map.Columns} pixels, mean confidence {map.MeanConfidence():0.000}"));
                if (map.MedianSurvival() is { } median) page.Line(median.InWords());
                foreach (var finding in findings) page.Line(finding);
                if (mixed is not null) FractionDocument.Print(page, mixed.Result, mixed.Agreement);
                page.Line($"report: {files.First(file => file.EndsWith(".html", StringComparison.Ordinal))}");
            });
    }
}
