using System.Data.Common;
using System.Globalization;
using Dapper;
using Whiteline.Search;

namespace Whiteline.Storage;

/// <summary>Reads trials from Optuna's schema.</summary>
sealed class TrialReader(IDatabase database)
{
    // Keys so near to each other are read in one go, with what lies between them.
    const int Near = 8;

    readonly Dictionary<string, Domain> domains = new(StringComparer.Ordinal);

    // No number stands in a statement: Dapper compiles a reader for every text that it has not seen, which takes longer than the query.
    const string Rows = "SELECT trial_id AS Id, number AS Number, CAST(state AS VARCHAR(8)) AS State, datetime_start AS Started, datetime_complete AS Ended FROM trials";

    /// <summary>Trials of a study, by number.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="transaction">The transaction, or null.</param>
    /// <param name="study">The study's key.</param>
    /// <param name="from">The first number.</param>
    /// <param name="wanted">Says of a number whether the trial is wanted.</param>
    public IReadOnlyList<TrialRecord> Read(DbConnection connection, DbTransaction? transaction, long study, int from, Func<int, bool> wanted)
    {
        var rows = connection.Query<TrialRow>($"{Rows} WHERE study_id = @study AND number >= @from ORDER BY number", new { study, from }, transaction).Where(row => wanted((int)row.Number)).ToArray();
        var read = new List<TrialRecord>(rows.Length);
        for (int start = 0, end; start < rows.Length; start = end)
        {
            for (end = start + 1; end < rows.Length && rows[end].Id - rows[end - 1].Id is > 0 and <= Near;) end++;
            read.AddRange(Whole(connection, transaction, rows[start..end]));
        }
        return read;
    }

    /// <summary>One trial.</summary>
    public TrialRecord Read(DbConnection connection, DbTransaction? transaction, long trial) =>
        Whole(connection, transaction, [connection.QuerySingle<TrialRow>($"{Rows} WHERE trial_id = @trial", new { trial }, transaction)]).Single();

    // Rows with rising keys.
    IEnumerable<TrialRecord> Whole(DbConnection connection, DbTransaction? transaction, TrialRow[] rows)
    {
        const string these = "trial_id BETWEEN @first AND @last";
        var keys = new { first = rows[0].Id, last = rows[^1].Id };
        var settings = connection.Query<(long Trial, string Name, double Number, string Json)>(
            $"SELECT trial_id, param_name, param_value, distribution_json FROM trial_params WHERE {these} ORDER BY param_id", keys, transaction).ToLookup(row => row.Trial);
        var values = connection.Query<(long Trial, long Objective, double? Value, string Kind)>(
            $"SELECT trial_id, objective, value, CAST(value_type AS VARCHAR(7)) FROM trial_values WHERE {these} ORDER BY objective", keys, transaction).ToLookup(row => row.Trial);
        var reports = connection.Query<(long Trial, long Step, double? Value, string Kind)>(
            $"SELECT trial_id, step, intermediate_value, CAST(intermediate_value_type AS VARCHAR(7)) FROM trial_intermediate_values WHERE {these}", keys, transaction).ToLookup(row => row.Trial);
        var remarks = Remarks("trial_user_attributes");
        var systemRemarks = Remarks("trial_system_attributes");
        return rows.Select(row => new TrialRecord(row.Id, (int)row.Number, StateOf(row.State))
        {
            Started = TimeOf(row.Started),
            Ended = TimeOf(row.Ended),
            Parameters = settings[row.Id].ToDictionary(one => one.Name, one => new Setting(DomainOf(one.Json), one.Number), StringComparer.Ordinal),
            Values = [.. values[row.Id].Select(one => StoredNumber.Read(one.Value, one.Kind))],
            Reports = reports[row.Id].ToDictionary(one => (int)one.Step, one => StoredNumber.Read(one.Value, one.Kind)),
            Remarks = remarks[row.Id].ToDictionary(one => one.Key, one => one.Json, StringComparer.Ordinal),
            SystemRemarks = systemRemarks[row.Id].ToDictionary(one => one.Key, one => one.Json, StringComparer.Ordinal),
        });

        ILookup<long, (long Trial, string Key, string Json)> Remarks(string table) =>
            connection.Query<(long Trial, string Key, string Json)>($"SELECT trial_id, \"key\", value_json FROM {table} WHERE {these}", keys, transaction).ToLookup(row => row.Trial);
    }

    /// <summary>The domain of a text; the same text gives the same domain.</summary>
    public Domain DomainOf(string json)
    {
        lock (domains)
            return domains.TryGetValue(json, out var domain) ? domain : domains[json] = DomainJson.Read(json, database.Location);
    }

    TrialState StateOf(string name) => Enum.TryParse<TrialState>(name, ignoreCase: true, out var state)
        ? state
        : throw BadInputException.In(database.Location, $"a trial's state is '{name}'", "Check that the study was made by Optuna 3 or by Whiteline.");

    static DateTime? TimeOf(object? time) => time switch
    {
        DateTime moment => moment,
        string text when DateTime.TryParse(text, CultureInfo.InvariantCulture, out var moment) => moment,
        _ => null,
    };

    sealed class TrialRow
    {
        public long Id { get; set; }

        public long Number { get; set; }

        public string State { get; set; } = "";

        public object? Started { get; set; }

        public object? Ended { get; set; }
    }
}
