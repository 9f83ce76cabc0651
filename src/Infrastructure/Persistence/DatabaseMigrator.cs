using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Domain;

namespace Picora.Infrastructure.Persistence;

/// <summary>
/// Brings the database to the model's state before the server takes its first request. Of several that start at once one does so, and the
/// others wait for it (<see cref="IMigrationLock"/>; on SQL Server EF Core's own lock is enough).
/// </summary>
public sealed partial class DatabaseMigrator(IServiceScopeFactory scopes, IOptions<DatabaseOptions> options, ILogger<DatabaseMigrator> logger)
{
    /// <summary>What is told who works on a database that lacks migrations.</summary>
    public static readonly Error Outdated = new(
        ErrorKind.Conflict, "DATABASE_OUTDATED", "The database is not at this version's state. Run picora migrate first.");

    // What EF Core creates has it; a copy that somebody put in its place need not. What is flushed is this log (SqliteLogSync).
    private const string WriteAheadLog = "PRAGMA journal_mode = WAL";

    // Without it, whoever reads on SQL Server waits for whoever writes, and lists stand still while uploads commit.
    private const string ReadsSnapshots = "SELECT [is_read_committed_snapshot_on] AS [Value] FROM [sys].[databases] WHERE [name] = DB_NAME()";

    /// <exception cref="InvalidOperationException">
    /// Migrations are missing and <c>Picora:Database:MigrateOnStart</c> is off, or the database is and <c>CreateDatabase</c> is off.
    /// </exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<PicoraDbContext>().Database;
        if (!options.Value.CreateDatabase && !await database.CanConnectAsync(cancellationToken))
        {
            throw new InvalidOperationException($"The database cannot be reached, and {DatabaseOptions.Section}:CreateDatabase is off.");
        }

        await MigrateAsync(database, cancellationToken);
        if (options.Value.Engine == DatabaseEngine.Sqlite)
        {
            await database.ExecuteSqlRawAsync(WriteAheadLog, cancellationToken);
        }

        if (options.Value.Engine == DatabaseEngine.SqlServer)
        {
            await CheckSnapshotsAsync(database, cancellationToken);
        }
    }

    private async Task MigrateAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        // Reading what is missing waits for whoever migrates, too.
        database.SetCommandTimeout(options.Value.MigrationTimeoutSeconds);
        var missing = (await database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (missing.Count > 0)
        {
            if (!options.Value.MigrateOnStart)
            {
                throw new InvalidOperationException(
                    $"The database lacks {missing.Count} migrations and {DatabaseOptions.Section}:MigrateOnStart is off.");
            }

            await ApplyAsync(cancellationToken);
            LogMigrated(missing.Count, options.Value.Engine);
        }

        // The context goes back to its pool.
        database.SetCommandTimeout(options.Value.CommandTimeoutSeconds);
    }

    private async Task CheckSnapshotsAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        try
        {
            if ((await database.SqlQueryRaw<bool>(ReadsSnapshots).ToListAsync(cancellationToken)) is [false])
            {
                LogReadersWait();
            }
        }
        catch (DbException exception)
        {
            // Servers that only speak SQL Server's language may not know the setting.
            LogUnknownIsolation(exception);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "READ_COMMITTED_SNAPSHOT is off: readers wait for writers. An administrator of the database turns it on with ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE")]
    private partial void LogReadersWait();

    [LoggerMessage(Level = LogLevel.Debug, Message = "The database does not tell whether READ_COMMITTED_SNAPSHOT is on")]
    private partial void LogUnknownIsolation(Exception exception);

    /// <summary>The migrations that the database lacks, in order.</summary>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return [.. await scope.ServiceProvider.GetRequiredService<PicoraDbContext>().Database.GetPendingMigrationsAsync(cancellationToken)];
    }

    /// <summary>Applies them, whatever the settings say of the start.</summary>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<PicoraDbContext>().Database;
        var patience = TimeSpan.FromSeconds(options.Value.MigrationTimeoutSeconds);
        database.SetCommandTimeout(patience);
        await using (scope.ServiceProvider.GetService<IMigrationLock>() is { } alone ? await alone.EnterAsync(database, patience, cancellationToken) : null)
        {
            await database.MigrateAsync(cancellationToken);
        }

        database.SetCommandTimeout(options.Value.CommandTimeoutSeconds);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The database has all {Count} migrations that it lacked ({Engine})")]
    private partial void LogMigrated(int count, DatabaseEngine engine);
}
