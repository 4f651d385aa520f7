using System.CommandLine;
using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Learning;
using Whiteline.Learning.Metrics;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Recipes;
using Whiteline.Recipes.Datasets;
using Whiteline.Reports;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline evaluate MODEL DATASET</c>.</summary>
static class EvaluateCommand
{
    /// <summary>Creates the command.</summary>
    public static CliCommand Create(CommonOptions common)
    {
        var model = new ModelChoice("DATASET", "labelled spectra that the model did not train on, .npz or .csv.");
        var uncertainty = AxisUncertainty.Option();
        var errorRate = ErrorRate.Option();
        var offset = Values.Option<double?>("--axis-offset", "Add this to the dataset's energies, eV, instead of judging their axis by the edge.", "EV", text => Values.Number(text, -100, 100));
        var output = new Option<string?>("--out") { Description = "Write figures and tables into this folder.", HelpName = "DIR", CustomParser = Values.OutputFolder };
        var robustness = new RobustnessOptions();
        var command = new CliCommand(
            "evaluate",
            "Scores a model on labelled spectra, as they are and with energy shifts and noise.",
            "whiteline evaluate mn.wlm references.npz --shifts -5:5:0.5 --gaussian 0:0.2:0.05",
            "whiteline evaluate mn.wlm references.npz --noise 1:5:0.5 --out scores --json")
        {
            offset, uncertainty, errorRate, output, common.Seed, common.Threads, common.Json, common.Quiet,
        };
        model.AddTo(command);
        robustness.AddTo(command);
        return command.Runs(run => Run(run, model.Read(run, most: 1), run.Value(output), robustness.Plan(run) with { Axis = new(run.Value(offset)), ErrorRate = run.Value(errorRate) }, run.Value(uncertainty)));
    }

    static void Run(CommandRun run, AskedModel asked, string? folder, EvaluationPlan plan, AxisUncertainty? uncertainty)
    {
        var (model, file) = (asked.Model, asked.Inputs[0]);
        var (data, made) = LabeledSpectraFile.Read(file) is var all ? (all.WithoutSynthetic(), all.SyntheticCount) : default;
        var context = new StepContext(file, run.Seed, run.Threads, run.Cancellation);
        var axis = AxisUncertainty.Known(uncertainty, model, data, plan.Axis?.OffsetEv, context);
        plan = plan with { Axis = axis };
        var result = Evaluation.Run(model, data, plan, context, run.Progress);
        var written = folder is null ? [] : EvaluationFiles.Write(folder, result, data);
        string[] warnings = [.. made > 0 ? [$"its {made} synthetic spectra were left out: a score on them tells nothing of measured ones."] : Array.Empty<string>(), .. result.Warnings, .. TrainedOn(model, file, data)];
        foreach (var warning in warnings) run.Warn($"'{file}': {warning}");
        run.Print(Document(result, data.Groups is not null, warnings, written, axis, model.Card.Calibration), page => Fill(page, result, data.Groups is not null, written));
    }

    static IEnumerable<string> TrainedOn(TrainedModel model, string file, LabeledSpectra data)
    {
        if (TrainingOverlap.Warning("The model", model.Card.Inputs, model.Card.Sources, InputFile.Of(file), data.Provenance) is { } warning) yield return warning;
    }

    static object Document(EvaluationResult result, bool byGroup, IReadOnlyList<string> warnings, IReadOnlyList<string> written, KnownAxis axis, string? method) => new
    {
        model = result.Model,
        byGroup,
        accuracy = result.Scores.Accuracy,
        accuracyStd = result.Uncertainty.Std,
        accuracyInterval = new[] { result.Uncertainty.Low, result.Uncertainty.High },
        accuracyIntervalMethod = result.Uncertainty.Method,
        balancedAccuracy = result.Scores.BalancedAccuracy,
        macroF1 = result.Scores.MacroF1,
        matthewsCorrelation = result.Scores.MatthewsCorrelation,
        cohenKappa = result.Scores.CohenKappa,
        labels = result.Scores.Confusion.Labels,
        confusion = result.Scores.Confusion.Rows(),
        logLoss = result.Scores.LogLoss,
        perClass = result.Scores.PerClass,
        shiftCurve = RobustnessCurves.Document(result.ShiftCurve, "shift"),
        noiseCurve = RobustnessCurves.Document(result.NoiseCurve, "multiple"),
        gaussianCurve = RobustnessCurves.Document(result.GaussianCurve, "sigma"),
        doseCurve = RobustnessCurves.Document(result.DoseCurve, "peakCounts"),
        resolutionCurve = RobustnessCurves.Document(result.ResolutionCurve, "fwhmEv"),
        dispersionCurve = RobustnessCurves.Document(result.DispersionCurve, "dispersionEv"),
        calibration = new { method, ece = result.Scores.Ece, brier = result.Scores.Brier, bins = result.Scores.Bins },
        answered = result.Answers.Answered,
        accuracyAnswered = result.Answers.Accuracy,
        abstained = result.Answers.Reasons,
        undecided = UndecidedSets.Of(result.Verdicts),
        riskCurve = result.Answers.Curve,
        sets = result.Sets,
        axis = axis.Estimate?.ToJson(),
        warnings,
        files = written,
    };

    static void Fill(Page page, EvaluationResult result, bool byGroup, IReadOnlyList<string> written)
    {
        var scores = result.Scores;
        page.Table(
            ["class", "precision", "recall", "F1", "spectra", .. scores.Confusion.Labels.Select(label => $"as {label}")],
            scores.PerClass.Select((score, row) => (string[])
            [
                score.Label, Number(score.Precision), Number(score.Recall), Number(score.F1), score.Support.ToString(CultureInfo.InvariantCulture),
                .. scores.Confusion.Labels.Select((_, column) => scores.Confusion[row, column].ToString(CultureInfo.InvariantCulture)),
            ]));
        page.Line(FormattableString.Invariant($"accuracy {scores.Accuracy:0.000} (95 % within {result.Uncertainty.Low:0.000} to {result.Uncertainty.High:0.000}{(result.Uncertainty.Method == IntervalMethod.Wilson ? $", by Wilson's interval; {(byGroup ? "groups" : "spectra")}: {result.Uncertainty.Units}" : "")}), balanced {scores.BalancedAccuracy:0.000}, macro F1 {scores.MacroF1:0.000}"));
        ScoreLines.Fill(page, scores);
        page.Line(FormattableString.Invariant($"answered {result.Answers.Answered:0.000}, right among those {result.Answers.Accuracy:0.000}{string.Concat(result.Answers.Reasons.Select(pair => $"; {UndecidedSets.InWords(pair.Key, pair.Value, UndecidedSets.Of(result.Verdicts))}"))}"));
        if (result.Sets is { } sets) page.Line(FormattableString.Invariant($"sets at an error rate of {sets.ErrorRate}: {sets.Coverage:0.000} hold the truth, {sets.Single:0.000} name one state, {sets.Several:0.000} several, {sets.Empty:0.000} none"));
        RobustnessCurves.Fill(page, result);
        foreach (var file in written) page.Line(file);
    }

    static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("0.000", CultureInfo.InvariantCulture);
}
