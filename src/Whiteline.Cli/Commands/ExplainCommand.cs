using System.CommandLine;
using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Reports;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline explain MODEL FILE… --out DIR</c>: which part of the edge decided.</summary>
static class ExplainCommand
{
    /// <summary>Creates the command.</summary>
    public static CliCommand Create(CommonOptions common)
    {
        var model = new ModelChoice("FILE…", "files with spectra.");
        var output = new Option<string>("--out") { Description = "The folder to write into; made if it does not exist.", HelpName = "DIR", CustomParser = Values.OutputFolder, Required = true };
        var signal = ModelInput.Signal("each file");
        var index = Values.Option<int?>("--index", "Which spectrum of each file, counted row by row from 0. Without it: the mean spectrum of every predicted class of an image, else the first spectrum.", "N", text => Values.Integer(text, 0));
        var offset = Values.Option<double?>("--axis-offset", "Add this to the files' energies, eV, instead of judging their axis by the edge.", "EV", text => Values.Number(text, -100, 100));
        var command = new CliCommand(
            "explain",
            "Shows which part of the edge decided, channel by channel: PNG, SVG and CSV.",
            "whiteline explain mn.wlm spectra.npz --index 3 --out why",
            "whiteline explain fe.wlm particle.dm3 --out why --json")
        {
            output, signal, index, offset, common.Seed, common.Threads, common.Json, common.Quiet,
        };
        model.AddTo(command);
        return command.Runs(run => Run(run, model.Read(run), run.Value(output)!, run.Value(signal), run.Value(index), run.Value(offset)));
    }

    static void Run(CommandRun run, AskedModel asked, string folder, int? signal, int? index, double? offset)
    {
        var model = asked.Model;
        var explained = asked.Inputs.SelectMany(file => ModelInput.With(run, file, signal, image => Explain(run, model, file, image, index, offset))).ToArray();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "weights" };
        var written = explained.Select(one => (Spectrum: one, Files: ExplanationFiles.Write(folder, Unused(names, one.Name), one.Explanation, one.Title))).ToArray();
        var weights = ExplanationFiles.WriteWeights(folder, model);
        run.Print(
            new
            {
                model = asked.File,
                spectra = written.Select(one => new
                {
                    file = one.Spectrum.File,
                    index = one.Spectrum.Index,
                    mean = one.Spectrum.Mean,
                    label = one.Spectrum.Explanation.Verdict.Label,
                    confidence = one.Spectrum.Explanation.Verdict.Confidence,
                    runnerUp = one.Spectrum.Explanation.RunnerUp,
                    files = one.Files,
                }),
                weights,
            },
            page =>
            {
                page.Table(
                    ["file", "spectrum", "label", "confidence", "runner-up", "figure"],
                    written.Select(one => (IReadOnlyList<string>)
                    [
                        one.Spectrum.File, one.Spectrum.Mean is { } mean ? $"mean of the {mean} pixels" : $"{one.Spectrum.Index}", one.Spectrum.Explanation.Verdict.Label,
                        one.Spectrum.Explanation.Verdict.Confidence.ToString("0.000", CultureInfo.InvariantCulture), one.Spectrum.Explanation.RunnerUp, one.Files[0],
                    ]));
                if (weights.Count > 0) page.Line($"weights of each pair of classes: {weights[0]}");
            });
    }

    static List<ExplainedSpectrum> Explain(CommandRun run, TrainedModel model, string file, SpectrumImage image, int? index, double? offset)
    {
        var context = new StepContext(file, run.Seed, run.Threads, run.Cancellation);
        var shown = Path.GetFileName(file);
        var stem = ExplanationFiles.FileNameOf(Path.GetFileNameWithoutExtension(file));
        if (index is null && image.Rows > 1)
        {
            var map = Mapping.Run(model, image, new([], run.CommandLine) { Axis = new(offset) }, context, run.Progress);
            foreach (var finding in map.Findings) run.Warn($"'{file}': {finding}");
            if (map.ClassMeans.Count == 0) throw BadInputException.In(file, "none of its pixels holds enough of the edge to be given a label", "Name a pixel with --index.");
            return [.. map.ClassMeans.Select(mean => new ExplainedSpectrum(file, null, mean.Name, $"{stem}-mean-{ExplanationFiles.FileNameOf(mean.Name)}", $"{shown}, mean of the {mean.Name} pixels", Explanation.OfMean(model, mean)))];
        }
        var one = index ?? 0;
        if (one >= image.Count) throw BadInputException.In(file, $"it has no spectrum {one}", $"It holds {image.Count}, numbered from 0.");
        var prediction = new Prediction(model, image, new(offset), context);
        foreach (var finding in prediction.Findings(image)) run.Warn($"'{file}': {finding}");
        return [new(file, one, null, $"{stem}-{one}", $"{shown}, spectrum {one}", Explanation.Of(model, prediction, one))];
    }

    static string Unused(HashSet<string> names, string name)
    {
        var free = name;
        for (var n = 2; !names.Add(free); n++) free = $"{name}-{n}";
        return free;
    }

    /// <summary>A spectrum with its explanation: one of the file by index, or the mean of a predicted class.</summary>
    sealed record ExplainedSpectrum(string File, int? Index, string? Mean, string Name, string Title, Explanation Explanation);
}
