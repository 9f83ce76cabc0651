using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Domain.Uploads;

/// <summary>How the bytes of a session come.</summary>
public enum UploadWay
{
    /// <summary>Piece by piece, by the tus protocol.</summary>
    Tus,

    /// <summary>As a whole, to an address that was handed out before, and taken over by a call of its own.</summary>
    Presigned,
}

/// <summary>
/// An upload over several requests. It is open as long as the reservation with the same id is there: whoever deletes that one decides the
/// upload's fate, and a session without one is only kept for what it remembers.
/// </summary>
public sealed class UploadSession
{
    public const int MaxOutcomeLength = 16_000;

    private UploadSession() => Id = MediumId = Metadata = string.Empty;

    public string Id { get; private set; }

    public UserId OwnerId { get; private set; }

    /// <summary>The owner's plan when the session began.</summary>
    public Plan Plan { get; private set; }

    public MediaKind Kind { get; private set; }

    public UploadWay Way { get; private set; }

    public QuotaType Quota { get; private set; }

    public ObjectKey Key { get; private set; }

    /// <summary>The id that the medium will have, unless the same bytes are there already.</summary>
    public string MediumId { get; private set; }

    /// <summary>What the client says of the file, in the form of the header <c>Upload-Metadata</c>.</summary>
    public string Metadata { get; private set; }

    /// <summary>In bytes; all of it is held of the quota.</summary>
    public long Length { get; private set; }

    /// <summary>How many bytes are durable. Bytes past it may lie in the storage, and count for nothing.</summary>
    public long Offset { get; private set; }

    /// <summary>What the client says the content is; null when it does not.</summary>
    public ContentHash? ExpectedHash { get; private set; }

    /// <summary>The content, once all of it is there and was looked at.</summary>
    public ContentHash? Hash { get; private set; }

    /// <summary>Who writes to it now; null when nobody does.</summary>
    public string? LeaseToken { get; private set; }

    public DateTimeOffset? LeasedUntil { get; private set; }

    /// <summary>What a presigned upload was answered with when it was finished; null before.</summary>
    public string? Outcome { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Moves ahead while bytes come.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    public bool IsComplete => Offset == Length;

    /// <param name="reservation">Holds <see cref="Length"/> and ends when the session does.</param>
    public static UploadSession Create(UploadReservation reservation, Plan plan, MediaKind kind, UploadWay way, string metadata) => new()
    {
        Id = reservation.Id,
        OwnerId = reservation.OwnerId,
        Plan = plan,
        Kind = kind,
        Way = way,
        Quota = reservation.Quota,
        Key = reservation.Key,
        MediumId = NanoId.New(kind == MediaKind.Image ? NanoId.Short : NanoId.Long),
        Metadata = metadata,
        Length = reservation.HeldBytes,
        CreatedAt = reservation.CreatedAt,
        ExpiresAt = reservation.Deadline,
    };

    public void Expect(ContentHash? hash) => ExpectedHash = hash;

    public void Lease(string token, DateTimeOffset until) => (LeaseToken, LeasedUntil) = (token, until);

    public void LiveUntil(DateTimeOffset expires) => ExpiresAt = expires;
}
