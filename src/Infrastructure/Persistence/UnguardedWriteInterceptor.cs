using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Picora.Infrastructure.Persistence;

/// <summary>Refuses a write outside a unit of work: it would be neither in order with the others nor durable.</summary>
internal sealed class UnguardedWriteInterceptor : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check(eventData);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Check(eventData);
        return ValueTask.FromResult(result);
    }

    private static void Check(CommandEventData data)
    {
        var writes = data.CommandSource is CommandSource.SaveChanges or CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete;
        if (writes && data.Context?.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A write goes through IUnitOfWork.");
        }
    }
}
