using System.ComponentModel.DataAnnotations;

namespace Picora.Infrastructure.Persistence;

/// <summary>Settings under <c>Picora:Database</c>.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Picora:Database";

    /// <summary>Which engine keeps the rows: <c>Sqlite</c> (embedded), <c>Postgres</c> or <c>SqlServer</c>.</summary>
    public DatabaseEngine Engine { get; set; } = DatabaseEngine.Sqlite;

    /// <summary>The ADO.NET connection string. Left empty with SQLite: the file <c>picora.db</c> in the data folder.</summary>
    public string ConnectionString { get; set; } = string.Empty;

    /// <summary>Statements per round trip; 0 leaves it to the provider. Some TDS-compatible servers need 1.</summary>
    [Range(0, 1000)]
    public int MaxBatchSize { get; set; }

    /// <summary>Seconds after which a statement is given up.</summary>
    [Range(1, 3600)]
    public int CommandTimeoutSeconds { get; set; } = 30;

    /// <summary>
    /// Whether the database is created when the server that the connection string names lacks it. Off: it has to be there, and the account needs
    /// no more than its own tables.
    /// </summary>
    public bool CreateDatabase { get; set; } = true;

    /// <summary>Seconds after which a migration is given up, and a start that waits for another server's migration. Default 3,600.</summary>
    [Range(1, 86400)]
    public int MigrationTimeoutSeconds { get; set; } = 3600;

    /// <summary>Whether the server applies missing migrations when it starts.</summary>
    public bool MigrateOnStart { get; set; } = true;
}

public enum DatabaseEngine
{
    Sqlite,
    Postgres,
    SqlServer,
}
