using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Picora.Infrastructure.Persistence;

/// <summary>Refuses a write outside a unit of work: it would be neither in order with the others nor durable.</summary>
internal sealed class UnguardedWriteInterceptor : DbCommandInterceptor, ISaveChangesInterceptor
{
    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Check(eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check(eventData);
        return ValueTask.FromResult(result);
    }

    // Not when the commands run: for more than one, EF has begun a transaction of its own by then.
    public InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Check(eventData.Context);
        return result;
    }

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check(eventData.Context);
        return ValueTask.FromResult(result);
    }

    private static void Check(CommandEventData data)
    {
        if (data.CommandSource is CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete)
        {
            Check(data.Context);
        }
    }

    private static void Check(DbContext? context)
    {
        if (context?.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A write goes through IUnitOfWork.");
        }
    }
}
