using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions.Operations;
using Picora.Domain;
using Picora.Infrastructure.Persistence;
using Picora.Infrastructure.Persistence.Sqlite;

namespace Picora.Infrastructure.Operations.Backups;

/// <summary>
/// All rows as of one moment in one SQLite file, whatever the engine: SQLite's own online copy, or a copy of all tables in one transaction of a
/// server. So a backup can be restored into any engine.
/// </summary>
internal sealed class DatabaseSnapshots(PicoraDbContext live, IServiceProvider services, IOptions<DatabaseOptions> options)
{
    /// <returns>The number of rows; for a copy that SQLite made itself, of its pages.</returns>
    public async Task<Result<long>> TakeAsync(string file, IProgress<OperationProgress> progress, CancellationToken cancellationToken)
    {
        if ((await live.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            return DatabaseMigrator.Outdated;
        }

        if (options.Value.Engine == DatabaseEngine.Sqlite)
        {
            await CopyFileAsync(services.Sqlite().ToString(), file, cancellationToken);
        }
        else
        {
            await using var copy = Open(file);
            await copy.Database.MigrateAsync(cancellationToken);
            await new TableCopy(live, copy, progress).RunAsync(Isolation, cancellationToken);
        }

        await CloseAsync(file, "DELETE", cancellationToken);
        await using var snapshot = Open(file);
        return await CountAsync(snapshot, cancellationToken);
    }

    /// <summary>Puts the rows of a snapshot into the installation's own, empty database.</summary>
    /// <param name="workFile">A copy of the snapshot, which may be changed: an older one is brought to this version's state.</param>
    public async Task<long> PutAsync(string workFile, IProgress<OperationProgress> progress, CancellationToken cancellationToken)
    {
        long rows;
        await using (var snapshot = Open(workFile))
        {
            await snapshot.Database.MigrateAsync(cancellationToken);
            rows = await CountAsync(snapshot, cancellationToken);
            if (options.Value.Engine != DatabaseEngine.Sqlite)
            {
                await live.Database.MigrateAsync(cancellationToken);
                await new TableCopy(snapshot, live, progress).RunAsync(IsolationLevel.Serializable, cancellationToken);
            }
        }

        // As the server has it: with a log ahead.
        await CloseAsync(workFile, "WAL", cancellationToken);
        if (options.Value.Engine == DatabaseEngine.Sqlite)
        {
            var database = services.Sqlite().DataSource;
            File.Move(workFile, database, overwrite: false);
            DurableFiles.FlushFolderOf(database);
        }

        return rows;
    }

    /// <summary>Whether the installation's own database holds nobody's data.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Engine == DatabaseEngine.Sqlite)
        {
            return !File.Exists(services.Sqlite().DataSource);
        }

        var applied = await live.Database.CanConnectAsync(cancellationToken) ? await live.Database.GetAppliedMigrationsAsync(cancellationToken) : [];
        return !applied.Any() || ((await live.Database.GetPendingMigrationsAsync(cancellationToken)).Any() is false && !await live.Users.AnyAsync(cancellationToken));
    }

    /// <summary>A snapshot's rows, for reading, or for bringing it to this version's state.</summary>
    public static SqlitePicoraDbContext Open(string file)
    {
        var builder = new DbContextOptionsBuilder<SqlitePicoraDbContext>();
        var connection = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, ForeignKeys = false };
        SqliteSetup.Use(builder, connection.ToString(), new DatabaseOptions { CommandTimeoutSeconds = 3600 });
        return new SqlitePicoraDbContext(builder.Options);
    }

    private IsolationLevel Isolation => options.Value.Engine == DatabaseEngine.Postgres ? IsolationLevel.RepeatableRead : IsolationLevel.Snapshot;

    // One step copies all pages: readers and writers go on beside it, and it sees none of what they change.
    private static Task CopyFileAsync(string from, string to, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            using var source = new SqliteConnection(new SqliteConnectionStringBuilder(from) { Pooling = false }.ToString());
            using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString());
            source.Open();
            target.Open();
            source.BackupDatabase(target);
        },
        cancellationToken);

    // One plain file, nothing beside it, flushed.
    private static async Task CloseAsync(string file, string journal, CancellationToken cancellationToken)
    {
        await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString()))
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA journal_mode={journal}";
            await command.ExecuteScalarAsync(cancellationToken);
        }

        DurableFiles.MakePrivate(file);
        DurableFiles.Flush(file);
    }

    private static async Task<long> CountAsync(SqlitePicoraDbContext snapshot, CancellationToken cancellationToken)
    {
        var tables = snapshot.Model.GetRelationalModel().Tables.Select(table => $"(SELECT COUNT(*) FROM \"{table.Name}\")");
        await snapshot.Database.OpenConnectionAsync(cancellationToken);
        await using var command = snapshot.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT {string.Join(" + ", tables)}";
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
