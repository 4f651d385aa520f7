using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;

namespace Whiteline.Storage;

/// <summary>Optuna's relational schema: version 12, that of Optuna 3.</summary>
static partial class StudySchema
{
    /// <summary>The schema's number.</summary>
    public const int Version = 12;

    // The Optuna whose schema this is, and its last migration: what Optuna looks at to see whether it may use the tables.
    const string Library = "3.1.0", Migration = "v3.0.0.d";

    static readonly string[] Tables =
    [
        """CREATE TABLE studies (study_id {serial}, study_name VARCHAR(512) NOT NULL, PRIMARY KEY (study_id))""",
        """CREATE UNIQUE INDEX ix_studies_study_name ON studies (study_name)""",
        """CREATE TABLE version_info (version_info_id INTEGER NOT NULL, schema_version INTEGER, library_version VARCHAR(256), PRIMARY KEY (version_info_id), CHECK (version_info_id = 1))""",
        """CREATE TABLE study_directions (study_direction_id {serial}, direction {studydirection} NOT NULL, study_id INTEGER NOT NULL, objective INTEGER NOT NULL, PRIMARY KEY (study_direction_id), UNIQUE (study_id, objective), FOREIGN KEY (study_id) REFERENCES studies (study_id))""",
        """CREATE TABLE study_user_attributes (study_user_attribute_id {serial}, study_id INTEGER, "key" VARCHAR(512), value_json TEXT, PRIMARY KEY (study_user_attribute_id), UNIQUE (study_id, "key"), FOREIGN KEY (study_id) REFERENCES studies (study_id))""",
        """CREATE TABLE study_system_attributes (study_system_attribute_id {serial}, study_id INTEGER, "key" VARCHAR(512), value_json TEXT, PRIMARY KEY (study_system_attribute_id), UNIQUE (study_id, "key"), FOREIGN KEY (study_id) REFERENCES studies (study_id))""",
        """CREATE TABLE trials (trial_id {serial}, number INTEGER, study_id INTEGER, state {trialstate} NOT NULL, datetime_start {time}, datetime_complete {time}, PRIMARY KEY (trial_id), FOREIGN KEY (study_id) REFERENCES studies (study_id))""",
        """CREATE TABLE trial_user_attributes (trial_user_attribute_id {serial}, trial_id INTEGER, "key" VARCHAR(512), value_json TEXT, PRIMARY KEY (trial_user_attribute_id), UNIQUE (trial_id, "key"), FOREIGN KEY (trial_id) REFERENCES trials (trial_id))""",
        """CREATE TABLE trial_system_attributes (trial_system_attribute_id {serial}, trial_id INTEGER, "key" VARCHAR(512), value_json TEXT, PRIMARY KEY (trial_system_attribute_id), UNIQUE (trial_id, "key"), FOREIGN KEY (trial_id) REFERENCES trials (trial_id))""",
        """CREATE TABLE trial_params (param_id {serial}, trial_id INTEGER, param_name VARCHAR(512), param_value {float}, distribution_json TEXT, PRIMARY KEY (param_id), UNIQUE (trial_id, param_name), FOREIGN KEY (trial_id) REFERENCES trials (trial_id))""",
        """CREATE TABLE trial_values (trial_value_id {serial}, trial_id INTEGER NOT NULL, objective INTEGER NOT NULL, value {float}, value_type {trialvaluetype} NOT NULL, PRIMARY KEY (trial_value_id), UNIQUE (trial_id, objective), FOREIGN KEY (trial_id) REFERENCES trials (trial_id))""",
        """CREATE TABLE trial_intermediate_values (trial_intermediate_value_id {serial}, trial_id INTEGER NOT NULL, step INTEGER NOT NULL, intermediate_value {float}, intermediate_value_type {trialintermediatevaluetype} NOT NULL, PRIMARY KEY (trial_intermediate_value_id), UNIQUE (trial_id, step), FOREIGN KEY (trial_id) REFERENCES trials (trial_id))""",
        """CREATE TABLE trial_heartbeats (trial_heartbeat_id {serial}, trial_id INTEGER NOT NULL, heartbeat {time} NOT NULL, PRIMARY KEY (trial_heartbeat_id), UNIQUE (trial_id), FOREIGN KEY (trial_id) REFERENCES trials (trial_id))""",
        """CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))""",
    ];

    /// <summary>Makes the tables in an empty database, or checks that those that are there can be used.</summary>
    /// <exception cref="BadInputException">The tables are of another version.</exception>
    public static void Prepare(IDatabase database, DbConnection connection)
    {
        using var transaction = database.BeginMakingTables(connection);
        if (!HasTables(database, connection, transaction)) MakeTables(database, connection, transaction);
        var version = connection.ExecuteScalar<int?>("SELECT schema_version FROM version_info", transaction: transaction);
        if (version != Version)
        {
            var found = string.Create(CultureInfo.InvariantCulture, $"its tables are of schema version {version}, and Whiteline writes version {Version}, that of Optuna 3");
            throw BadInputException.In(database.Location, found, "Upgrade it with 'optuna storage upgrade', or take another database.");
        }
        transaction.Commit();
    }

    static bool HasTables(IDatabase database, DbConnection connection, DbTransaction transaction) => connection.ExecuteScalar<long>(
        database is SqliteDatabase
            ? "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'version_info'"
            : "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'version_info'",
        transaction: transaction) > 0;

    static void MakeTables(IDatabase database, DbConnection connection, DbTransaction transaction)
    {
        foreach (var statement in database.MakeTypes.Concat(Tables))
            connection.Execute(Token().Replace(statement, token => database.TypeOf(token.Groups[1].Value)), transaction: transaction);
        connection.Execute("INSERT INTO version_info (version_info_id, schema_version, library_version) VALUES (1, @Version, @Library)", new { Version, Library }, transaction);
        connection.Execute("INSERT INTO alembic_version (version_num) VALUES (@Migration)", new { Migration }, transaction);
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Token();
}
