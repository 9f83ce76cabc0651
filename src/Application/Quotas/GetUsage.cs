using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Documents.Contracts;
using Picora.Application.Media.Contracts;
using Picora.Application.Pipeline;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;
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

internal sealed class GetUsageHandler(IQuotaReader quotas, Holdings holdings, IPlanCatalog plans, IOwnerPlans expiries, ICaller caller, TimeProvider time)
    : IRequestHandler<GetUsage, Result<UsageResponse>>
{
    public async Task<Result<UsageResponse>> Handle(GetUsage request, CancellationToken cancellationToken)
    {
        var (owner, plan) = (caller.Current.UserId, caller.Current.Plan);
        var standings = await quotas.OfAsync(owner, plan, cancellationToken);
        var of = standings.ToDictionary(standing => standing.Type);
        var total = await holdings.Media.OfAsync(owner, MediaKind.Image, cancellationToken);
        var videos = await holdings.Media.OfAsync(owner, MediaKind.Video, cancellationToken);
        var audio = await holdings.Media.OfAsync(owner, MediaKind.Audio, cancellationToken);
        var images = of[QuotaType.ImageStorage];
        var texts = await holdings.Documents.OfAsync(owner, cancellationToken);
        return new UsageResponse(
            plan.ToName(),
            Limits(plans.For(plan), of),
            new MediaUsage(
                images.Used, of[QuotaType.ImageBandwidth].Used, images.Today, images.ThisMonth, images.Items - total.Trashed, total.Public,
                images.Items - total.Trashed - total.Public),
            Counted(videos, of[QuotaType.MediaBandwidth]),
            Counted(audio, of[QuotaType.MediaBandwidth]),
            new DocumentUsage(texts.Count, texts.Bytes, of[QuotaType.DocCount].ThisMonth + of[QuotaType.MemoryDocCount].ThisMonth, texts.Revisions, texts.RevisionBytes),
            new CollectionUsage(of[QuotaType.CollectionCount].Used),
            [.. standings.Select(standing => standing.ToUsage())],
            await expiries.ExpiryAsync(owner, cancellationToken),
            time.Now());
    }

    // Videos and audio share one month's bandwidth.
    private static MediaUsage Counted(MediaTotal total, QuotaStanding bandwidth) =>
        new(total.Bytes, bandwidth.Used, total.Today, total.ThisMonth, total.Count, total.Public, total.Count - total.Public);

    // What counts for this person: a limit that an administrator has set goes before the plan's.
    private static PlanLimitsResponse Limits(PlanLimits plan, Dictionary<QuotaType, QuotaStanding> of)
    {
        return new PlanLimitsResponse(
            of[QuotaType.ImageStorage].Limit ?? long.MaxValue,
            Whole(QuotaType.UploadsPerMonth),
            Whole(QuotaType.DocCount),
            plan.AudioStorageBytes,
            plan.VideoStorageBytes,
            Whole(QuotaType.CollectionCount));

        int Whole(QuotaType type) => (int)Math.Min(of[type].Limit ?? int.MaxValue, int.MaxValue);
    }
}

/// <summary>What the modules count of what they keep.</summary>
internal sealed class Holdings(IMediaTotals media, IDocumentTotals documents)
{
    public IMediaTotals Media => media;

    public IDocumentTotals Documents => documents;
}
