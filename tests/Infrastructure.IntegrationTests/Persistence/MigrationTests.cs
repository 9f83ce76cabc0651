using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Picora.Api.Composition;
using Picora.Infrastructure.Persistence;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Persistence;

/// <summary>Servers that find an empty database when they start.</summary>
internal sealed class MigrationTests
{
    private readonly List<WebApplication> nodes = [];
    private string folder = string.Empty;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("picora-migrations-").FullName;

    [TearDown]
    public async Task StopAsync()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }

        nodes.Clear();
        Directory.Delete(folder, recursive: true);
    }

    [TestCase(TestDatabase.Sqlite)]
    [TestCase(TestDatabase.Postgres)]
    [TestCase(TestDatabase.SqlServer)]
    public async Task Several_that_start_at_once_make_its_tables_once(string engine)
    {
        if (TestDatabase.Missing(engine) is { } reason)
        {
            Assert.Ignore($"{TestDatabase.NameOf(engine)}: {reason}");
        }

        await using var database = await TestDatabase.CreateAsync(engine);
        var migrators = Enumerable.Range(0, 4).Select(_ => AddNode(database).GetRequiredService<DatabaseMigrator>()).ToList();

        await Task.WhenAll(migrators.Select(migrator => Task.Run(() => migrator.MigrateAsync(CancellationToken.None)))).WaitAsync(Poll.Patience);

        await using var scope = nodes[0].Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PicoraDbContext>();
        (await context.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
        (await context.Users.CountAsync()).ShouldBe(0);
    }

    [Test]
    public async Task What_a_server_that_was_killed_amid_migrating_leaves_keeps_nobody_from_starting()
    {
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "picora.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            // As EF Core makes it, and removes it after its last migration.
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
                """;
            await command.ExecuteNonQueryAsync();
        }

        await using var database = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var node = AddNode(database);

        await node.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None).WaitAsync(Poll.Patience);

        await using var scope = node.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<PicoraDbContext>().Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
    }

    [Test]
    public async Task A_copy_of_a_database_without_its_write_ahead_log_gets_one_when_a_server_starts_on_it()
    {
        await using var database = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var migrator = AddNode(database).GetRequiredService<DatabaseMigrator>();
        await migrator.MigrateAsync(CancellationToken.None);
        SqliteConnection.ClearAllPools();
        (await JournalAsync("PRAGMA journal_mode = DELETE")).ShouldBe("delete");

        await migrator.MigrateAsync(CancellationToken.None);

        (await JournalAsync("PRAGMA journal_mode")).ShouldBe("wal");
    }

    private async Task<string?> JournalAsync(string pragma)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "picora.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = pragma;
        return (string?)await command.ExecuteScalarAsync();
    }

    [Test]
    public async Task Whoever_may_not_install_extensions_of_PostgreSQL_migrates_all_the_same()
    {
        if (TestDatabase.Missing(TestDatabase.Postgres) is { } reason)
        {
            Assert.Ignore($"{TestDatabase.NameOf(TestDatabase.Postgres)}: {reason}");
        }

        var server = await PostgresServer.SharedAsync();
        var database = await server.CreateDatabaseAsync();
        var role = "picora_test_" + Guid.NewGuid().ToString("N");
        try
        {
            await ExecuteAsync(database, $"CREATE ROLE {role} LOGIN PASSWORD '{role}'; GRANT ALL ON SCHEMA public TO {role}");
            var limited = new NpgsqlConnectionStringBuilder(database) { Username = role, Password = role }.ConnectionString;
            var node = AddNode("--Picora:Database:Engine=Postgres", $"--Picora:Database:ConnectionString={limited}");

            await node.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None).WaitAsync(Poll.Patience);

            await using var scope = node.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<PicoraDbContext>();
            (await context.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
            (await context.Images.CountAsync(image => image.SearchText.Contains("needle"))).ShouldBe(0);
            (await context.Database.SqlQueryRaw<string>("SELECT extname FROM pg_extension").ToListAsync()).ShouldNotContain("pg_trgm");
        }
        finally
        {
            await server.DropDatabaseAsync(database);
            var elsewhere = await server.CreateDatabaseAsync();
            await ExecuteAsync(elsewhere, $"DROP ROLE IF EXISTS {role}");
            await server.DropDatabaseAsync(elsewhere);
        }
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private IServiceProvider AddNode(TestDatabase database) => AddNode([.. database.Settings]);

    private IServiceProvider AddNode(params string[] settings)
    {
        nodes.Add(PicoraHost.Build([.. settings, $"--Picora:DataFolder={folder}", "--Picora:Jobs:Enabled=false"], builder => builder.Logging.ClearProviders()));
        return nodes[^1].Services;
    }
}
