using System.Data.Common;

namespace Whiteline.Storage;

/// <summary>What differs between the databases that hold Optuna's schema.</summary>
interface IDatabase
{
    /// <summary>The database in words, without a password.</summary>
    string Location { get; }

    /// <summary>Opens a connection.</summary>
    DbConnection Connect();

    /// <summary>Begins a transaction in which no other worker makes tables.</summary>
    DbTransaction BeginMakingTables(DbConnection connection);

    /// <summary>A column's type in the statements that make the tables: <c>serial</c>, <c>float</c>, <c>time</c>, or an enumeration's name.</summary>
    string TypeOf(string token);

    /// <summary>The types that the tables need.</summary>
    IEnumerable<string> MakeTypes { get; }

    /// <summary>A parameter of an enumeration's type.</summary>
    string Enumeration(string parameter, string type);

    /// <summary>The end of a SELECT whose rows stay locked until the transaction ends.</summary>
    string ForUpdate { get; }

    /// <summary>The time of a number of seconds ago, as the heartbeat column holds it.</summary>
    string SecondsAgo(string parameter);

    /// <summary>A time as its column takes it.</summary>
    object Time(DateTime time);
}
