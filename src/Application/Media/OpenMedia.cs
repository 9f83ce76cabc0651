using MediatR;
using Picora.Application.Media.Transforms;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Quotas.Contracts;
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

    /// <summary>The bytes themselves, where they are in no storage; null for the stored file.</summary>
    public ReadOnlyMemory<byte>? Inline { get; init; }

    /// <summary>Whether a client that accepts other formats gets something else.</summary>
    public bool VariesByAccept { get; init; }

    /// <summary>What the bytes that go out count as.</summary>
    public QuotaType Bandwidth { get; init; } = QuotaType.ImageBandwidth;

    /// <summary>Whether other bytes may come under the same address, so that nobody keeps these without asking.</summary>
    public bool IsReplaceable { get; init; }

    /// <summary>Until when they may be kept, as they are deleted then; null for good.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

internal sealed class OpenMediaHandler(DeliverableRows rows, MediaGate gate, MediaTransforms transforms, ConversionWait wait, TimeProvider time)
    : IRequestHandler<OpenMedia, Result<MediaFile>>
{
    private static readonly Error Converting =
        new Error(ErrorKind.Unavailable, "IMAGE_PROCESSING", "The picture is being converted; ask again in a moment").With("retryAfterSec", 2);

    public async Task<Result<MediaFile>> Handle(OpenMedia request, CancellationToken cancellationToken)
    {
        if (gate.RefuseSignature(request.Resource, request.Visit) is { } refusal)
        {
            return refusal;
        }

        if (ImageId.Parse(request.Id) is not { } id || !Renditions.IsKnown(request.Rendition))
        {
            return MediaErrors.ImageNotFound;
        }

        var image = await rows.FindAsync(id, cancellationToken);
        var admitted = Admit(image, request);
        if (admitted.IsSuccess && image!.IsAwaited(request))
        {
            image = await wait.UntilAsync(token => rows.FindAsync(id, token), found => found?.IsAwaited(request) != true, cancellationToken);
            admitted = Admit(image, request);
        }

        var chosen = admitted.IsSuccess ? await ChooseAsync(request, image!, admitted.Value, cancellationToken) : admitted.Error;
        return image?.ExpiresAt is { } end ? chosen.Map(file => file with { ExpiresAt = end }) : chosen;
    }

    // What a browser cannot show is nobody's but the owner's, whoever may see the picture.
    private Result<MediaGround> Admit(Deliverable? image, OpenMedia request)
    {
        // A row that is remembered may have expired since.
        if (image is null || image.ExpiresAt <= time.GetUtcNow())
        {
            return MediaErrors.ImageNotFound;
        }

        var isStored = image.IsStored(request);
        var ground = gate.Admit(isStored ? image.Guards with { IsPublic = false } : image.Guards, request.Visit);
        return isStored && ground is { IsSuccess: true, Value: not MediaGround.Owner } ? MediaErrors.ImageNotFound : ground;
    }

    private async Task<Result<MediaFile>> ChooseAsync(OpenMedia request, Deliverable image, MediaGround ground, CancellationToken cancellationToken)
    {
        if (request.Rendition is { } rendition)
        {
            return image.VariantOf(rendition) is { } key ? Made(image, key, "image/webp", $"{rendition}.webp", ground) : MediaErrors.ImageNotFound;
        }

        var delivered = image.Format.Delivered();
        if (!image.IsStored(request) && !string.Equals(request.Extension, delivered.Extension(), StringComparison.Ordinal))
        {
            return MediaErrors.ImageNotFound;
        }

        var file = await transforms.ApplyAsync(Original(image, ground), image.Target, request.Visit, cancellationToken);
        if (file is not { IsSuccess: true, Value.Variant: null } || !image.IsConverted(request))
        {
            return file;
        }

        return image.VariantOf(Renditions.Delivery) is { } conversion
            ? Made(image, conversion, delivered.MimeType(), Path.ChangeExtension(image.FileName, delivered.Extension()), ground)
            : image.Processing == Processing.Pending ? Converting : MediaErrors.ImageNotFound;
    }

    private static MediaFile Original(Deliverable image, MediaGround ground)
    {
        // Only the owner of a private picture gets the file with all that it says about its making.
        var layout = ground == MediaGround.Owner && !image.Guards.IsPublic ? null : image.Layout;
        var etag = layout is null ? $"\"{image.Target.Hash}\"" : $"\"{image.Target.Hash}-public\"";
        return new MediaFile(
            image.Key, image.Format.MimeType(), etag, image.CreatedAt, image.FileName, image.Guards.OwnerId, ground, layout);
    }

    // What was made never changes while its key stays the same.
    private static MediaFile Made(Deliverable image, ObjectKey key, string type, string fileName, MediaGround ground) => new(
        key, type, $"\"{key.Value[(key.Value.LastIndexOf('/') + 1)..]}\"", image.CreatedAt, fileName, image.Guards.OwnerId, ground, null);
}
