using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Contracts;

/// <summary>
/// Makes a file that came by any protocol somebody's medium of one kind. Every way in but the kind's own upload form goes through this, so
/// that all of them decide alike.
/// </summary>
public interface IMediaArrival
{
    MediaKind Kind { get; }

    /// <summary>What the caller may send and what pays for it. 403 when the plan has nothing of this kind.</summary>
    /// <param name="leastBytes">What the file has at least, as far as the protocol tells; null when it does not.</param>
    Result<UploadOrder> Order(long? leastBytes);

    /// <summary>Whether <see cref="TakeAsync"/> would take these fields, so that nobody sends gigabytes in vain.</summary>
    Result<Success> CheckFields(IReadOnlyDictionary<string, string> fields) => Success.Value;

    /// <summary>What keeps this server from taking in anything of this kind now; null when nothing does.</summary>
    Task<Error?> CheckServerAsync(CancellationToken cancellationToken) => Task.FromResult<Error?>(null);

    /// <summary>The owner's medium with this id; else the one with this content, as its twin was there before; null when there is none.</summary>
    Task<MediaItem?> FindAsync(UserId owner, string id, ContentHash hash, CancellationToken cancellationToken);

    /// <summary>
    /// Looks at the stored bytes and adds the medium, or finds its twin, in one unit of work that settles or discards the upload. The claims
    /// of the client count for nothing.
    /// </summary>
    /// <param name="fileName">As the client names it: hostile until normalised.</param>
    /// <param name="fields">As in the kind's upload form: <c>title</c>, <c>tags</c> (a JSON array), <c>isPublic</c>, <c>kbId</c>.</param>
    Task<Result<ArrivedMedium>> TakeAsync(
        ReceivedUpload upload, string? fileName, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken);
}

/// <param name="Duplicate">Whether the same bytes were there already; nothing was stored or charged then.</param>
public sealed record ArrivedMedium(MediaItem Item, bool Duplicate) : IUploadOutcome
{
    /// <summary>Whether another file, written anew from the one that came, is kept in its stead.</summary>
    public bool Rewritten { get; init; }

    bool IUploadOutcome.Kept => !Duplicate && !Rewritten;
}
