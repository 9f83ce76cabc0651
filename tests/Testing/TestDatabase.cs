using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Picora.Testing;

/// <summary>
/// A server's own database: a file in its data folder, or with <c>PICORA_TEST_ENGINE=postgres</c> one on the shared PostgreSQL.
/// </summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private const string Variable = "PICORA_TEST_ENGINE";

    private readonly PostgresServer? server;
    private readonly string connectionString;

    private TestDatabase(PostgresServer? server, string connectionString) => (this.server, this.connectionString) = (server, connectionString);

    /// <summary>The engine under test: <c>sqlite</c> or <c>postgres</c>.</summary>
    public static string Engine => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } engine ? engine : "sqlite";

    public IEnumerable<string> Settings => server is null
        ? []
        : ["--Picora:Database:Engine=Postgres", $"--Picora:Database:ConnectionString={connectionString}"];

    public static async Task<TestDatabase> CreateAsync()
    {
        switch (Engine)
        {
            case "sqlite":
                using (var connection = new SqliteConnection())
                {
                    EngineReport.Ran("SQLite", connection.ServerVersion);
                }

                return new TestDatabase(null, string.Empty);
            case "postgres":
                var server = await PostgresServer.SharedAsync();
                EngineReport.Ran("PostgreSQL", await server.VersionAsync());
                return new TestDatabase(server, await server.CreateDatabaseAsync());
            default:
                throw new InvalidOperationException($"{Variable}: there is no engine '{Engine}'.");
        }
    }

    /// <summary>Does to the database what no client can. Works on every engine: names in double quotes.</summary>
    public async Task<int> ExecuteAsync(string dataFolder, string sql)
    {
        await using DbConnection connection = server is null
            ? new SqliteConnection($"Data Source={Path.Combine(dataFolder, "picora.db")};Pooling=False")
            : new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DropDatabaseAsync(connectionString);
        }
    }
}
