using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Picora.Application.Abstractions;
using Picora.Domain;

namespace Picora.Infrastructure.Persistence;

/// <summary>A transaction on a database server, which makes commits durable and puts writers in order by itself.</summary>
internal sealed class ServerUnitOfWork(PicoraDbContext db, CommitSignal signal) : IUnitOfWork
{
    public Task<Result<T>> ExecuteAsync<T>(Func<CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(token => RunAsync(work, token), cancellationToken);

    public bool IsDuplicate(Exception exception) => (exception.InnerException ?? exception) switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        SqlException { Number: 2601 or 2627 } => true,
        _ => false,
    };

    private async Task<Result<T>> RunAsync<T>(Func<CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        signal.Begin();
        var committed = false;
        try
        {
            var result = await TransactAsync(work, cancellationToken);
            committed = result.IsSuccess;
            return result;
        }
        finally
        {
            signal.End(committed);
        }
    }

    private async Task<Result<T>> TransactAsync<T>(Func<CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken)
    {
        // A failure takes the whole unit back; a savepoint would only cost a round trip.
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await work(cancellationToken);
        if (result.IsSuccess)
        {
            await db.SaveChangesAsync(cancellationToken);
            await CommitAsync(transaction);
        }

        return result;
    }

    // A connection that breaks here may have committed, whatever the driver throws for it. Running the work again could do it twice, so the
    // retry strategy must not see this as one of its transient failures.
    private static async Task CommitAsync(IDbContextTransaction transaction)
    {
        try
        {
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            throw new UnconfirmedWriteException(exception);
        }
    }
}
