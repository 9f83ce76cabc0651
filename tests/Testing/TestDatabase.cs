using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Picora.Testing;

/// <summary>A server's own empty database: a file in its data folder, or one on the server of the engine under test.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";
    public const string SqlServer = "sqlserver";

    private const string Variable = "PICORA_TEST_ENGINE";

    private readonly Func<string, DbConnection> connect;
    private readonly Func<Task> drop;
    private readonly Func<string, Task> place;

    private TestDatabase(IEnumerable<string> settings, Func<string, DbConnection> connect, Func<Task> drop, Func<string, Task>? place = null) =>
        (Settings, this.connect, this.drop, this.place) = (settings, connect, drop, place ?? (_ => Task.CompletedTask));

    /// <summary>The engine of the functional suite: what <c>PICORA_TEST_ENGINE</c> says, SQLite without it.</summary>
    public static string Engine => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } engine ? engine : Sqlite;

    /// <summary>For the command line of the server that is to use it.</summary>
    public IEnumerable<string> Settings { get; }

    /// <summary>Why tests cannot run on an engine here; null when they can.</summary>
    public static string? Missing(string engine) => engine switch
    {
        Postgres when !PostgresServer.IsAvailable => $"not installed, and {PostgresServer.Variable} is not configured",
        SqlServer when !SqlServerServer.IsAvailable => "not configured",
        _ => null,
    };

    /// <summary>The engine's name for people.</summary>
    public static string NameOf(string engine) => engine switch
    {
        Sqlite => "SQLite",
        Postgres => "PostgreSQL",
        SqlServer => "SQL Server",
        _ => throw new InvalidOperationException($"{Variable}: there is no engine '{engine}'."),
    };

    public static async Task<string> VersionAsync(string engine)
    {
        using var sqlite = new SqliteConnection();
        return engine switch
        {
            Postgres => await (await PostgresServer.SharedAsync()).VersionAsync(),
            SqlServer => await SqlServerServer.VersionAsync(),
            _ => sqlite.ServerVersion,
        };
    }

    /// <summary>An empty database of the functional suite's engine, which is reported.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        EngineReport.Ran(NameOf(Engine), await VersionAsync(Engine));
        return await CreateAsync(Engine);
    }

    /// <summary>The same with all migrations, once it is put into the server's data folder. On a server that is not the tests' own it is empty, too.</summary>
    public static async Task<TestDatabase> CreateMigratedAsync()
    {
        EngineReport.Ran(NameOf(Engine), await VersionAsync(Engine));
        return Engine switch
        {
            Sqlite => InFolder(MigratedDatabase.PlaceAsync),
            Postgres when PostgresServer.IsThrowAway => OnPostgres(await PostgresServer.SharedAsync(), await MigratedDatabase.CreateOnPostgresAsync()),
            _ => await CreateAsync(Engine),
        };
    }

    public static async Task<TestDatabase> CreateAsync(string engine)
    {
        switch (engine)
        {
            case Postgres:
                var server = await PostgresServer.SharedAsync();
                return OnPostgres(server, await server.CreateDatabaseAsync());
            case SqlServer:
                var onSqlServer = await SqlServerServer.CreateDatabaseAsync();
                return new TestDatabase(
                    SettingsOf("SqlServer", onSqlServer), _ => new SqlConnection(onSqlServer), () => SqlServerServer.DropDatabaseAsync(onSqlServer));
            default:
                return InFolder(place: null);
        }
    }

    /// <summary>Puts a database that is a file into a server's data folder, before the server starts.</summary>
    public Task PlaceAsync(string dataFolder) => place(dataFolder);

    /// <summary>Does to the database what no client can. Works on every engine: names in double quotes.</summary>
    public async Task<int> ExecuteAsync(string dataFolder, string sql)
    {
        await using var connection = connect(dataFolder);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync() => await drop();

    private static TestDatabase OnPostgres(PostgresServer server, string database) =>
        new(SettingsOf("Postgres", database), _ => new NpgsqlConnection(database), () => server.DropDatabaseAsync(database));

    private static TestDatabase InFolder(Func<string, Task>? place) =>
        new([], folder => new SqliteConnection($"Data Source={Path.Combine(folder, "picora.db")};Pooling=False"), () => Task.CompletedTask, place);

    private static string[] SettingsOf(string engine, string connectionString) =>
        [$"--Picora:Database:Engine={engine}", $"--Picora:Database:ConnectionString={connectionString}"];
}
