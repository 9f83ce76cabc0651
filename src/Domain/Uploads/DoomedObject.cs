using Picora.Domain.Uploads.Contracts;

namespace Picora.Domain.Uploads;

/// <summary>An object that nothing refers to any more. Written in the transaction that let go of it, removed once the bytes are gone.</summary>
public sealed class DoomedObject
{
    private DoomedObject(ObjectKey key, DateTimeOffset createdAt)
    {
        Key = key;
        CreatedAt = createdAt;
    }

    public ObjectKey Key { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public static DoomedObject Create(ObjectKey key, DateTimeOffset now) => new(key, now);
}
