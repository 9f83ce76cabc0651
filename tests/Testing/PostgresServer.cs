using Npgsql;

namespace Picora.Testing;

/// <summary>
/// The PostgreSQL that the tests run on: one throw-away server per test process, or the server that <c>PICORA_TEST_POSTGRES</c> names.
/// </summary>
public sealed class PostgresServer
{
    public const string Variable = "PICORA_TEST_POSTGRES";

    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartAsync);

    private readonly string connectionString;

    private PostgresServer(string connectionString) => this.connectionString = connectionString;

    /// <summary>Whether a server is configured or can be started; when not, <see cref="SharedAsync"/> throws.</summary>
    public static bool IsAvailable => Configured is not null || PostgresProcess.FindPrograms() is not null;

    /// <summary>Whether it ends with the tests, with everything on it.</summary>
    public static bool IsThrowAway => Configured is null;

    private static string? Configured => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;

    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>Creates a database and returns its connection string.</summary>
    /// <param name="template">The connection string of a database of this server to copy, which nobody uses meanwhile; null for an empty one.</param>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = "picora_test_" + Guid.NewGuid().ToString("N");
        var copy = template is null ? string.Empty : $" TEMPLATE \"{NameOf(template)}\"";
        if (template is not null)
        {
            // Its pooled connections count as users of it.
            await using var pooled = new NpgsqlConnection(template);
            NpgsqlConnection.ClearPool(pooled);
        }

        await ExecuteAsync($"CREATE DATABASE \"{name}\"{copy}");
        return new NpgsqlConnectionStringBuilder(connectionString) { Database = name, MaxPoolSize = 50 }.ConnectionString;
    }

    /// <summary>Drops a database that <see cref="CreateDatabaseAsync"/> made, whoever is connected to it.</summary>
    public async Task DropDatabaseAsync(string database)
    {
        await using (var pooled = new NpgsqlConnection(database))
        {
            NpgsqlConnection.ClearPool(pooled);
        }

        await ExecuteAsync($"DROP DATABASE IF EXISTS \"{NameOf(database)}\" WITH (FORCE)");
    }

    /// <summary>The server's version, such as <c>17.2</c>.</summary>
    public async Task<string> VersionAsync()
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection.PostgreSqlVersion.ToString();
    }

    private static async Task<PostgresServer> StartAsync() =>
        new(Configured ?? (await PostgresProcess.StartAsync()).ConnectionString);

    private static string NameOf(string database) =>
        new NpgsqlConnectionStringBuilder(database).Database ?? throw new ArgumentException("The connection string names no database.", nameof(database));

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}
