using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.Accounts;

/// <summary>The small picture of a person: a square WebP, made anew from what they sent. Small enough to lie in its row, and gone with its person.</summary>
public sealed class Avatar
{
    /// <summary>In pixels.</summary>
    public const int Side = 256;

    // For the database.
    private Avatar() => Content = [];

    public UserId UserId { get; private set; }

    public byte[] Content { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public static Avatar Of(UserId userId, byte[] content, DateTimeOffset now) => new() { UserId = userId, Content = content, UpdatedAt = now };

    public void Replace(byte[] content, DateTimeOffset now) => (Content, UpdatedAt) = (content, now);
}
