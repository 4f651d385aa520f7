using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Provenance;
using Whiteline.Recipes;
using Whiteline.Reports;
using Whiteline.Training;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline train DATASET… --out MODEL</c>.</summary>
static class TrainCommand
{
    /// <summary>Creates the command.</summary>
    public static CliCommand Create(CommonOptions common)
    {
        var datasets = new Argument<string[]>("DATASET") { Description = "Labelled datasets, .npz or .csv; several are joined on the energies they share.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "The model file to write, .wlm.", HelpName = "MODEL", Required = true };
        var curve = new Option<string?>("--curve") { Description = "Write the training curve of a network into this folder.", HelpName = "DIR", CustomParser = Values.OutputFolder };
        var sets = new Option<bool>("--label-sets") { Description = "Learn sets of labels that hold the truth at a stated error rate, from groups held out; takes up to eight more trainings." };
        var training = new TrainingOptions();
        var command = new CliCommand(
            "train",
            "Trains a classifier on labelled spectra and writes it with its recipe and card.",
            "whiteline train mn.npz --model svm --out mn.wlm",
            "whiteline train fe-a.npz fe-b.npz --kernel cosine --normalize none --shift-augment 1 --out fe.wlm",
            "whiteline train mn.npz --model cnn --shift-augment 4 --curve mn-training --out mn-cnn.wlm")
        {
            datasets, output, curve, sets, common.Seed, common.Threads, common.Json, common.Quiet,
        };
        training.AddTo(command);
        return command.Runs(run =>
        {
            var epochs = new EpochLog();
            Run(run, run.Value(datasets), run.Value(output)!, training.Plan(run, epochs) with { LabelSets = run.Value(sets) }, epochs, run.Value(curve));
        });
    }

    static void Run(CommandRun run, string[] files, string output, TrainingPlan plan, EpochLog epochs, string? curve)
    {
        if (curve is not null && plan.Trainer.Name == "svm") throw new BadInputException("--curve: a support vector machine has no training curve. Leave it out, or choose --model mlp or cnn.");
        if (!Path.GetExtension(output).Equals(".wlm", StringComparison.OrdinalIgnoreCase)) throw BadInputException.In(output, "a model is written as .wlm", "Give a name with this ending.");
        OwnInput.Refuse(output, files);
        AtomicFile.RequirePlace(output);
        var clock = Stopwatch.StartNew();
        var data = CommonAxis.Join([.. files.Select(LabeledSpectraFile.Read)]);
        var model = ModelTraining.Run(data, plan, [.. files.Select(InputFile.Of)], new(run.Seed, run.Threads, run.Progress, run.Cancellation));
        ModelFile.Write(output, model);
        var drawn = curve is null ? [] : TrainingCurveFiles.Write(curve, $"Training of {Path.GetFileName(output)}", epochs.Points);
        foreach (var limit in model.Card.Limits) run.Warn(limit);
        if (plan.LabelSets && model.Sets is null) run.Warn("The spectra cannot be divided into four parts that all hold every class, so the model holds no error rate.");
        run.Print(
            new
            {
                model = model.Card.Classifier,
                @out = output,
                labels = model.Labels,
                spectra = data.Count,
                channels = model.Axis.Count,
                seconds = clock.Elapsed.TotalSeconds,
                trainAccuracy = model.Card.TrainAccuracy,
                counts = model.Card.Spectra,
                groups = model.Card.Groups,
                settings = model.Card.Settings,
                augmentation = model.Card.Augmentation,
                calibration = model.Card.Calibration,
                linePositionsEv = model.Card.LinePositionsEv,
                limits = model.Card.Limits,
                epochs = epochs.Points,
                files = drawn,
            },
            page =>
            {
                page.Table(["class", "spectra", "L3, eV"], model.Labels.Select(label => new[]
                {
                    label,
                    model.Card.Spectra[label].ToString(CultureInfo.InvariantCulture),
                    model.Card.LinePositionsEv.TryGetValue(label, out var line) ? line.ToString("0.0", CultureInfo.InvariantCulture) : "",
                }));
                page.Line($"{output}: {model.Card.Settings}, {model.Axis}");
                page.Line($"probabilities: {model.Card.Calibration}");
                page.Line(FormattableString.Invariant($"accuracy on its own training spectra {model.Card.TrainAccuracy:0.000}: no promise for others; {clock.Elapsed.TotalSeconds:0.0} s"));
            });
    }

    sealed class EpochLog : IProgress<TrainingEpoch>
    {
        readonly List<CurvePoint> points = [];

        public IReadOnlyList<CurvePoint> Points
        {
            get
            {
                lock (points) return [.. points];
            }
        }

        public void Report(TrainingEpoch value)
        {
            lock (points) points.Add(new(value.Member, value.Epoch, value.Loss, value.Accuracy, value.ValidationLoss, value.ValidationAccuracy, value.LearningRate));
        }
    }
}
