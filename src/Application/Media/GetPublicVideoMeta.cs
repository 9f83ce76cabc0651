using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media;

/// <summary>Where a public video's stored file lies in the storage, as <see cref="GetPublicImageMeta"/> tells of pictures (contract section 11).</summary>
[PublicAccess]
public sealed record GetPublicVideoMeta(string Id, string? Token) : IRequest<Result<PublicVideoMeta>>;

public sealed record PublicVideoMeta(string StorageKey, string MimeType, long SizeBytes, string Filename);

internal sealed class GetPublicVideoMetaHandler(IMediaDb db, InternalToken token) : IRequestHandler<GetPublicVideoMeta, Result<PublicVideoMeta>>
{
    public async Task<Result<PublicVideoMeta>> Handle(GetPublicVideoMeta request, CancellationToken cancellationToken)
    {
        var id = VideoId.Parse(request.Id) ?? default;
        var row = token.Matches(request.Token)
            ? await db.Videos.AsNoTracking().Where(video => video.Id == id && video.IsPublic && video.AllowedReferers == null && video.BlockedAt == null && video.ErasedAt == null)
                .Select(video => new { video.Key, video.Container, video.SizeBytes, video.FileName }).SingleOrDefaultAsync(cancellationToken)
            : null;
        return row is null ? MediaErrors.VideoNotFound : new PublicVideoMeta(row.Key.Value, row.Container.VideoType(), row.SizeBytes, row.FileName);
    }
}
