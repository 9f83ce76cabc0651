using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Picora.Testing;

namespace Picora.Benchmarks.Databases;

/// <summary>A database engine as somebody sees it who fills its tables.</summary>
/// <param name="Settings">For a server with an empty database of its own.</param>
/// <param name="Connect">To that database, given the server's data folder.</param>
/// <param name="Numbers">What stands behind FROM to get <c>n.i</c> from 1 to a number.</param>
/// <param name="Padded">An expression's number as so many digits.</param>
/// <param name="No">False, as this engine writes it.</param>
/// <param name="Finish">What the engine does by itself after a while.</param>
internal sealed record ListEngine(
    string Name, IReadOnlyList<string> Settings, Func<string, DbConnection> Connect, Func<long, string> Numbers, Func<string, int, string> Padded, string No, string Finish)
{
    public static ListEngine Sqlite() => new(
        "SQLite", [], folder => new SqliteConnection($"Data Source={Path.Combine(folder, "picora.db")};Pooling=False;Default Timeout=600"),
        count => $"(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) SELECT i FROM n) AS n",
        (number, digits) => $"printf('%0{digits}d', {number})",
        "0",
        "PRAGMA wal_checkpoint(TRUNCATE)");

    public static async Task<ListEngine> PostgresAsync()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        return new ListEngine(
            "PostgreSQL", ["--Picora:Database:Engine=Postgres", $"--Picora:Database:ConnectionString={database}"], _ => new NpgsqlConnection(database + ";Command Timeout=600"),
            count => $"generate_series(1::bigint, {count}) AS n(i)",
            (number, digits) => $"lpad(({number})::text, {digits}, '0')",
            "FALSE",
            "VACUUM ANALYZE");
    }

    public async Task<DbConnection> OpenAsync(string folder)
    {
        var connection = Connect(folder);
        await connection.OpenAsync();
        if (connection is SqliteConnection)
        {
            await RunAsync(connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -2000000; PRAGMA temp_store = MEMORY");
        }

        return connection;
    }

    public static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 3600;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The names of a table's columns.</summary>
    public static async Task<List<string>> ColumnsAsync(DbConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\" WHERE 1 = 0";
        await using var reader = await command.ExecuteReaderAsync();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }
}
