using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Arrivals;

/// <summary>Holds how many imports run at once on this node to a number: each keeps a connection, and a request, for as long as somebody else's server likes.</summary>
internal sealed class ImportTurns(IOptions<ImportOptions> options)
{
    public static readonly Error Busy = new Error(
        ErrorKind.Unavailable, "IMPORT_BUSY", "Too many imports are running; try again soon").With("retryAfterSec", 5);

    private readonly ConcurrentDictionary<UserId, int> running = new();
    private int total;

    /// <summary>A turn, to be disposed of when the import is over; null when there is none.</summary>
    public IDisposable? TryTake(UserId owner)
    {
        var limits = options.Value;
        if (Interlocked.Increment(ref total) <= limits.MaxConcurrent)
        {
            if (running.AddOrUpdate(owner, 1, (_, count) => count + 1) <= limits.MaxConcurrentPerAccount)
            {
                return new Turn(this, owner);
            }

            Leave(owner);
        }

        Interlocked.Decrement(ref total);
        return null;
    }

    private void Leave(UserId owner)
    {
        if (running.AddOrUpdate(owner, 0, (_, count) => count - 1) == 0)
        {
            // Only while nobody else has come in.
            running.TryRemove(KeyValuePair.Create(owner, 0));
        }
    }

    private sealed class Turn(ImportTurns turns, UserId owner) : IDisposable
    {
        public void Dispose()
        {
            turns.Leave(owner);
            Interlocked.Decrement(ref turns.total);
        }
    }
}
