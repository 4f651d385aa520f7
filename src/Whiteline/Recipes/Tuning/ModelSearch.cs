using Whiteline.Learning;
using Whiteline.Provenance;
using Whiteline.Search;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Tuning;

/// <summary>
/// The objective of a search of hyperparameters: cross-validation of the model that a trial describes. The epochs of a network's first division and every division are reported on the
/// way, so that a pruner can give a trial up.
/// </summary>
/// <param name="data">Labelled spectra on a trusted energy axis.</param>
/// <param name="basis">What the search leaves as it is.</param>
/// <param name="split">How spectra are held out; the same divisions for every trial.</param>
/// <param name="objectives">What is made best, at least one.</param>
/// <param name="context">Seed, threads, progress, cancellation.</param>
public sealed class ModelSearch(LabeledSpectra data, TuningBasis basis, SplitPlan split, IReadOnlyList<TuningObjective> objectives, TrainingContext context)
{
    // Divisions report after the longest network's last epoch, so that one step means one thing; in a joint search those of machines too.
    const int DivisionSteps = 100_000;

    /// <summary>Which values are better, for each objective.</summary>
    public IReadOnlyList<Direction> Directions { get; } = [.. objectives.Select(objective => objective == TuningObjective.Cost ? Direction.Minimize : Direction.Maximize)];

    /// <summary>True when what is reported before the end can tell that a trial is worse: cost is known at the end only, and of several objectives no single one tells it.</summary>
    public static bool CanPrune(IReadOnlyList<TuningObjective> objectives) => objectives is [not TuningObjective.Cost];

    /// <summary>The values of a trial, one for each objective.</summary>
    /// <exception cref="TrialPrunedException">The pruner gave it up.</exception>
    /// <exception cref="BadInputException">Its model cannot be trained; says why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<double> Score(Trial trial)
    {
        using var pruning = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        var state = new Reporting(trial, pruning, mayPrune: CanPrune(objectives));
        var point = Point(trial.Parameters);
        var isNetwork = point.IsNetwork;
        double cost = 0;
        try
        {
            var plan = point.Plan(isNetwork ? state.Epoch : null);
            // Probabilities are not asked for, and calibrating them takes most of a machine's time.
            if (plan.Trainer is Learning.Svm.SvmTrainer machine) plan = plan with { Trainer = new Learning.Svm.SvmTrainer(machine.Options with { Probability = false }) };
            var result = CrossValidation.Run(data, plan, split, context with { Cancellation = pruning.Token, Progress = null }, scored: division =>
            {
                cost = Math.Max(cost, InferenceCost.Multiplications(division.Model.Classifier));
                state.Divisions(division.Index + 1, division.Count, Value(division.SoFar), basis.Model != "svm" ? DivisionSteps : 0);
            });
            trial.Remark("foldAccuracies", result.FoldAccuracies);
            return [.. objectives.Select(objective => objective == TuningObjective.Cost ? cost : objective == TuningObjective.Accuracy ? result.Scores.Accuracy : result.Scores.BalancedAccuracy)];
        }
        catch (OperationCanceledException) when (state.IsPruned && !context.Cancellation.IsCancellationRequested)
        {
            throw new TrialPrunedException();
        }
        catch (OperationCanceledException) when (state.Failure is not null)
        {
            throw state.Failure;
        }
    }

    /// <summary>Trains the model of a trial on all spectra.</summary>
    /// <param name="parameters">The trial's parameters.</param>
    /// <param name="training">How a network is trained now: a search trains it shorter than one would for use.</param>
    /// <param name="inputs">The files that the data came from, for the card.</param>
    /// <exception cref="BadInputException">The model cannot be trained; says why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public TrainedModel Train(IReadOnlyDictionary<string, Setting> parameters, Learning.Networks.NetworkOptions training, IReadOnlyList<InputFile> inputs) =>
        ModelTraining.Run(data, new TuningPoint(basis with { Training = training }, data, Values(parameters)).Plan(), inputs, context);

    TuningPoint Point(IReadOnlyDictionary<string, Setting> parameters) => new(basis, data, Values(parameters));

    double Value(Learning.Metrics.Scores scores) => objectives[0] == TuningObjective.BalancedAccuracy ? scores.BalancedAccuracy : scores.Accuracy;

    static Dictionary<string, object?> Values(IReadOnlyDictionary<string, Setting> parameters) => parameters.ToDictionary(one => one.Key, one => one.Value.Value, StringComparer.Ordinal);

    // Epochs are reported by the thread that listens to the network's process; nothing may be thrown there.
    sealed class Reporting(Trial trial, CancellationTokenSource pruning, bool mayPrune)
    {
        int divisions;

        public BadInputException? Failure { get; private set; }

        public bool IsPruned { get; private set; }

        public void Epoch(EpochAccuracy epoch)
        {
            if (divisions == 0) Report(epoch.Accuracy, epoch.Epoch);
        }

        public void Divisions(int done, int count, double value, int offset)
        {
            divisions = done;
            // After the last the value itself is told.
            if (done < count) Report(value, offset + done);
        }

        void Report(double value, int step)
        {
            if (!mayPrune || IsPruned || Failure is not null) return;
            try
            {
                trial.Report(value, step);
                if (!trial.ShouldPrune()) return;
                IsPruned = true;
            }
            catch (BadInputException error)
            {
                Failure = error;
            }
            pruning.Cancel();
        }
    }
}
