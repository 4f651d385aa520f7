namespace Whiteline.Search;

/// <summary>Studies of one process, gone when it ends. Safe for concurrent use.</summary>
/// <param name="clock">Tells the time; null for the system's.</param>
public sealed class MemoryStudyStorage(TimeProvider? clock = null) : IStudyStorage
{
    readonly Lock gate = new();
    readonly List<StoredStudy> studies = [];

    /// <inheritdoc/>
    public string Location => "memory";

    /// <inheritdoc/>
    public long Open(string name, IReadOnlyList<Direction> directions)
    {
        lock (gate)
        {
            var study = studies.FindIndex(one => one.Name == name);
            if (study < 0)
            {
                studies.Add(new(name, directions));
                return studies.Count - 1;
            }
            if (!studies[study].Directions.SequenceEqual(directions)) throw new BadInputException($"Study '{name}' is there with other directions. Give another name.");
            return study;
        }
    }

    /// <inheritdoc/>
    public void Remark(long study, string key, string json)
    {
        lock (gate) studies[(int)study].Remarks[key] = json;
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Remarks(long study)
    {
        lock (gate) return new Dictionary<string, string>(studies[(int)study].Remarks, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TrialRecord> Changed(long study, IReadOnlyList<TrialRecord> known)
    {
        lock (gate) return [.. studies[(int)study].Trials.Where(trial => trial.Number >= known.Count || !known[trial.Number].IsOver)];
    }

    /// <inheritdoc/>
    public TrialRecord? Claim(long study, int enough)
    {
        lock (gate)
        {
            var trials = studies[(int)study].Trials;
            if (trials.Find(trial => trial.State == TrialState.Waiting) is { } waiting) return Put(waiting with { State = TrialState.Running, Started = Now });
            return trials.Count(trial => trial.State != TrialState.Fail) >= enough ? null : Add(study, new(0, 0, TrialState.Running) { Started = Now });
        }
    }

    /// <inheritdoc/>
    public void AddParameters(TrialRecord trial, IReadOnlyDictionary<string, Setting> parameters)
    {
        lock (gate)
        {
            foreach (var (name, setting) in parameters)
                if (studies[StudyOf(trial)].Trials.Find(other => other.Parameters.TryGetValue(name, out var stored) && !stored.Domain.IsCompatible(setting.Domain)) is { } other)
                    throw new BadInputException($"Parameter '{name}' of trial {other.Number} has values of another kind. Give the search a study of its own.");
            var all = new Dictionary<string, Setting>(Stored(trial).Parameters, StringComparer.Ordinal);
            foreach (var (name, setting) in parameters) all[name] = setting;
            Put(Stored(trial) with { Parameters = all });
        }
    }

    /// <inheritdoc/>
    public void Report(TrialRecord trial, int at, double value)
    {
        lock (gate) Put(Stored(trial) with { Reports = new Dictionary<int, double>(Stored(trial).Reports) { [at] = value } });
    }

    /// <inheritdoc/>
    public void Remark(TrialRecord trial, string key, string json, bool system)
    {
        lock (gate)
        {
            var stored = Stored(trial);
            var remarks = new Dictionary<string, string>(system ? stored.SystemRemarks : stored.Remarks, StringComparer.Ordinal) { [key] = json };
            Put(system ? stored with { SystemRemarks = remarks } : stored with { Remarks = remarks });
        }
    }

    /// <inheritdoc/>
    public bool Finish(TrialRecord trial, TrialState state, IReadOnlyList<double> values)
    {
        lock (gate)
        {
            if (Stored(trial).State != TrialState.Running) return false;
            Put(Stored(trial) with { State = state, Values = [.. values], Ended = Now });
            return true;
        }
    }

    /// <inheritdoc/>
    public void Beat(TrialRecord trial)
    {
        // A worker of this process cannot die alone.
    }

    /// <inheritdoc/>
    public int FailSilent(long study, TimeSpan silence) => 0;

    /// <inheritdoc/>
    public void GiveBack(TrialRecord trial)
    {
        lock (gate)
        {
            if (!Finish(trial, TrialState.Fail, [])) return;
            Add(StudyOf(trial), Stored(trial) with { State = TrialState.Waiting, Started = null, Ended = null, Reports = new Dictionary<int, double>(), SystemRemarks = new Dictionary<string, string> { [Study.RepeatsFailed] = $"{trial.Number}" } });
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing outside the process is held.
    }

    DateTime Now => (clock ?? TimeProvider.System).GetLocalNow().DateTime;

    // Keys hold the study above the trial's number.
    static int StudyOf(TrialRecord trial) => (int)(trial.Id >> 32);

    TrialRecord Stored(TrialRecord trial) => studies[StudyOf(trial)].Trials[trial.Number];

    TrialRecord Put(TrialRecord trial) => studies[StudyOf(trial)].Trials[trial.Number] = trial;

    TrialRecord Add(long study, TrialRecord trial)
    {
        var trials = studies[(int)study].Trials;
        var added = trial with { Id = (study << 32) + trials.Count, Number = trials.Count };
        trials.Add(added);
        return added;
    }

    sealed record StoredStudy(string Name, IReadOnlyList<Direction> Directions)
    {
        public List<TrialRecord> Trials { get; } = [];

        public Dictionary<string, string> Remarks { get; } = new(StringComparer.Ordinal);
    }
}
