using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>Where a public picture lies in the storage, for a delivery network of the operator's own that reads the storage itself (contract section 10).</summary>
/// <param name="Token">The installation's internal token; whoever does not know it finds nothing.</param>
[PublicAccess]
public sealed record GetPublicImageMeta(string Id, string? Token) : IRequest<Result<PublicImageMeta>>;

/// <param name="MimeType">Of the stored file, as it was sent.</param>
public sealed record PublicImageMeta(string StorageKey, string MimeType, bool IsPublic);

internal sealed class GetPublicImageMetaHandler(IMediaDb db, InternalToken token) : IRequestHandler<GetPublicImageMeta, Result<PublicImageMeta>>
{
    public async Task<Result<PublicImageMeta>> Handle(GetPublicImageMeta request, CancellationToken cancellationToken)
    {
        var id = ImageId.Parse(request.Id) ?? default;
        var row = token.Matches(request.Token)
            ? await db.Images.AsNoTracking().Where(image => image.Id == id && image.IsPublic && image.AllowedReferers == null && image.BlockedAt == null && image.ErasedAt == null)
                .Select(image => new { image.Key, image.Format }).SingleOrDefaultAsync(cancellationToken)
            : null;
        return row is null ? MediaErrors.ImageNotFound : new PublicImageMeta(row.Key.Value, row.Format.MimeType(), IsPublic: true);
    }
}
