using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas;

/// <summary>
/// Counts again what everybody uses of every quota, from the rows themselves, repairs what differs and says by how much it did. What went
/// through a day or a month leaves no rows when it is deleted, so those counters cannot be counted again.
/// </summary>
internal sealed partial class ReconcileQuotas(
    IQuotasDb db, RealQuotas real, IUnitOfWork unitOfWork, StorageCensus census, IQuotaDrift drifts, ILogger<ReconcileQuotas> logger) : IScheduledJob
{
    private const int Batch = 500;

    public string Name => "reconcile-quotas";

    public string Description => "Recounts what everybody uses, repairs differences and reports them.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var people = await db.QuotaAccounts.CountAsync(account => account.Type == QuotaType.ImageStorage, cancellationToken);
        var all = Drift.None;
        foreach (var type in QuotaTypes.WithAccount)
        {
            var drift = await ReconcileAsync(type, cancellationToken);
            drifts.Found(type, drift.Bytes, drift.Items);
            all += drift;
        }

        return $"Recounted {people} accounts, repaired {all.Accounts}, drift {all.Bytes} bytes and {all.Items} items; {await census.TakeAsync(cancellationToken)}";
    }

    private async Task<Drift> ReconcileAsync(QuotaType type, CancellationToken cancellationToken)
    {
        var sum = Drift.None;
        UserId? last = null;
        while (await NextAsync(type, last, cancellationToken) is { Count: > 0 } books)
        {
            // Without a lock: whoever moves meanwhile may look wrong, so a second look decides.
            var truth = await real.OfAsync([.. books.Select(book => book.OwnerId)], type, cancellationToken);
            foreach (var book in books.Where(book => Difference(book, truth[book.OwnerId]) != Drift.None))
            {
                var repaired = await unitOfWork.ExecuteAsync(token => RepairAsync(book.OwnerId, type, token), cancellationToken);
                sum += repaired.Value;
            }

            last = books[^1].OwnerId;
        }

        return sum;
    }

    private Task<List<QuotaAccount>> NextAsync(QuotaType type, UserId? last, CancellationToken cancellationToken)
    {
        var accounts = db.QuotaAccounts.AsNoTracking().Where(account => account.Type == type);
        if (last is { } after)
        {
            accounts = accounts.Where(account => account.OwnerId > after);
        }

        return accounts.OrderBy(account => account.OwnerId).Take(Batch).ToListAsync(cancellationToken);
    }

    private async Task<Result<Drift>> RepairAsync(UserId owner, QuotaType type, CancellationToken cancellationToken)
    {
        var account = db.QuotaAccounts.Where(row => row.OwnerId == owner && row.Type == type);
        // Takes the account's lock: nothing of this person can commit a charge or a return between the count and the repair.
        await account.LockAsync(quota => quota.Used, cancellationToken);
        if (await account.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } book)
        {
            return Drift.None;
        }

        var truth = (await real.OfAsync([owner], type, cancellationToken))[owner];
        var difference = Difference(book, truth);
        if (difference == Drift.None)
        {
            return difference;
        }

        var (used, reserved, items) = truth;
        LogDrift(type.ToName(), owner.Value, book.Used, used ?? book.Used, book.Reserved, reserved, book.Items, items ?? book.Items);
        await account.ExecuteUpdateAsync(
            row => row.SetProperty(quota => quota.Used, quota => used ?? quota.Used).SetProperty(quota => quota.Reserved, reserved)
                .SetProperty(quota => quota.Items, quota => items ?? quota.Items),
            cancellationToken);
        return difference;
    }

    private static Drift Difference(QuotaAccount book, RealQuota truth)
    {
        var amount = Math.Abs(book.Used - (truth.Used ?? book.Used)) + Math.Abs(book.Reserved - truth.Reserved);
        var items = Math.Abs(book.Items - (truth.Items ?? book.Items));
        // Of a count, the amount is the number of items; being wrong in both is one mistake.
        var (bytes, things) = book.Type.CountsBytes() ? (amount, items) : (0, Math.Max(amount, items));
        return bytes == 0 && things == 0 ? Drift.None : new Drift(1, bytes, things);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Quota {Quota} of {UserId} drifted: used {Used} instead of {RealUsed}, held {Held} instead of {RealHeld}, items {Items} instead of {RealItems}")]
    private partial void LogDrift(string quota, string userId, long used, long realUsed, long held, long realHeld, long items, long realItems);

    private sealed record Drift(int Accounts, long Bytes, long Items)
    {
        public static readonly Drift None = new(0, 0, 0);

        public static Drift operator +(Drift left, Drift right) =>
            new(left.Accounts + right.Accounts, left.Bytes + right.Bytes, left.Items + right.Items);
    }
}
