using System.Diagnostics;
using System.Text.Json;

namespace Whiteline.Search;

/// <summary>
/// A search for the parameters at which an objective is best. Any number of workers may run the same study at once; each takes trials, one after the other, until the study has as many as
/// were asked for. A killed study goes on where it was.
/// </summary>
public sealed class Study
{
    /// <summary>The system remark of a trial that repeats one whose worker died: the number of that trial. The name is Optuna's.</summary>
    public const string RepeatsFailed = "failed_trial";

    /// <summary>The remark that says how a trial's parameters were chosen: <c>random</c>, <c>tpe</c>, <c>grid</c>, or <c>again</c> for those of a failed trial.</summary>
    public const string ChosenBy = "whiteline:chosen_by";

    /// <summary>The remark on a trial whose point was known: the number of the trial that it repeats.</summary>
    public const string Repeats = "whiteline:repeats";

    /// <summary>The remark with an error's text.</summary>
    public const string Error = "whiteline:error";

    const string NoNumber = "The value is not a number.";

    readonly long key;
    readonly IPruner pruner;
    readonly SortedDictionary<int, TrialRecord> trials = [];
    int failedInARow;

    /// <summary>Opens a study, which is made when it is not there.</summary>
    /// <param name="storage">Where it is kept; stays the caller's.</param>
    /// <param name="name">Its name.</param>
    /// <param name="directions">Which values are better, for each objective.</param>
    /// <param name="sampler">Chooses parameters.</param>
    /// <param name="pruner">Gives up trials early; with several objectives, none may be given up.</param>
    /// <exception cref="BadInputException">The study is there with other directions, or the storage cannot be used.</exception>
    public Study(IStudyStorage storage, string name, IReadOnlyList<Direction> directions, ISampler sampler, IPruner? pruner = null)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(directions);
        ArgumentNullException.ThrowIfNull(sampler);
        if (directions.Count == 0) throw new BadInputException("A study needs at least one objective.");
        if (directions.Count > 1 && pruner is not (null or NoPruner)) throw new BadInputException("With several objectives no report tells whether a trial is worse; search without a pruner.");
        (Storage, Sampler, this.pruner) = (storage, sampler, pruner ?? new NoPruner());
        key = storage.Open(name, directions);
        History = new(name, directions, []);
        Refresh();
    }

    /// <summary>The trials, as they were when last looked at.</summary>
    public StudyHistory History { get; private set; }

    internal IStudyStorage Storage { get; }

    internal ISampler Sampler { get; }

    /// <summary>Reads what other workers have changed.</summary>
    public void Refresh()
    {
        foreach (var trial in Storage.Changed(key, History.Trials)) trials[trial.Number] = trial;
        History = new(History.Name, History.Directions, [.. trials.Values]);
    }

    /// <summary>Keeps a remark with the study; any value that JSON can hold.</summary>
    public void Remark(string name, object? value) => Storage.Remark(key, name, JsonSerializer.Serialize(value));

    /// <summary>The remarks on the study: a JSON text by key.</summary>
    public IReadOnlyDictionary<string, string> Remarks() => Storage.Remarks(key);

    /// <summary>Takes up a waiting trial, or begins the next.</summary>
    /// <param name="enough">The number of trials that the study is to have.</param>
    /// <returns>The trial, or null when the study has enough complete, pruned, running and waiting ones.</returns>
    public Trial? Ask(int enough)
    {
        var record = Storage.Claim(key, enough);
        Refresh();
        if (record is null) return null;
        var again = record.Parameters.Count > 0;
        var trial = new Trial(this, record, again ? new Dictionary<string, double>() : Sampler.ChooseTogether(History, record.Number));
        trial.SystemRemark(ChosenBy, JsonSerializer.Serialize(again ? "again" : Sampler.IsRandom(History) ? "random" : Sampler.Name));
        return trial;
    }

    /// <summary>Ends a trial with its values, one for each objective.</summary>
    /// <exception cref="ArgumentException">There is not one value for each objective.</exception>
    public void Tell(Trial trial, params IReadOnlyList<double> values)
    {
        if (values.Count != History.Directions.Count) throw new ArgumentException($"{values.Count} values were told for {History.Directions.Count} objectives.", nameof(values));
        // A value that is no number says nothing about which is better.
        if (values.Any(double.IsNaN)) Fail(trial, NoNumber);
        else Storage.Finish(trial.Record, TrialState.Complete, values);
    }

    /// <summary>Works at the study until it has enough trials: complete, pruned, or with another worker that is alive.</summary>
    /// <param name="objective">Gives one value for each objective; throws <see cref="TrialPrunedException"/> to give the trial up. A <see cref="BadInputException"/> fails the trial and the search goes on.</param>
    /// <param name="work">How many trials, and how workers watch each other.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the trial at hand was given back and will be taken up by the next worker.</exception>
    /// <exception cref="BadInputException">The first trials all failed, or too many one after another; says why the last did.</exception>
    public void Run(Func<Trial, IReadOnlyList<double>> objective, StudyWork work)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(work);
        failedInARow = 0;
        Storage.FailSilent(key, work.Silence);
        var looked = Stopwatch.GetTimestamp();
        while (true)
        {
            work.Cancellation.ThrowIfCancellationRequested();
            if (Stopwatch.GetElapsedTime(looked) >= work.Beat)
            {
                Storage.FailSilent(key, work.Silence);
                looked = Stopwatch.GetTimestamp();
            }
            if (Ask(work.Trials) is { } trial) RunOne(trial, objective, work);
            // A trial of another worker that dies is ours to repeat.
            else if (History.Trials.Any(other => other.State is TrialState.Running or TrialState.Waiting)) work.Cancellation.WaitHandle.WaitOne(work.Beat);
            else return;
        }
    }

    internal bool ShouldPrune(TrialRecord trial, Action<string, string> remark)
    {
        Refresh();
        return pruner.ShouldPrune(History, trial, remark);
    }

    void RunOne(Trial trial, Func<Trial, IReadOnlyList<double>> objective, StudyWork work)
    {
        work.Changed?.Invoke(this);
        using var beat = new Timer(_ => Beat(trial), null, work.Beat, work.Beat);
        try
        {
            if (work.Space is { } space) trial.Choose(space);
            if (work.Remember && Known(trial) is { } known)
            {
                trial.SystemRemark(Repeats, JsonSerializer.Serialize(known.Number));
                Tell(trial, known.Values);
            }
            else
            {
                var values = objective(trial);
                if (values.Any(double.IsNaN)) throw new BadInputException(NoNumber);
                Tell(trial, values);
            }
            failedInARow = 0;
        }
        catch (TrialPrunedException)
        {
            failedInARow = 0;
            Storage.Finish(trial.Record, TrialState.Pruned, trial.Record.LastStep is { } step && double.IsFinite(trial.Record.Reports[step]) && History.Directions.Count == 1 ? [trial.Record.Reports[step]] : []);
        }
        catch (BadInputException error)
        {
            Fail(trial, error.Message);
            Refresh();
            if (History.Trials.Count >= work.MostFailures && History.Trials.All(other => other.State is TrialState.Fail or TrialState.Running)) throw;
            if (++failedInARow >= work.MostFailuresInARow)
                throw new BadInputException($"The last {failedInARow} trials of the study '{History.Name}' all failed, the last one so: {error.Message} The {History.Finished.Count} that are done are kept.", error);
        }
        catch (Exception)
        {
            // Cancelled, or a defect: the trial is not lost.
            Storage.GiveBack(trial.Record);
            throw;
        }
        Refresh();
        work.Changed?.Invoke(this);
    }

    void Fail(Trial trial, string reason)
    {
        trial.Remark(Error, reason);
        Storage.Finish(trial.Record, TrialState.Fail, []);
    }

    // A timer's thread must not fall over a storage that is busy for a moment; the next beat tells.
    void Beat(Trial trial)
    {
        try
        {
            Storage.Beat(trial.Record);
        }
        catch (BadInputException)
        {
        }
    }

    TrialRecord? Known(Trial trial) => History.Trials.FirstOrDefault(other => other.State == TrialState.Complete && other.HasParametersOf(trial.Record));
}
