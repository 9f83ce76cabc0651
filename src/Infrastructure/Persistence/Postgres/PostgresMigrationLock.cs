using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Picora.Infrastructure.Persistence.Postgres;

/// <summary>
/// A lock of the database session. EF Core's own lock ends with each transaction, so that of two processes that see the same migrations missing the
/// second one goes on where the first one has just been.
/// </summary>
internal sealed class PostgresMigrationLock : IMigrationLock
{
    // "picora" in ASCII: locks of this kind are numbers that all programs on a database share.
    private const long Key = 0x7069636F7261;

    public async Task<IAsyncDisposable> EnterAsync(DatabaseFacade database, TimeSpan patience, CancellationToken cancellationToken)
    {
        await CreateAsync(database.GetService<IRelationalDatabaseCreator>(), cancellationToken);
        // The same connection throughout: the lock is its.
        await database.OpenConnectionAsync(cancellationToken);
        var held = new Held(database);
        try
        {
            await database.ExecuteSqlAsync($"SELECT pg_advisory_lock({Key})", cancellationToken);
            return held;
        }
        catch
        {
            await database.CloseConnectionAsync();
            throw;
        }
    }

    private static async Task CreateAsync(IRelationalDatabaseCreator creator, CancellationToken cancellationToken)
    {
        try
        {
            if (!await creator.ExistsAsync(cancellationToken))
            {
                await creator.CreateAsync(cancellationToken);
            }
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another server has just made it.
        }
    }

    private sealed class Held(DatabaseFacade database) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({Key})", CancellationToken.None);
            await database.CloseConnectionAsync();
        }
    }
}
