using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Domain.Uploads;

/// <summary>The promise that an upload in flight holds: a key to write to, a part of the quota, and a deadline that moves while bytes flow.</summary>
public sealed class UploadReservation
{
    private UploadReservation() => Id = string.Empty;

    public string Id { get; private set; }

    public UserId OwnerId { get; private set; }

    /// <summary>The quota that pays.</summary>
    public QuotaType Quota { get; private set; }

    public ObjectKey Key { get; private set; }

    public long HeldBytes { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Past this instant the sweeper takes the hold and the bytes back.</summary>
    public DateTimeOffset Deadline { get; private set; }

    public static UploadReservation Create(UserId ownerId, QuotaType quota, long heldBytes, DateTimeOffset now, TimeSpan lifetime) => new()
    {
        Id = NanoId.New(),
        OwnerId = ownerId,
        Quota = quota,
        Key = ObjectKey.NewOriginal(),
        HeldBytes = heldBytes,
        CreatedAt = now,
        Deadline = now + lifetime,
    };
}
