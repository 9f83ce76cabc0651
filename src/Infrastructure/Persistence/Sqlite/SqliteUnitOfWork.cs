using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Domain;

namespace Picora.Infrastructure.Persistence.Sqlite;

internal sealed class SqliteUnitOfWork(SqlitePicoraDbContext db, SqliteWriteGate gate, SqliteLogSync log, CommitSignal signal) : IUnitOfWork
{
    private const int UniqueViolation = 2067;
    private const int PrimaryKeyViolation = 1555;

    public async Task<Result<T>> ExecuteAsync<T>(Func<CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken)
    {
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

    public bool IsDuplicate(Exception exception) =>
        (exception as SqliteException ?? exception.InnerException as SqliteException)
            is { SqliteExtendedErrorCode: UniqueViolation or PrimaryKeyViolation };

    private async Task<Result<T>> TransactAsync<T>(Func<CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken)
    {
        Result<T> result;
        using (await gate.EnterAsync(cancellationToken))
        {
            db.ChangeTracker.Clear();
            signal.Begin();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            result = await work(cancellationToken);
            if (!result.IsSuccess)
            {
                return result;
            }

            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(CancellationToken.None);
        }

        await log.FlushAsync();
        return result;
    }
}
