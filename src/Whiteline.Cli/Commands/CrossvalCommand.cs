using System.CommandLine;
using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Recipes;
using Whiteline.Reports;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline crossval DATASET…</c>.</summary>
static class CrossvalCommand
{
    /// <summary>Creates the command.</summary>
    public static CliCommand Create(CommonOptions common)
    {
        var datasets = new Argument<string[]>("DATASET") { Description = "Labelled datasets, .npz or .csv; several are joined on the energies they share.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string?>("--out") { Description = "Write the confusion figure and the predictions into this folder.", HelpName = "DIR", CustomParser = Values.OutputFolder };
        var groupBefore = new Option<string?>("--group-before") { Description = "Take the part of a group's name before this text as the group: with '-', S1-6 and S1-7 are both of S1.", HelpName = "TEXT" };
        var split = new SplitOptions();
        var training = new TrainingOptions();
        var robustness = new RobustnessOptions();
        var command = new CliCommand(
            "crossval",
            "Scores a classifier on spectra that it did not train on.",
            "whiteline crossval mn.npz --model svm --by-group --folds 8",
            "whiteline crossval references.npz --leave-one-group-out --group-before - --shift-augment 4 --shifts -2:2:0.5",
            "whiteline crossval fe.npz --shuffle 10 --training-share 0.65 --out fe-scores")
        {
            datasets, output, groupBefore, common.Seed, common.Threads, common.Json, common.Quiet,
        };
        split.AddTo(command);
        robustness.AddTo(command);
        training.AddTo(command);
        return command.Runs(run => Run(run, run.Value(datasets), run.Value(output), training.Plan(run), split.Plan(run), run.Value(groupBefore), robustness.IsAsked(run) ? robustness.Plan(run) : null));
    }

    static void Run(CommandRun run, string[] files, string? folder, TrainingPlan plan, SplitPlan split, string? groupBefore, EvaluationPlan? test)
    {
        var data = CommonAxis.Join([.. files.Select(LabeledSpectraFile.Read)]);
        if (groupBefore is { Length: > 0 }) data = data.GroupedBefore(groupBefore);
        var result = CrossValidation.Run(data, plan, split, new(run.Seed, run.Threads, run.Progress, run.Cancellation), test);
        var written = folder is null ? [] : CrossValidationFiles.Write(folder, result, data);
        foreach (var warning in result.Warnings) run.Warn(warning);
        run.Print(Document(result), page => Fill(page, result, written));
    }

    static object Document(CrossValidationResult result) => new
    {
        model = result.Model,
        folds = result.FoldAccuracies.Count,
        byGroup = result.ByGroup,
        accuracy = result.Scores.Accuracy,
        accuracyStd = result.AccuracyStd,
        balancedAccuracy = result.Scores.BalancedAccuracy,
        macroF1 = result.Scores.MacroF1,
        matthewsCorrelation = result.Scores.MatthewsCorrelation,
        cohenKappa = result.Scores.CohenKappa,
        labels = result.Labels,
        confusion = result.Scores.Confusion.Rows(),
        foldAccuracies = result.FoldAccuracies,
        split = result.Split,
        logLoss = result.Scores.LogLoss,
        brier = result.Scores.Brier,
        ece = result.Scores.Ece,
        perClass = result.Scores.PerClass,
        shiftCurve = RobustnessCurves.Document(result.Robustness?.ShiftCurve, "shift"),
        noiseCurve = RobustnessCurves.Document(result.Robustness?.NoiseCurve, "multiple"),
        gaussianCurve = RobustnessCurves.Document(result.Robustness?.GaussianCurve, "sigma"),
        doseCurve = RobustnessCurves.Document(result.Robustness?.DoseCurve, "peakCounts"),
        resolutionCurve = RobustnessCurves.Document(result.Robustness?.ResolutionCurve, "fwhmEv"),
        dispersionCurve = RobustnessCurves.Document(result.Robustness?.DispersionCurve, "dispersionEv"),
    };

    static void Fill(Page page, CrossValidationResult result, IReadOnlyList<string> written)
    {
        var scores = result.Scores;
        page.Table(
            ["class", "precision", "recall", "F1", "ROC area", "spectra", .. result.Labels.Select(label => $"as {label}")],
            scores.PerClass.Select((score, row) => (string[])
            [
                score.Label, Number(score.Precision), Number(score.Recall), Number(score.F1), Number(score.RocAuc),
                score.Support.ToString(CultureInfo.InvariantCulture),
                .. result.Labels.Select((_, column) => scores.Confusion[row, column].ToString(CultureInfo.InvariantCulture)),
            ]));
        page.Line($"split: {result.Split}");
        page.Line(FormattableString.Invariant($"accuracy {scores.Accuracy:0.000} (standard deviation of {result.FoldAccuracies.Count} folds {result.AccuracyStd:0.000}), balanced {scores.BalancedAccuracy:0.000}, macro F1 {scores.MacroF1:0.000}"));
        ScoreLines.Fill(page, scores);
        if (result.Robustness is { } robustness) RobustnessCurves.Fill(page, robustness);
        page.Line(result.Settings);
        foreach (var file in written) page.Line(file);
    }

    static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("0.000", CultureInfo.InvariantCulture);
}
