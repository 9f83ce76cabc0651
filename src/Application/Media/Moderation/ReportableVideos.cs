using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Moderation.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Media.Videos;
using Picora.Domain.Moderation.Contracts;

namespace Picora.Application.Media.Moderation;

/// <summary>Videos, as others report them and operators take them away.</summary>
internal sealed class ReportableVideos(IMediaDb db, SeenMedia seen, IMediaJournal journal, TimeProvider time) : IReportable
{
    public ReportTarget Target => ReportTarget.Video;

    public async Task<ReportableThing?> FindAsync(string id, SeenAddress? address, CancellationToken cancellationToken)
    {
        var found = await Of(id).AsNoTracking().Where(video => video.ErasedAt == null).Select(video => new { video.OwnerId, video.IsPublic }).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new ReportableThing(id, found.OwnerId, seen.IsOpen(found.IsPublic, address));
    }

    public async Task<UserId?> RestrictAsync(string id, CancellationToken cancellationToken)
    {
        // So that two changes of the same video come one after the other.
        await Of(id).LockAsync(video => video.UpdatedAt, cancellationToken);
        if (await Of(id).SingleOrDefaultAsync(cancellationToken) is not { } video)
        {
            return null;
        }

        video.SetVisibility(isPublic: false, time.Now());
        await journal.ChangedAsync(video.OwnerId, MediaKind.Video, [id], cancellationToken);
        return video.OwnerId;
    }

    public async Task<UserId?> WithholdAsync(string id, DateTimeOffset? since, CancellationToken cancellationToken) =>
        await Of(id).ExecuteUpdateAsync(set => set.SetProperty(video => video.BlockedAt, since), cancellationToken) == 0
            ? null
            : await Of(id).Select(video => video.OwnerId).SingleAsync(cancellationToken);

    private IQueryable<Video> Of(string id)
    {
        var wanted = VideoId.Parse(id) ?? default;
        return db.Videos.Where(video => video.Id == wanted);
    }
}
