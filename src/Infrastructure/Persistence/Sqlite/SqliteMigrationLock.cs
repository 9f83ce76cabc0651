using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Picora.Infrastructure.Persistence.Sqlite;

/// <summary>
/// A lock on a file beside the database. EF Core's own lock on SQLite is a row that stays when its owner is killed, and then keeps everybody
/// waiting for ever; this one ends with the process that holds it, and whoever holds it removes the row.
/// </summary>
internal sealed class SqliteMigrationLock(SqliteConnectionStringBuilder connection) : IMigrationLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly string path = $"{connection.DataSource}.migration";

    public async Task<IAsyncDisposable> EnterAsync(DatabaseFacade database, TimeSpan patience, CancellationToken cancellationToken)
    {
        var held = await OpenAsync(patience, cancellationToken);
        try
        {
            // A database that is not there is for EF Core to make, with a write-ahead log.
            if (await database.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellationToken))
            {
                await database.ExecuteSqlAsync($"DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
            }

            return held;
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    private async Task<FileStream> OpenAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(patience);
        while (true)
        {
            try
            {
                // It stays there: to delete it would take it from under somebody who waits for it.
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path) && !over.IsCancellationRequested)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
