using Microsoft.EntityFrameworkCore;
using Picora.Domain;

namespace Picora.Application.Abstractions;

/// <summary>How patient a queue is.</summary>
/// <param name="Lease">After which an item whose server fell silent is given to another one.</param>
/// <param name="MaxAttempts">After which an item has failed for good.</param>
/// <param name="Retry">Before the second attempt; each later one waits twice as long, an hour at most.</param>
public sealed record WorkPace(TimeSpan Lease, int MaxAttempts, TimeSpan Retry)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public TimeSpan After(int attempts)
    {
        var seconds = Retry.TotalSeconds * Math.Pow(2, attempts - 1);
        return seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Longest;
    }
}

/// <summary>
/// A queue of rows that are nothing but work. An error of the kind <see cref="ErrorKind.Unavailable"/> is tried again, later each time; any
/// other is final. Only the holder of an item's lease records how it went.
/// </summary>
public abstract class WorkItemQueue<TItem>(IUnitOfWork unitOfWork, TimeProvider time) : IItemQueue
    where TItem : WorkItem
{
    protected static readonly Error LeaseLost = new(ErrorKind.Unavailable, "LEASE_LOST", "Somebody else has taken the work over.");

    private const char Separator = ':';
    private const string Abandoned = "ABANDONED: No attempt came to an end; each time the server was gone or too slow.";

    public abstract string Kind { get; }

    protected abstract DbSet<TItem> Items { get; }

    protected abstract WorkPace Pace { get; }

    public async Task<IReadOnlyList<string>> ClaimAsync(int most, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var due = await Items.AsNoTracking()
            .Where(item => item.State == WorkState.Waiting && item.NextAttemptAt <= now && (item.LeasedUntil == null || item.LeasedUntil < now))
            .OrderBy(item => item.NextAttemptAt).Select(item => item.Id).Take(most).ToListAsync(cancellationToken);
        if (due.Count == 0)
        {
            return [];
        }

        return (await unitOfWork.ExecuteAsync(token => LeaseAsync(due, token), cancellationToken)).Value;
    }

    public async Task<bool> RunAsync(string claim, CancellationToken cancellationToken)
    {
        var at = claim.IndexOf(Separator, StringComparison.Ordinal);
        var (id, lease) = (claim[..at], claim[(at + 1)..]);
        var item = await Leased(id, lease).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (item is null)
        {
            return true;
        }

        Error? error;
        try
        {
            var done = await WorkAsync(item, cancellationToken);
            error = done.IsSuccess ? null : done.Error;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await ReturnAsync(Leased(id, lease));
            throw;
        }
        catch (Exception exception)
        {
            error = new Error(ErrorKind.Unavailable, "FAILED", exception.Message);
        }

        // Whatever happened has happened: it is written down even while the server stops.
        await RecordAsync(item, lease, error);
        return error is null;
    }

    public async Task<IReadOnlyDictionary<ItemState, int>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = new Dictionary<ItemState, int>();
        foreach (var state in Enum.GetValues<ItemState>())
        {
            counts[state] = await Of(state).CountAsync(cancellationToken);
        }

        return counts;
    }

    public async Task<IReadOnlyList<ItemJob>> ListAsync(ItemState state, int limit, CancellationToken cancellationToken) =>
        await Of(state).OrderBy(item => item.NextAttemptAt).ThenBy(item => item.CreatedAt).Take(limit)
            .Select(item => new ItemJob(Kind, item.Id, state, item.Attempts, item.NextAttemptAt, item.LeasedUntil, item.LastError, item.CreatedAt))
            .ToListAsync(cancellationToken);

    public async Task<bool> RetryAsync(string subjectId, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var changed = await unitOfWork.ExecuteAsync<int>(
            async token => await Items
                .Where(item => item.Id == subjectId && item.State != WorkState.Done && (item.LeasedUntil == null || item.LeasedUntil < now))
                .ExecuteUpdateAsync(
                    row => row.SetProperty(item => item.State, WorkState.Waiting)
                        .SetProperty(item => item.Attempts, 0)
                        .SetProperty(item => item.NextAttemptAt, now)
                        .SetProperty(item => item.LastError, (string?)null),
                    token),
            cancellationToken);
        return changed.Value == 1;
    }

    /// <summary>What a claim of this item by this lease is called.</summary>
    protected static string Claim(string id, string lease) => $"{id}{Separator}{lease}";

    /// <summary>Does the work. It may run again after any crash, so it is idempotent.</summary>
    protected abstract Task<Result<Success>> WorkAsync(TItem item, CancellationToken cancellationToken);

    /// <summary>What becomes of the row once the work is done: by default it goes.</summary>
    protected virtual Task<int> FinishAsync(IQueryable<TItem> leased, CancellationToken cancellationToken) => leased.ExecuteDeleteAsync(cancellationToken);

    /// <summary>Keeps the row of work that is done.</summary>
    protected static Task<int> KeepAsync(IQueryable<TItem> leased, CancellationToken cancellationToken) =>
        CloseAsync(leased, WorkState.Done, null, null, cancellationToken);

    /// <summary>Inside a unit of work: holds the item for another lease. False when somebody else has it.</summary>
    protected async Task<bool> RenewAsync(TItem item, CancellationToken cancellationToken)
    {
        var until = time.Now() + Pace.Lease;
        return await Leased(item.Id, item.LeaseToken!)
            .ExecuteUpdateAsync(row => row.SetProperty(held => held.LeasedUntil, until), cancellationToken) == 1;
    }

    /// <summary>After when trying is of no use.</summary>
    protected virtual DateTimeOffset? DeadlineOf(TItem item) => null;

    private async Task<Result<IReadOnlyList<string>>> LeaseAsync(List<string> due, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var until = now + Pace.Lease;
        var claims = new List<string>(due.Count);
        foreach (var id in due)
        {
            var lease = NanoId.New();
            var most = Pace.MaxAttempts;
            var free = Items.Where(item => item.Id == id && item.State == WorkState.Waiting && (item.LeasedUntil == null || item.LeasedUntil < now));
            var won = await free.Where(item => item.Attempts < most).ExecuteUpdateAsync(
                row => row.SetProperty(item => item.LeaseToken, lease)
                    .SetProperty(item => item.LeasedUntil, until)
                    .SetProperty(item => item.Attempts, item => item.Attempts + 1),
                cancellationToken);
            if (won == 1)
            {
                claims.Add(Claim(id, lease));
                continue;
            }

            // No attempt was ever heard of again: each time the server died, and would once more.
            await CloseAsync(free.Where(item => item.Attempts >= most), WorkState.Failed, null, Abandoned, cancellationToken);
        }

        return claims;
    }

    private Task<Result<int>> RecordAsync(TItem item, string lease, Error? error)
    {
        var mine = Leased(item.Id, lease);
        if (error is null)
        {
            return unitOfWork.ExecuteAsync<int>(async token => await FinishAsync(mine, token), CancellationToken.None);
        }

        var next = time.Now() + Pace.After(item.Attempts);
        var final = error.Kind != ErrorKind.Unavailable || item.Attempts >= Pace.MaxAttempts || next >= DeadlineOf(item);
        var text = $"{error.Code}: {error.Message}";
        var shortened = text.Length > WorkItem.MaxErrorLength ? text[..WorkItem.MaxErrorLength] : text;
        return unitOfWork.ExecuteAsync<int>(
            async token => await CloseAsync(mine, final ? WorkState.Failed : WorkState.Waiting, final ? null : next, shortened, token),
            CancellationToken.None);
    }

    private static Task<int> CloseAsync(
        IQueryable<TItem> items, WorkState state, DateTimeOffset? next, string? error, CancellationToken cancellationToken) =>
        items.ExecuteUpdateAsync(
            row => row.SetProperty(item => item.State, state)
                .SetProperty(item => item.NextAttemptAt, next)
                .SetProperty(item => item.LeaseToken, (string?)null)
                .SetProperty(item => item.LeasedUntil, (DateTimeOffset?)null)
                .SetProperty(item => item.LastError, error),
            cancellationToken);

    // Nothing came of it, because somebody stopped: the item waits again, and the attempt does not count.
    private Task<Result<int>> ReturnAsync(IQueryable<TItem> mine) => unitOfWork.ExecuteAsync<int>(
        async token => await mine.ExecuteUpdateAsync(
            row => row.SetProperty(item => item.LeaseToken, (string?)null)
                .SetProperty(item => item.LeasedUntil, (DateTimeOffset?)null)
                .SetProperty(item => item.Attempts, item => item.Attempts - 1),
            token),
        CancellationToken.None);

    private IQueryable<TItem> Leased(string id, string lease) => Items.Where(item => item.Id == id && item.LeaseToken == lease);

    private IQueryable<TItem> Of(ItemState state)
    {
        var now = time.Now();
        var items = Items.AsNoTracking();
        return state switch
        {
            ItemState.Waiting => items.Where(item => item.State == WorkState.Waiting && (item.LeasedUntil == null || item.LeasedUntil < now)),
            ItemState.Running => items.Where(item => item.State == WorkState.Waiting && item.LeasedUntil >= now),
            ItemState.Failed => items.Where(item => item.State == WorkState.Failed),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };
    }
}
