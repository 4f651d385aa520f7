using System.CommandLine;
using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Fractions;
using Whiteline.Learning;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Reports;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline classify MODEL FILE…</c>: a verdict for every spectrum.</summary>
static class ClassifyCommand
{
    /// <summary>Creates the command.</summary>
    public static CliCommand Create(CommonOptions common)
    {
        var model = new ModelChoice("FILE…", "files with spectra.");
        var uncertainty = AxisUncertainty.Option();
        var signal = ModelInput.Signal("each file");
        var errorRate = ErrorRate.Option();
        var survival = Survives.Option();
        var offset = Values.Option<double?>("--axis-offset", "Add this to the files' energies, eV, instead of judging their axis by the edge.", "EV", text => Values.Number(text, -100, 100));
        var output = new Option<string?>("--out") { Description = $"Write a row per spectrum into this file, .csv, or into {ClassificationFile.Name} of this folder.", HelpName = "FOLDER|FILE.csv" };
        var lowLoss = new LowLossOptions();
        var fractions = new FractionOptions();
        var command = new CliCommand(
            "classify",
            "Gives every spectrum of the files an oxidation state with its probability.",
            "whiteline classify mn.wlm spectra.npz",
            "whiteline classify mn.wlm a.msa b.msa --json",
            "whiteline classify --element Fe spectrum.msa --axis-uncertainty 0.5",
            "whiteline classify --element Fe thick.msa --low-loss thick-low.msa --deconvolve",
            "whiteline classify --element Mn spectra.npz --fractions --out spectra-verdicts.csv")
        {
            output, signal, offset, uncertainty, errorRate, survival, common.Seed, common.Threads, common.Json, common.Quiet,
        };
        model.AddTo(command);
        lowLoss.AddTo(command);
        fractions.AddTo(command);
        return command.Runs(run => Run(run, model.Read(run), fractions, lowLoss.Read(run), run.Value(output), run.Value(signal), run.Value(offset), run.Value(uncertainty), run.Value(errorRate), run.Value(survival)));
    }

    static void Run(CommandRun run, AskedModel asked, FractionOptions fractions, LowLossChoice lowLoss, string? output, int? signal, double? offset, AxisUncertainty? uncertainty, double? errorRate, bool survival)
    {
        var table = output is null ? null : ClassificationFile.PathOf(output);
        if (output is not null && table != output) Values.Folder(output);
        if (table is not null) OwnInput.Refuse(table, [.. asked.Inputs, asked.File, lowLoss.File]);
        if (lowLoss.File is not null && asked.Inputs.Length > 1) throw new BadInputException($"'{lowLoss.File}' is the low loss of one file, and {asked.Inputs.Length} are given. Classify each with its own.");
        var model = asked.Model;
        var request = fractions.Asked(run) ? fractions.Read(run, model.Element) : null;
        var misses = new List<WindowMissingException>();
        var classified = asked.Inputs.Select(file => ModelInput.With(run, file, signal, image => lowLoss.With(run, low =>
        {
            var context = new StepContext(file, run.Seed, run.Threads, run.Cancellation) { LowLoss = low, Deconvolves = lowLoss.Deconvolves };
            try
            {
                var axis = AxisUncertainty.Known(uncertainty, model, image, offset, context);
                var prediction = new Prediction(model, image, axis, context, errorRate) { FindsSurvival = survival };
                var verdicts = prediction.ClassifyAll(context, run.Progress);
                var findings = prediction.Findings(image, verdicts.Any(verdict => verdict.Abstained is null));
                foreach (var finding in findings) run.Warn($"'{file}': {finding}");
                return new ClassifiedFile(file, findings, verdicts) { Names = image.Names, Fractions = request is null ? null : FractionAnalysis.Run(image, request with { Axis = axis }, context, progress: run.Progress), Axis = prediction.Prepared.Applied.FirstOrDefault(step => step.Name == "energy-calibration")?.Values };
            }
            catch (WindowMissingException missing)
            {
                // One file of many must not cost the others their answers.
                misses.Add(missing);
                return new ClassifiedFile(file, [missing.Message], [.. Enumerable.Repeat(NoAnswer(model), image.Count)]) { Names = image.Names };
            }
        }))).ToArray();
        if (misses.Count == classified.Length) throw misses[0];
        foreach (var missing in misses) run.Warn(missing.Message);
        if (output is not null) ClassificationFile.Write(output, model.Labels, classified);
        run.Print(
            new
            {
                labels = model.Labels,
                @out = table,
                spectra = classified.SelectMany(file => file.Verdicts.Select((verdict, index) => new
                {
                    file = file.File,
                    index,
                    name = file.Names?[index],
                    label = verdict.Label,
                    confidence = verdict.Confidence,
                    probabilities = Probabilities(verdict),
                    abstained = verdict.Abstained is not null,
                    reason = verdict.Abstained,
                    set = verdict.Set,
                    undecided = verdict.Undecided,
                    survives = Survives.Document(verdict),
                    carriedBy = verdict.CarriedBy,
                    fractions = file.Fractions is null ? null : FractionDocument.Of(file.Fractions, index),
                })),
                files = classified.Select(file => new { file = file.File, counts = Counts(model, file), abstained = Reasons(file), undecided = UndecidedSets.Of(file.Verdicts), findings = file.Findings, axis = file.Axis, fractions = file.Fractions is null ? null : FractionDocument.Of(file.Fractions, null) }),
            },
            page =>
            {
                var named = classified.Any(file => file.Names is not null);
                page.Table(
                    ["file", "index", .. named ? ["name"] : Array.Empty<string>(), "label", "confidence", .. model.Labels.Select(label => $"P({label})"), "no label because", .. errorRate is null ? Array.Empty<string>() : ["set"], .. survival ? ["survives, eV", "carried by"] : Array.Empty<string>()],
                    classified.SelectMany(file => file.Verdicts.Select((verdict, index) => (IReadOnlyList<string>)[file.File, $"{index}", .. named ? [file.Names?[index] ?? ""] : Array.Empty<string>(), verdict.Abstained is null ? verdict.Label : "", Text(verdict.Confidence), .. verdict.Probabilities.Select(Text), verdict.Abstained?.InWords() ?? "", .. verdict.Set is { } set ? [set.Count == 0 ? "none" : string.Join(" ", set)] : Array.Empty<string>(), .. survival ? [Survives.Words(verdict), verdict.CarriedBy ?? ""] : Array.Empty<string>()])));
                foreach (var file in classified.Where(file => file.Fractions is not null)) FractionDocument.Print(page, file.File, file.Fractions!);
                foreach (var file in classified)
                    page.Line($"{file.File}: {string.Join(", ", Counts(model, file).Select(pair => $"{pair.Key} {pair.Value}").Concat(Reasons(file).Select(pair => $"no label: {UndecidedSets.InWords(pair.Key, pair.Value, UndecidedSets.Of(file.Verdicts))}")))}");
                if (table is not null) page.Line(table);
            });
    }

    static Dictionary<string, double> Probabilities(Verdict verdict) =>
        verdict.Classes.Zip(verdict.Probabilities).ToDictionary(pair => pair.First, pair => pair.Second);

    static Dictionary<string, int> Counts(TrainedModel model, ClassifiedFile file) =>
        model.Labels.ToDictionary(label => label, label => file.Verdicts.Count(verdict => verdict.Label == label && verdict.Abstained is null));

    static Dictionary<Abstention, int> Reasons(ClassifiedFile file) =>
        file.Verdicts.Select(verdict => verdict.Abstained).OfType<Abstention>().GroupBy(reason => reason).OrderBy(group => group.Key).ToDictionary(group => group.Key, group => group.Count());

    // Nothing is known: every state is as likely as any other.
    static Verdict NoAnswer(TrainedModel model) => new(model.Labels, [.. model.Labels.Select(_ => 1.0 / model.Labels.Count)], Abstention.WindowMissing);

    static string Text(double probability) => probability.ToString("0.000", CultureInfo.InvariantCulture);
}
