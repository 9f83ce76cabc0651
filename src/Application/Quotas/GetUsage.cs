using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Pipeline;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas;

/// <summary>What the caller's plan allows and what is used of it, in the body that all known readers accept (contract section 17).</summary>
[RequireScope(Scope.UsageRead)]
public sealed record GetUsage : IRequest<Result<UsageResponse>>;

public sealed record UsageResponse(
    string Plan,
    PlanLimitsResponse PlanLimits,
    MediaUsage Images,
    MediaUsage Videos,
    MediaUsage Audio,
    DocumentUsage Docs,
    CollectionUsage Kbs,
    IReadOnlyList<QuotaUsage> Quotas,
    DateTimeOffset? PlanExpiresAt,
    DateTimeOffset UpdatedAt);

/// <summary>Six numbers that Moraya requires together: one missing, and it ignores the block.</summary>
public sealed record PlanLimitsResponse(
    long ImgStorageBytes, int ImgUploadMonth, int DocCount, long AudioStorageBytes, long VideoStorageBytes, int KbCount);

public sealed record MediaUsage(
    long StorageUsed, long BandwidthUsed, int UploadCountToday, int UploadCountMonth, long TotalCount, long PublicCount, long PrivateCount)
{
    public static readonly MediaUsage None = new(0, 0, 0, 0, 0, 0, 0);
}

public sealed record DocumentUsage(long TotalCount, long StorageUsed, int UploadCountMonth, long RevisionCount, long RevisionBytes);

public sealed record CollectionUsage(long TotalCount);

/// <summary>One quota as <c>QUOTA_EXCEEDED</c> names it. Used includes what uploads in flight hold.</summary>
public sealed record QuotaUsage(string Type, long Used, long Limit);

internal sealed class GetUsageHandler(IQuotasDb db, IMediaTotals media, IPlanCatalog plans, ICaller caller, BandwidthMeter meter, TimeProvider time)
    : IRequestHandler<GetUsage, Result<UsageResponse>>
{
    public async Task<Result<UsageResponse>> Handle(GetUsage request, CancellationToken cancellationToken)
    {
        var (owner, plan, now) = (caller.Current.UserId, caller.Current.Plan, time.Now());
        var limits = plans.For(plan);
        var images = await db.QuotaAccounts.AsNoTracking()
            .SingleOrDefaultAsync(account => account.OwnerId == owner && account.Type == QuotaType.ImageStorage, cancellationToken)
            ?? QuotaAccount.Open(owner, QuotaType.ImageStorage);
        var total = await media.ImagesOfAsync(owner, cancellationToken);
        var bandwidth = await BandwidthAsync(new BandwidthKey(owner, QuotaType.ImageBandwidth, BandwidthMeter.MonthOf(now)), cancellationToken);
        return new UsageResponse(
            plan.ToName(),
            new PlanLimitsResponse(
                limits.ImgStorageBytes, limits.ImgUploadMonth, limits.DocCount, limits.AudioStorageBytes, limits.VideoStorageBytes, limits.KbCount),
            new MediaUsage(
                images.Used, bandwidth, images.UploadsOn(now), images.UploadsInMonth(now), images.Items, total.Public, images.Items - total.Public),
            MediaUsage.None,
            MediaUsage.None,
            new DocumentUsage(0, 0, 0, 0, 0),
            new CollectionUsage(0),
            [new QuotaUsage(QuotaType.ImageStorage.ToName(), images.Used + images.Reserved, limits.ImgStorageBytes)],
            null,
            now);
    }

    private async Task<long> BandwidthAsync(BandwidthKey key, CancellationToken cancellationToken)
    {
        var (owner, type, month) = key;
        var written = await db.BandwidthMonths.AsNoTracking().Where(row => row.OwnerId == owner && row.Type == type && row.Month == month)
            .Select(row => row.Bytes).SingleOrDefaultAsync(cancellationToken);
        return written + meter.PendingOf(key);
    }
}
