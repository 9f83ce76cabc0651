using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Picora.Api.Composition;
using Picora.Infrastructure.Persistence;

namespace Picora.Testing;

/// <summary>Databases with all migrations, as copies of one that the product migrated: hundreds of tests want one, and each would take a second to make.</summary>
internal static class MigratedDatabase
{
    private static readonly Lazy<Task<byte[]>> File = new(MakeFileAsync);
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    /// <summary>Puts one where a server with this data folder looks for it.</summary>
    public static async Task PlaceAsync(string dataFolder) =>
        await System.IO.File.WriteAllBytesAsync(Path.Combine(dataFolder, "picora.db"), await File.Value);

    /// <summary>Creates one on the shared PostgreSQL server, and returns its connection string.</summary>
    public static async Task<string> CreateOnPostgresAsync() => await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(await Template.Value);

    private static async Task<byte[]> MakeFileAsync()
    {
        var folder = Directory.CreateTempSubdirectory("picora-template-").FullName;
        try
        {
            await MigrateAsync(folder);
            // What was written may still lie in the log; the copy is whole. It has no log of its own before a server starts on it.
            var copy = Path.Combine(folder, "copy.db");
            await using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "picora.db")};Pooling=False"))
            {
                await connection.OpenAsync();
                await using var command = connection.CreateCommand();
                command.CommandText = "VACUUM INTO $copy";
                command.Parameters.AddWithValue("$copy", copy);
                await command.ExecuteNonQueryAsync();
            }

            return await System.IO.File.ReadAllBytesAsync(copy);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        var folder = Directory.CreateTempSubdirectory("picora-template-").FullName;
        try
        {
            await MigrateAsync(folder, "--Picora:Database:Engine=Postgres", $"--Picora:Database:ConnectionString={database}");
            return database;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MigrateAsync(string folder, params string[] settings)
    {
        await using var app = PicoraHost.Build(
            ["--Picora:Jobs:Enabled=false", $"--Picora:DataFolder={folder}", .. settings], builder => builder.Logging.ClearProviders());
        await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
    }
}
