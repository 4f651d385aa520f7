using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Whiteline.Cli.Shell;
using Whiteline.Fidelity;
using Whiteline.Formats;
using Whiteline.Learning;
using Whiteline.Learning.Augmentation;
using Whiteline.Provenance;
using Whiteline.Recipes.Datasets;
using Whiteline.Recipes.Generation;
using Whiteline.Reports.Augmentation;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline augment DATASET --method gan --per-class N --out FILE</c>: synthetic spectra, and the proof of them.</summary>
static class AugmentCommand
{
    /// <summary>Creates the command.</summary>
    public static CliCommand Create(CommonOptions common)
    {
        var dataset = new Argument<string>("DATASET") { Description = "Labelled spectra to learn from, .npz or .csv." };
        var output = new Option<string>("--out") { Description = "The dataset to write, .npz or .csv; every synthetic spectrum in it is marked.", HelpName = "FILE", Required = true };
        var options = new AugmentOptions();
        var command = new CliCommand(
            "augment",
            "Makes synthetic spectra from labelled ones, and proves how far they are like measured spectra.",
            "whiteline augment mn.npz --method pca --per-class 500 --out mn-500.npz",
            "whiteline augment mn.npz --method gan --per-class 500 --rivals all --utility svm --report mn-proof --out mn-500.npz")
        {
            dataset, output, common.Seed, common.Threads, common.Json, common.Quiet,
        };
        options.AddTo(command);
        return command.Runs(run => Run(run, run.Value(dataset)!, run.Value(output)!, options));
    }

    static void Run(CommandRun run, string file, string output, AugmentOptions options)
    {
        if (!LabeledSpectraFile.CanWrite(output)) throw BadInputException.In(output, "a labelled dataset is written as .npz or .csv", "Give a name with one of these endings.");
        OwnInput.Refuse(output, file, options.HeldOut(run), options.References(run));
        var (clock, isProved) = (Stopwatch.StartNew(), options.IsProved(run));
        // A network learns for many minutes: what is written in the end must not fail then.
        AtomicFile.RequirePlace(output);
        if (options.Report(run) is { } place) AtomicFile.RequirePlace(Path.Combine(place, "report.html"));
        var data = Measured(run, file);
        foreach (var doubt in DatasetReview.Doubts(data)) run.Warn($"'{file}': {doubt}");
        var context = new TrainingContext(run.Seed, run.Threads, run.Progress, run.Cancellation);
        var proof = isProved ? Prove(run, data, options, context) : null;
        // With a file to prove by, the proved spectra and the written ones are of one and the same training.
        var generator = options.Generator(run, options.HeldOut(run) is null ? "final" : "proof");
        var lacking = options.IsSyntheticOnly(run) ? data.Classes.ToDictionary(label => label, _ => options.PerClass(run)) : SyntheticSpectra.Lacking(data, options.PerClass(run));
        var inside = context with { Seed = context.Seed.Branch("generator") };
        var made = lacking.Values.Sum() == 0 ? null : SyntheticSpectra.Make(generator.Train(data, inside), data.Axis, lacking, inside.Seed);
        var written = options.IsSyntheticOnly(run) ? made! : SyntheticSpectra.Join(data, made);
        LabeledSpectraFile.Write(output, new(written.Axis, written.Intensity.ToArray(), written.Labels, written.Groups) { Synthetic = written.Synthetic, Provenance = Provenance(run, file, data, generator, lacking) });
        if (Path.GetExtension(output).Equals(".csv", StringComparison.OrdinalIgnoreCase)) run.Warn($"'{output}': a CSV marks synthetic spectra but has no place for the provenance. Write .npz to keep it.");
        var files = proof is not null && options.Report(run) is { } folder
            ? AugmentationFiles.Write(folder, proof, $"Synthetic spectra from {Path.GetFileName(file)} by {generator.Name}", Made(run, file, options))
            : [];
        var words = options.IsSyntheticOnly(run) ? $"{written.Count} synthetic spectra by {generator.Name}, made from {data.Count} measured ones" : $"{data.Count} measured and {lacking.Values.Sum()} synthetic spectra by {generator.Name}";
        Print(run, output, data, lacking, generator.Name, proof, files, FormattableString.Invariant($"{output}: {words}; {clock.Elapsed.TotalSeconds:0.0} s"), clock.Elapsed.TotalSeconds);
    }

    static LabeledSpectra Measured(CommandRun run, string file)
    {
        var data = LabeledSpectraFile.Read(file);
        if (data.SyntheticCount > 0) run.Warn($"'{file}': its {data.SyntheticCount} synthetic spectra were left out; only measured ones are learned from and compared with.");
        return data.WithoutSynthetic();
    }

    static AugmentationResult? Prove(CommandRun run, LabeledSpectra data, AugmentOptions options, TrainingContext context)
    {
        var (training, heldOut) = options.HeldOut(run) is { } file ? (data, Measured(run, file)) : FidelityStudy.Divide(data, context);
        if (!training.Axis.Agrees(heldOut.Axis))
            throw BadInputException.In(options.HeldOut(run)!, $"its energy axis is {heldOut.Axis}, that of the spectra to learn from {training.Axis}", "Give spectra on the same axis, or leave --held-out away to hold out half of each class.");
        if (FidelityStudy.Judged(training, heldOut).Count == 0 && options.Report(run) is null && options.Classifiers(run).Count == 0)
        {
            run.Warn($"No class has {FidelityProof.LeastPerClass} spectra to learn from and as many to compare with: what is made is not proved. Give {2 * FidelityProof.LeastPerClass} of a class, or as many as are lacking with --held-out.");
            return null;
        }
        var methods = FidelityStudy.Run(training, heldOut, options.Methods(run, "proof"), options.Proved(run), context, judgedOnly: options.HeldOut(run) is null);
        if (options.Classifiers(run) is not { Count: > 0 } classifiers) return new(training, heldOut, methods, [], []);
        var study = new UtilityStudy { Classifiers = classifiers, Methods = options.Methods(run, "utility"), PerClass = options.Proved(run), Sizes = options.Sizes(run) };
        var references = options.References(run) is { } other ? Measured(run, other) : null;
        return new(training, heldOut, methods, study.Run(data, references, context), study.Sizes.Count > 0 ? study.BySize(data, context) : []);
    }

    static string Provenance(CommandRun run, string file, LabeledSpectra data, IGeneratorTrainer generator, IReadOnlyDictionary<string, int> made) => new JsonObject
    {
        ["synthetic"] = new JsonObject
        {
            ["method"] = generator.Name,
            ["settings"] = generator.ToString(),
            ["seed"] = run.Seed.Value,
            ["program"] = RunRecord.ThisProgram,
            ["command"] = run.CommandLine,
            ["made"] = new JsonObject(made.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value))),
            ["from"] = new JsonArray(InputFile.Of(file) is var input ? new JsonObject { ["name"] = input.Name, ["bytes"] = input.Bytes, ["sha256"] = input.Sha256 } : null),
        },
        ["source"] = ProvenanceText.Parsed(data.Provenance),
    }.ToJsonString();

    static void Print(CommandRun run, string output, LabeledSpectra data, IReadOnlyDictionary<string, int> made, string method, AugmentationResult? proof, IReadOnlyList<string> files, string words, double seconds)
    {
        var (fidelity, recommendation) = (proof?.Methods[0].Fidelity, proof is null ? null : Recommendation.Of(proof));
        foreach (var label in fidelity?.LeftOut ?? []) run.Warn($"{label} has fewer than {FidelityProof.LeastPerClass} measured spectra to learn from or to compare with: what was made of it is not proved.");
        run.Print(
            new
            {
                method,
                @out = output,
                real = data.Count,
                synthetic = made.Values.Sum(),
                classes = data.Classes.ToDictionary(label => label, label => new { real = data.Labels.Count(other => other == label), synthetic = made[label] }),
                metrics = fidelity is null ? null : Metrics(measure => fidelity.Mean(measure)),
                demands = fidelity?.Demands.Select(demand => new { label = demand.Label, measure = demand.What, value = demand.Value, bound = demand.Bound, isUpper = demand.IsUpper, met = demand.IsMet }),
                perClass = fidelity?.Classes.Select(one => new { label = one.Label, training = one.Training, heldOut = one.HeldOut, synthetic = one.Synthetic, compared = one.Size, metrics = Metrics(measure => one[measure]) }),
                rivals = proof?.Methods.Skip(1).Select(rival => new { method = rival.Method, faithful = rival.Fidelity.Demands.Count > 0 ? rival.Fidelity.IsFaithful : (bool?)null, metrics = Metrics(measure => rival.Fidelity.Mean(measure)) }),
                utility = proof?.Utility,
                sizes = proof?.Sizes,
                recommended = recommendation?.Method,
                recommendation = recommendation?.Words,
                seconds,
                files,
            },
            page =>
            {
                if (fidelity?.Classes.Count > 0)
                    page.Table(
                        ["measure", .. proof!.Methods.Select(one => one.Method), "control"],
                        Enum.GetValues<Measure>().Select(measure => (string[])[Demand.Name(measure), .. proof.Methods.Select(one => Number(one.Fidelity.Mean(measure).Synthetic)), Number(fidelity.Mean(measure).Control)]));
                foreach (var line in recommendation?.Words ?? []) page.Line(line);
                page.Line(words);
                if (files.Count > 0) page.Line(files[0]);
            });
    }

    static Dictionary<string, object> Metrics(Func<Measure, MeasureValue> of) => Enum.GetValues<Measure>().ToDictionary(
        measure => JsonNamingPolicy.CamelCase.ConvertName($"{measure}"), measure => (object)new { synthetic = of(measure).Synthetic, control = of(measure).Control });

    static IReadOnlyList<(string, string)> Made(CommandRun run, string file, AugmentOptions options) =>
    [
        ("Program", RunRecord.ThisProgram),
        ("Command", run.CommandLine),
        ("Seed", run.Seed.Value.ToString(CultureInfo.InvariantCulture)),
        .. ((string?[])[file, options.HeldOut(run), options.References(run)]).OfType<string>().Select(InputFile.Of).Select(input => ($"Input {input.Name}", FormattableString.Invariant($"{input.Bytes} bytes, SHA-256 {input.Sha256}"))),
    ];

    static string Number(double value) => double.IsFinite(value) ? value.ToString("0.000", CultureInfo.InvariantCulture) : "";
}
