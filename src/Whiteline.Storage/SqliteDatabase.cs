using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Whiteline.Storage;

/// <summary>A file; good for the workers of one machine.</summary>
sealed class SqliteDatabase(string path) : IDatabase
{
    const int PatienceSeconds = 60;

    readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = PatienceSeconds }.ToString();

    public string Location => path;

    public IEnumerable<string> MakeTypes => [];

    // Every transaction that writes has the whole file.
    public string ForUpdate => "";

    public DbConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        // A crash of the machine may cost the last trial, never the file.
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=60000;";
        command.ExecuteNonQuery();
        return connection;
    }

    public DbTransaction BeginMakingTables(DbConnection connection) => connection.BeginTransaction();

    public string TypeOf(string token) => token switch
    {
        "serial" => "INTEGER NOT NULL",
        "float" => "FLOAT",
        "time" => "DATETIME",
        "studydirection" or "trialstate" => "VARCHAR(8)",
        _ => "VARCHAR(7)",
    };

    public string Enumeration(string parameter, string type) => parameter;

    public string SecondsAgo(string parameter) => $"datetime('now', '-' || {parameter} || ' seconds')";

    public object Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
