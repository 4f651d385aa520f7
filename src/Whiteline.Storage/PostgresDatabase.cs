using System.Data.Common;
using Npgsql;

namespace Whiteline.Storage;

/// <summary>A server; for the workers of many machines.</summary>
sealed class PostgresDatabase : IDatabase
{
    // Any number, the same for all workers.
    const long TablesLock = 7_743_219_001;

    readonly string connectionString;

    public PostgresDatabase(Uri address)
    {
        var user = address.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host.Length > 0 ? address.Host : "localhost",
            Database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')),
            MaxPoolSize = 4,
        };
        if (address.Port > 0) builder.Port = address.Port;
        if (user[0].Length > 0) builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) builder.Password = Uri.UnescapeDataString(user[1]);
        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            if (pair.Split('=', 2) is ["host", var socket]) builder.Host = Uri.UnescapeDataString(socket);
        connectionString = builder.ToString();
        Location = $"postgresql://{builder.Host}/{builder.Database}";
    }

    public string Location { get; }

    public IEnumerable<string> MakeTypes =>
    [
        "CREATE TYPE studydirection AS ENUM ('NOT_SET', 'MINIMIZE', 'MAXIMIZE')",
        "CREATE TYPE trialstate AS ENUM ('RUNNING', 'COMPLETE', 'PRUNED', 'FAIL', 'WAITING')",
        "CREATE TYPE trialvaluetype AS ENUM ('FINITE', 'INF_POS', 'INF_NEG')",
        "CREATE TYPE trialintermediatevaluetype AS ENUM ('FINITE', 'INF_POS', 'INF_NEG', 'NAN')",
    ];

    public string ForUpdate => " FOR UPDATE";

    public DbConnection Connect()
    {
        var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        return connection;
    }

    public DbTransaction BeginMakingTables(DbConnection connection)
    {
        var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT pg_advisory_xact_lock({TablesLock})";
        command.ExecuteNonQuery();
        return transaction;
    }

    public string TypeOf(string token) => token switch
    {
        "serial" => "SERIAL NOT NULL",
        "float" => "DOUBLE PRECISION",
        "time" => "TIMESTAMP WITHOUT TIME ZONE",
        _ => token,
    };

    public string Enumeration(string parameter, string type) => $"CAST({parameter} AS {type})";

    public string SecondsAgo(string parameter) => $"CAST(CURRENT_TIMESTAMP AS TIMESTAMP) - make_interval(secs => {parameter})";

    public object Time(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
}
