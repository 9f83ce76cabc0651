using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas;

/// <summary>Counts again what everybody uses, from the rows themselves, repairs what differs and says by how much it did.</summary>
internal sealed partial class ReconcileQuotas(
    IQuotasDb db, IMediaTotals media, IHeldBytes held, IUnitOfWork unitOfWork, StorageCensus census, ILogger<ReconcileQuotas> logger) : IScheduledJob
{
    private const int Batch = 500;

    public string Name => "reconcile-quotas";

    public string Description => "Recounts what everybody uses, repairs differences and reports them.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var (people, repaired, drift) = (0, 0, 0L);
        UserId? last = null;
        while (await NextOwnersAsync(last, cancellationToken) is { Count: > 0 } owners)
        {
            foreach (var owner in owners)
            {
                var difference = await unitOfWork.ExecuteAsync(token => RepairAsync(owner, token), cancellationToken);
                repaired += difference.Value == 0 ? 0 : 1;
                drift += difference.Value;
            }

            people += owners.Count;
            last = owners[^1];
        }

        return $"Recounted {people} accounts, repaired {repaired}, drift {drift} bytes; {await census.TakeAsync(cancellationToken)}";
    }

    private Task<List<UserId>> NextOwnersAsync(UserId? last, CancellationToken cancellationToken)
    {
        var accounts = db.QuotaAccounts.Where(account => account.Type == QuotaType.ImageStorage);
        if (last is { } after)
        {
            accounts = accounts.Where(account => account.OwnerId > after);
        }

        return accounts.OrderBy(account => account.OwnerId).Select(account => account.OwnerId).Take(Batch).ToListAsync(cancellationToken);
    }

    private async Task<Result<long>> RepairAsync(UserId owner, CancellationToken cancellationToken)
    {
        var account = db.QuotaAccounts.Where(row => row.OwnerId == owner && row.Type == QuotaType.ImageStorage);
        // Takes the account's lock: no upload or deletion of this person can commit between the count and the repair.
        await account.ExecuteUpdateAsync(row => row.SetProperty(quota => quota.Used, quota => quota.Used), cancellationToken);
        var book = await account.AsNoTracking().SingleAsync(cancellationToken);
        var real = await media.ImagesOfAsync(owner, cancellationToken);
        var reserved = await held.OfAsync(owner, QuotaType.ImageStorage, cancellationToken);
        var drift = Math.Abs(book.Used - real.Bytes) + Math.Abs(book.Reserved - reserved);
        if (drift == 0 && book.Items == real.Count)
        {
            return 0;
        }

        LogDrift(owner.Value, book.Used, real.Bytes, book.Reserved, reserved, book.Items, real.Count);
        await account.ExecuteUpdateAsync(
            row => row.SetProperty(quota => quota.Used, real.Bytes).SetProperty(quota => quota.Reserved, reserved).SetProperty(quota => quota.Items, real.Count),
            cancellationToken);
        return Math.Max(drift, 1);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Quota of {UserId} drifted: used {Used} instead of {RealBytes}, held {Held} instead of {RealHeld}, items {Items} instead of {RealItems}")]
    private partial void LogDrift(string userId, long used, long realBytes, long held, long realHeld, long items, long realItems);
}
