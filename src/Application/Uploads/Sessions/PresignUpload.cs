using System.Globalization;
using System.Text.Json;
using FluentValidation;
using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Uploads;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Uploads.Sessions;

/// <summary>
/// Announces a file that is then sent with one PUT (<see cref="ReceiveDirectUpload"/>) and taken over (<see cref="FinalizeUpload"/>). Its whole
/// size is held of the quota until then.
/// </summary>
/// <param name="ContentType">The type of the file, whose first half names the kind unless <see cref="ResourceType"/> does.</param>
/// <param name="Sha256">What the content is to be, in hex; null when the client does not say.</param>
[RequireCredential]
public sealed record PresignUpload(string? Filename, string? ContentType, long? Bytes, string? Sha256) : IRequest<Result<PresignedUpload>>
{
    /// <summary><c>image</c>, <c>video</c> or <c>audio</c>.</summary>
    public string? ResourceType { get; init; }

    public string? Title { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Null for what is usual of the kind.</summary>
    public bool? IsPublic { get; init; }

    /// <summary>The collection that it goes into.</summary>
    public string? KbId { get; init; }

    /// <summary>Hours that a picture stays; null for good.</summary>
    public long? ExpiresIn { get; init; }
}

/// <summary>An address to send a file to.</summary>
/// <param name="MediumId">The id that the medium will have, unless the same bytes are there already.</param>
/// <param name="Signature">The parameters of the address that stand for a credential: <c>exp</c> and <c>sig</c>. Secret until the upload is finalized.</param>
public sealed record PresignedUpload(
    string UploadId, string MediumId, string Filename, string ContentType, long Bytes, string Signature, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>An address of the store itself that takes the file, too; null where clients cannot reach it.</summary>
    public Uri? StoreAddress { get; init; }
}

internal sealed class PresignUploadValidator : AbstractValidator<PresignUpload>
{
    public PresignUploadValidator()
    {
        RuleFor(upload => upload.Filename).NotEmpty().MaximumLength(FileNames.MaxLength);
        RuleFor(upload => upload.ContentType).NotEmpty().When(upload => upload.ResourceType is null).MaximumLength(FileNames.MaxLength);
        RuleFor(upload => upload.Bytes).NotNull().GreaterThanOrEqualTo(1);
        RuleFor(upload => upload.Sha256).Must(hash => ContentHash.Parse(hash!.ToLowerInvariant()) is not null)
            .When(upload => !string.IsNullOrEmpty(upload.Sha256)).WithMessage("sha256 is 64 hexadecimal characters.");
    }
}

internal sealed class PresignUploadHandler(MediaArrivals arrivals, SessionOpening opening, UploadSignatures signatures, IObjectStorage storage, ICaller caller)
    : IRequestHandler<PresignUpload, Result<PresignedUpload>>
{
    public async Task<Result<PresignedUpload>> Handle(PresignUpload request, CancellationToken cancellationToken)
    {
        var asked = UploadMetadata.From(Pairs(request)).Bind(metadata => Order(request, metadata));
        var opened = asked.IsSuccess ? await opening.OpenAsync(asked.Value, cancellationToken) : asked.Error;
        return opened.Map(session => new PresignedUpload(
            session.Id, session.MediumId, request.Filename!, request.ContentType ?? string.Empty, session.Length,
            signatures.Sign(session.Id, session.ExpiresAt), session.CreatedAt, session.ExpiresAt)
        {
            StoreAddress = (storage as IPresignedObjects)?.SignPut(session.Key, session.Length, session.ExpiresAt - session.CreatedAt),
        });
    }

    private static IEnumerable<KeyValuePair<string, string?>> Pairs(PresignUpload request) =>
    [
        new("filename", request.Filename),
        new("contentType", request.ContentType),
        new("resourceType", request.ResourceType),
        new("title", request.Title),
        new("tags", request.Tags is null ? null : JsonSerializer.Serialize(request.Tags)),
        new("isPublic", request.IsPublic switch { true => "true", false => "false", null => null }),
        new("kbId", request.KbId),
        new("expiresIn", request.ExpiresIn?.ToString(CultureInfo.InvariantCulture)),
    ];

    private Result<NewSession> Order(PresignUpload request, UploadMetadata metadata)
    {
        if (arrivals.Of(metadata) is not { } arrival)
        {
            return SessionErrors.NoKind;
        }

        if (caller.Current.RefuseWriting(arrival.Kind) is { } refusal)
        {
            return refusal;
        }

        var bytes = request.Bytes!.Value;
        return arrival.CheckFields(MediaArrivals.FieldsOf(metadata)).Bind(_ => arrival.Order(bytes))
            .Map(order => new NewSession(arrival.Kind, UploadWay.Presigned, order, bytes, metadata) { ExpectedHash = ContentHash.Parse(request.Sha256?.ToLowerInvariant()) });
    }
}
