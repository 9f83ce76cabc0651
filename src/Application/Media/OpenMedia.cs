using MediatR;
using Picora.Application.Media.Transforms;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media;

/// <summary>A picture's bytes by its public address: the original (<c>extension</c>) or a rendition (by <c>name</c>).</summary>
[PublicAccess]
public sealed record OpenMedia(string Id, string? Extension, string? Rendition, MediaVisit Visit) : IRequest<Result<MediaFile>>
{
    public string Resource => MediaUrls.Resource(Id, Extension, Rendition);
}

/// <summary>A file to send. Nothing is opened before it is asked for.</summary>
/// <param name="ETag">Strong, with its quotes: changes exactly when the bytes do.</param>
/// <param name="Layout">How the stored bytes go out; null for as they are.</param>
public sealed record MediaFile(
    ObjectKey Key,
    string ContentType,
    string ETag,
    DateTimeOffset ModifiedAt,
    string FileName,
    UserId OwnerId,
    MediaGround Ground,
    DeliveryLayout? Layout)
{
    /// <summary>The picture made to measure that goes out; null for the stored file itself.</summary>
    public VariantOrder? Variant { get; init; }

    /// <summary>Whether a client that accepts other formats gets something else.</summary>
    public bool VariesByAccept { get; init; }
}

internal sealed class OpenMediaHandler(DeliverableRows rows, MediaGate gate, MediaTransforms transforms) : IRequestHandler<OpenMedia, Result<MediaFile>>
{
    public async Task<Result<MediaFile>> Handle(OpenMedia request, CancellationToken cancellationToken)
    {
        if (gate.RefuseSignature(request.Resource, request.Visit) is { } refusal)
        {
            return refusal;
        }

        if (ImageId.Parse(request.Id) is not { } id)
        {
            return MediaErrors.ImageNotFound;
        }

        var image = await rows.FindAsync(id, cancellationToken);
        if (image is null)
        {
            return MediaErrors.ImageNotFound;
        }

        var admitted = gate.Admit(image.Guards, request.Visit);
        return admitted.IsSuccess ? await ChooseAsync(request, image, admitted.Value, cancellationToken) : admitted.Error;
    }

    private async Task<Result<MediaFile>> ChooseAsync(OpenMedia request, Deliverable image, MediaGround ground, CancellationToken cancellationToken)
    {
        if (request.Rendition is { } rendition)
        {
            // A rendition never changes while its key stays the same.
            return image.VariantOf(rendition) is { } key
                ? new MediaFile(
                    key, "image/webp", $"\"{key.Value[(key.Value.LastIndexOf('/') + 1)..]}\"", image.CreatedAt, $"{rendition}.webp",
                    image.Guards.OwnerId, ground, null)
                : MediaErrors.ImageNotFound;
        }

        if (!string.Equals(request.Extension, image.Target.Subject.Format.Extension(), StringComparison.Ordinal))
        {
            return MediaErrors.ImageNotFound;
        }

        // Only the owner of a private picture gets the file with all that it says about its making.
        var layout = ground == MediaGround.Owner && !image.Guards.IsPublic ? null : image.Layout;
        var etag = layout is null ? $"\"{image.Target.Hash}\"" : $"\"{image.Target.Hash}-public\"";
        var original = new MediaFile(
            image.Key, image.Target.Subject.Format.MimeType(), etag, image.CreatedAt, image.FileName, image.Guards.OwnerId, ground, layout);
        return await transforms.ApplyAsync(original, image.Target, request.Visit, cancellationToken);
    }
}
