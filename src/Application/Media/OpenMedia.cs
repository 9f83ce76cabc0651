using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media;

/// <summary>A picture's bytes by its public address: the original (<c>extension</c>) or a rendition (by <c>name</c>).</summary>
[PublicAccess]
public sealed record OpenMedia(string Id, string? Extension, string? Rendition) : IRequest<Result<MediaFile>>;

/// <summary>A file to send. Nothing is opened before it is asked for.</summary>
/// <param name="ETag">Strong, with its quotes: changes exactly when the bytes do.</param>
/// <param name="Layout">How the stored bytes go out; null for as they are.</param>
public sealed record MediaFile(
    ObjectKey Key, string ContentType, string ETag, DateTimeOffset ModifiedAt, string FileName, bool IsPublic, DeliveryLayout? Layout);

internal sealed class OpenMediaHandler(IMediaDb db, ICaller caller) : IRequestHandler<OpenMedia, Result<MediaFile>>
{
    public async Task<Result<MediaFile>> Handle(OpenMedia request, CancellationToken cancellationToken)
    {
        if (ImageId.Parse(request.Id) is not { } id)
        {
            return MediaErrors.ImageNotFound;
        }

        var image = await db.Images.AsNoTracking().Where(row => row.Id == id)
            .Select(row => new Deliverable(
                row.OwnerId, row.IsPublic, row.Format, row.Key, row.Hash, row.FileName, row.CreatedAt, row.PublicLayout,
                row.Variants.Where(variant => variant.Name == request.Rendition).Select(variant => (ObjectKey?)variant.Key).FirstOrDefault()))
            .SingleOrDefaultAsync(cancellationToken);
        return image is null ? MediaErrors.ImageNotFound : Refusal(image) ?? Choose(request, image);
    }

    // A stranger learns nothing from a private picture, not even that it exists; somebody without credentials may be its owner.
    private Error? Refusal(Deliverable image) => caller.Current switch
    {
        _ when image.IsPublic => null,
        { IsAuthenticated: false } => caller.Rejection ?? AccessErrors.Unauthorized,
        var someone when someone.UserId != image.OwnerId => MediaErrors.ImageNotFound,
        var owner when !owner.Scopes.HasFlag(Scope.ImagesRead) => AccessErrors.InsufficientScope(Scope.ImagesRead, owner.Scopes),
        _ => null,
    };

    private static Result<MediaFile> Choose(OpenMedia request, Deliverable image)
    {
        if (request.Rendition is { } rendition)
        {
            // A rendition never changes while its key stays the same.
            return image.Variant is { } key
                ? new MediaFile(
                    key, "image/webp", $"\"{key.Value[(key.Value.LastIndexOf('/') + 1)..]}\"", image.CreatedAt, $"{rendition}.webp", image.IsPublic, null)
                : MediaErrors.ImageNotFound;
        }

        if (!string.Equals(request.Extension, image.Format.Extension(), StringComparison.Ordinal))
        {
            return MediaErrors.ImageNotFound;
        }

        // Only the owner of a private picture gets the file with all that it says about its making.
        var layout = image.IsPublic ? image.Layout : null;
        var etag = layout is null ? $"\"{image.Hash}\"" : $"\"{image.Hash}-public\"";
        return new MediaFile(image.Key, image.Format.MimeType(), etag, image.CreatedAt, image.FileName, image.IsPublic, layout);
    }

    private sealed record Deliverable(
        UserId OwnerId,
        bool IsPublic,
        ImageFormat Format,
        ObjectKey Key,
        ContentHash Hash,
        string FileName,
        DateTimeOffset CreatedAt,
        DeliveryLayout? Layout,
        ObjectKey? Variant);
}
