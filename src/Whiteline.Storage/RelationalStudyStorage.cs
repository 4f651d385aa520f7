using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Whiteline.Search;

namespace Whiteline.Storage;

/// <summary>
/// Studies in Optuna's relational schema, in a SQLite file or on a PostgreSQL server: Optuna in Python can read, plot and continue them, and the other way round. Safe for concurrent use,
/// by the threads of a process and by many processes.
/// </summary>
public sealed class RelationalStudyStorage : IStudyStorage
{
    // A trial that ended its worker so often will do it again.
    const int MostRepeats = 3;

    const string RepeatHistory = "retry_history";

    readonly IDatabase database;
    readonly TimeProvider clock;
    readonly TrialReader reader;
    readonly Dictionary<(long Study, string Name), Domain> checkedDomains = [];

    // One connection, for a connection costs more than what is mostly asked of it; heartbeats come from another thread.
    readonly Lock gate = new();
    DbConnection? kept;

    RelationalStudyStorage(IDatabase database, TimeProvider clock)
    {
        (this.database, this.clock, reader) = (database, clock, new(database));
        Do(connection =>
        {
            StudySchema.Prepare(database, connection);
            return true;
        });
    }

    /// <inheritdoc/>
    public string Location => database.Location;

    /// <summary>Opens a storage, whose tables are made when they are not there.</summary>
    /// <param name="url"><c>sqlite:///file.db</c> (four slashes for an absolute path), <c>postgresql://user:password@host/database</c>, or the path of a SQLite file.</param>
    /// <param name="clock">Tells the time; null for the system's.</param>
    /// <exception cref="BadInputException">The address is not understood, or the database cannot be reached or is of another version.</exception>
    public static RelationalStudyStorage Open(string url, TimeProvider? clock = null)
    {
        const string Mend = "Give sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE.";
        var scheme = url.Split("://") is [var before, _, ..] ? before.ToLowerInvariant() : null;
        IDatabase database = scheme?.Split('+')[0] switch
        {
            null or "sqlite" => new SqliteDatabase(scheme is null ? url : url[(scheme.Length + "://".Length)..] is ['/', .. { Length: > 0 } path] ? path : throw BadInputException.In(url, "no file is named", Mend)),
            "postgresql" or "postgres" => Uri.TryCreate($"postgresql{url[scheme.Length..]}", UriKind.Absolute, out var address) ? new PostgresDatabase(address) : throw new BadInputException($"The address of the storage is not understood. {Mend}"),
            _ => throw new BadInputException($"The storage '{scheme}' is not known. {Mend}"),
        };
        return new(database, clock ?? TimeProvider.System);
    }

    /// <summary>The names of the studies, in alphabetical order.</summary>
    public IReadOnlyList<string> Studies() => Do(connection => connection.Query<string>("SELECT study_name FROM studies ORDER BY study_name").AsList());

    /// <summary>The directions of a study that is there; null when it is not.</summary>
    public IReadOnlyList<Direction>? DirectionsOf(string name) => Do(connection => Find(connection, null, name) is { } study ? Directions(connection, null, study) : null);

    /// <inheritdoc/>
    public long Open(string name, IReadOnlyList<Direction> directions) => Write((connection, transaction) =>
    {
        if (Find(connection, transaction, name) is { } there)
        {
            if (!Directions(connection, transaction, there).SequenceEqual(directions)) throw BadInputException.In(Location, $"study '{name}' is there with other directions", "Give another name.");
            return there;
        }
        var study = connection.ExecuteScalar<long>("INSERT INTO studies (study_name) VALUES (@name) RETURNING study_id", new { name }, transaction);
        for (var objective = 0; objective < directions.Count; objective++)
            connection.Execute(
                $"INSERT INTO study_directions (direction, study_id, objective) VALUES ({database.Enumeration("@direction", "studydirection")}, @study, @objective)",
                new { direction = Name(directions[objective]), study, objective }, transaction);
        return study;
    });

    /// <inheritdoc/>
    public void Remark(long study, string key, string json) =>
        Do(connection => connection.Execute(Upsert("study_user_attributes", "study_id"), new { owner = study, key, json }));

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Remarks(long study) => Do(connection =>
        connection.Query<(string Key, string Json)>("SELECT \"key\", value_json FROM study_user_attributes WHERE study_id = @study", new { study }).ToDictionary(one => one.Key, one => one.Json, StringComparer.Ordinal));

    /// <inheritdoc/>
    public IReadOnlyList<TrialRecord> Changed(long study, IReadOnlyList<TrialRecord> known)
    {
        var open = known.Where(trial => !trial.IsOver).Select(trial => trial.Number).ToHashSet();
        return Do(connection => reader.Read(connection, null, study, open.Append(known.Count).Min(), number => number >= known.Count || open.Contains(number)));
    }

    /// <inheritdoc/>
    public TrialRecord? Claim(long study, int enough) => InStudy(study, (connection, transaction) =>
    {
        // A running trial without a heartbeat may have died long ago, and nobody could know: it does not count.
        var (waiting, there) = connection.QuerySingle<(long? Waiting, long There)>(
            """
            SELECT MIN(CASE WHEN state = 'WAITING' THEN trial_id END),
                   COUNT(CASE WHEN state IN ('COMPLETE', 'PRUNED', 'WAITING') OR (state = 'RUNNING' AND EXISTS (SELECT 1 FROM trial_heartbeats h WHERE h.trial_id = trials.trial_id)) THEN 1 END)
            FROM trials WHERE study_id = @study
            """,
            new { study }, transaction);
        if (waiting is { } id && connection.Execute("UPDATE trials SET state = 'RUNNING', datetime_start = @now WHERE trial_id = @id AND state = 'WAITING'", new { id, now = Now }, transaction) == 1)
        {
            Beat(connection, transaction, id);
            return reader.Read(connection, transaction, id);
        }
        if (there >= enough) return null;
        var (made, number) = Add(connection, transaction, study, TrialState.Running);
        Beat(connection, transaction, made);
        return new TrialRecord(made, number, TrialState.Running) { Started = clock.GetLocalNow().DateTime };
    });

    /// <inheritdoc/>
    public void AddParameters(TrialRecord trial, IReadOnlyDictionary<string, Setting> parameters) => Write((connection, transaction) =>
    {
        if (parameters.Count == 0) return false;
        var study = connection.ExecuteScalar<long>("SELECT study_id FROM trials WHERE trial_id = @Id", new { trial.Id }, transaction);
        foreach (var (name, setting) in parameters) Check(connection, transaction, study, name, setting.Domain);
        var rows = new DynamicParameters(new { trial.Id });
        foreach (var ((name, setting), k) in parameters.Select((one, k) => (one, k)))
        {
            rows.Add($"name{k}", name);
            rows.Add($"value{k}", setting.Number);
            rows.Add($"json{k}", DomainJson.Write(setting.Domain));
        }
        connection.Execute(
            $"""
            INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json) VALUES {string.Join(", ", Enumerable.Range(0, parameters.Count).Select(k => $"(@Id, @name{k}, @value{k}, @json{k})"))}
            ON CONFLICT (trial_id, param_name) DO UPDATE SET param_value = excluded.param_value, distribution_json = excluded.distribution_json
            """,
            rows, transaction);
        return true;
    });

    /// <inheritdoc/>
    public void Report(TrialRecord trial, int at, double value)
    {
        var (finite, kind) = StoredNumber.Of(value);
        var type = database.Enumeration("@kind", "trialintermediatevaluetype");
        Do(connection => connection.Execute(
            $"INSERT INTO trial_intermediate_values (trial_id, step, intermediate_value, intermediate_value_type) VALUES (@Id, @at, @finite, {type}) ON CONFLICT (trial_id, step) DO UPDATE SET intermediate_value = @finite, intermediate_value_type = {type}",
            new { trial.Id, at, finite, kind }));
    }

    /// <inheritdoc/>
    public void Remark(TrialRecord trial, string key, string json, bool system) =>
        Do(connection => connection.Execute(Upsert(system ? "trial_system_attributes" : "trial_user_attributes", "trial_id"), new { owner = trial.Id, key, json }));

    /// <inheritdoc/>
    public bool Finish(TrialRecord trial, TrialState state, IReadOnlyList<double> values) => Write((connection, transaction) => Finish(connection, transaction, trial.Id, state, values));

    /// <inheritdoc/>
    public void Beat(TrialRecord trial) => Write((connection, transaction) =>
    {
        Beat(connection, transaction, trial.Id);
        return true;
    });

    /// <inheritdoc/>
    public int FailSilent(long study, TimeSpan silence)
    {
        var seconds = (int)Math.Ceiling(silence.TotalSeconds);
        var dead = $"SELECT t.trial_id FROM trials t JOIN trial_heartbeats h ON h.trial_id = t.trial_id WHERE t.study_id = @study AND t.state = 'RUNNING' AND h.heartbeat < {database.SecondsAgo("@seconds")}";
        // Mostly none is, and then nobody need be kept waiting.
        if (Do(connection => connection.Query<long>(dead, new { study, seconds }).AsList()).Count == 0) return 0;
        return InStudy(study, (connection, transaction) =>
        {
            var trials = connection.Query<long>(dead, new { study, seconds }, transaction).AsList();
            foreach (var id in trials) Repeat(connection, transaction, study, reader.Read(connection, transaction, id), counts: true);
            return trials.Count;
        });
    }

    /// <inheritdoc/>
    public void GiveBack(TrialRecord trial)
    {
        var study = Do(connection => connection.ExecuteScalar<long>("SELECT study_id FROM trials WHERE trial_id = @Id", new { trial.Id }));
        InStudy(study, (connection, transaction) =>
        {
            Repeat(connection, transaction, study, reader.Read(connection, transaction, trial.Id), counts: false);
            return true;
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate) Disconnect();
    }

    object Now => database.Time(clock.GetLocalNow().DateTime);

    static string Name(Enum value) => value.ToString().ToUpperInvariant();

    static string Upsert(string table, string owner) =>
        $"INSERT INTO {table} ({owner}, \"key\", value_json) VALUES (@owner, @key, @json) ON CONFLICT ({owner}, \"key\") DO UPDATE SET value_json = @json";

    static long? Find(DbConnection connection, DbTransaction? transaction, string name) =>
        connection.ExecuteScalar<long?>("SELECT study_id FROM studies WHERE study_name = @name", new { name }, transaction);

    Direction[] Directions(DbConnection connection, DbTransaction? transaction, long study) =>
    [
        .. connection.Query<string>("SELECT CAST(direction AS VARCHAR(8)) FROM study_directions WHERE study_id = @study ORDER BY objective", new { study }, transaction)
            .Select(text => Enum.TryParse<Direction>(text, ignoreCase: true, out var direction) ? direction : throw BadInputException.In(Location, $"the study's direction is '{text}'", "Make the study with a direction.")),
    ];

    void Check(DbConnection connection, DbTransaction transaction, long study, string name, Domain domain)
    {
        if (!checkedDomains.TryGetValue((study, name), out var known))
        {
            var stored = connection.QueryFirstOrDefault<string>(
                "SELECT p.distribution_json FROM trial_params p JOIN trials t ON t.trial_id = p.trial_id WHERE t.study_id = @study AND p.param_name = @name LIMIT 1", new { study, name }, transaction);
            if (stored is null) return;
            checkedDomains[(study, name)] = known = reader.DomainOf(stored);
        }
        if (!known.IsCompatible(domain)) throw BadInputException.In(Location, $"parameter '{name}' has values of another kind in this study", "Give the search a study of its own (--study NAME).");
    }

    // The study's row is locked: the number is the count of the trials before, as Optuna gives it.
    (long Id, int Number) Add(DbConnection connection, DbTransaction transaction, long study, TrialState state)
    {
        var number = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM trials WHERE study_id = @study", new { study }, transaction);
        var id = connection.ExecuteScalar<long>(
            $"INSERT INTO trials (number, study_id, state, datetime_start) VALUES (@number, @study, {database.Enumeration("@state", "trialstate")}, @started) RETURNING trial_id",
            new { number, study, state = Name(state), started = state == TrialState.Running ? Now : null }, transaction);
        return (id, (int)number);
    }

    bool Finish(DbConnection connection, DbTransaction transaction, long id, TrialState state, IReadOnlyList<double> values)
    {
        var changed = connection.Execute(
            $"UPDATE trials SET state = {database.Enumeration("@state", "trialstate")}, datetime_complete = @now WHERE trial_id = @id AND state = 'RUNNING'", new { id, state = Name(state), now = Now }, transaction);
        if (changed == 0) return false;
        for (var objective = 0; objective < values.Count; objective++)
        {
            var (value, kind) = StoredNumber.Of(values[objective]);
            connection.Execute(
                $"INSERT INTO trial_values (trial_id, objective, value, value_type) VALUES (@id, @objective, @value, {database.Enumeration("@kind", "trialvaluetype")})", new { id, objective, value, kind }, transaction);
        }
        return true;
    }

    static void Beat(DbConnection connection, DbTransaction transaction, long id) => connection.Execute(
        "INSERT INTO trial_heartbeats (trial_id, heartbeat) VALUES (@id, CURRENT_TIMESTAMP) ON CONFLICT (trial_id) DO UPDATE SET heartbeat = CURRENT_TIMESTAMP", new { id }, transaction);

    // As Optuna's RetryFailedTrialCallback does it, with its names.
    void Repeat(DbConnection connection, DbTransaction transaction, long study, TrialRecord trial, bool counts)
    {
        if (!Finish(connection, transaction, trial.Id, TrialState.Fail, [])) return;
        var history = trial.SystemRemarks.TryGetValue(RepeatHistory, out var json) ? JsonSerializer.Deserialize<List<int>>(json) ?? [] : [];
        if (counts) history.Add(trial.Number);
        if (history.Count > MostRepeats) return;
        var (id, _) = Add(connection, transaction, study, TrialState.Waiting);
        connection.Execute("INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json) SELECT @id, param_name, param_value, distribution_json FROM trial_params WHERE trial_id = @old ORDER BY param_id", new { id, old = trial.Id }, transaction);
        var first = trial.SystemRemarks.TryGetValue(Study.RepeatsFailed, out var number) ? number : trial.Number.ToString(CultureInfo.InvariantCulture);
        connection.Execute(Upsert("trial_system_attributes", "trial_id"), new { owner = id, key = Study.RepeatsFailed, json = first }, transaction);
        connection.Execute(Upsert("trial_system_attributes", "trial_id"), new { owner = id, key = RepeatHistory, json = JsonSerializer.Serialize(history) }, transaction);
    }

    T InStudy<T>(long study, Func<DbConnection, DbTransaction, T> work) => Write((connection, transaction) =>
    {
        connection.Execute("SELECT study_id FROM studies WHERE study_id = @study" + database.ForUpdate, new { study }, transaction);
        return work(connection, transaction);
    });

    T Write<T>(Func<DbConnection, DbTransaction, T> work) => Do(connection =>
    {
        using var transaction = connection.BeginTransaction();
        var result = work(connection, transaction);
        transaction.Commit();
        return result;
    });

    T Do<T>(Func<DbConnection, T> work)
    {
        lock (gate)
        {
            try
            {
                return work(kept ??= database.Connect());
            }
            catch (DbException error)
            {
                // The next one to ask connects anew.
                Disconnect();
                throw BadInputException.In(Location, $"the storage failed ({error.Message})", "Check that it is there, that it may be written, and that no other program has locked it.", error);
            }
        }
    }

    void Disconnect()
    {
        kept?.Dispose();
        kept = null;
    }
}
