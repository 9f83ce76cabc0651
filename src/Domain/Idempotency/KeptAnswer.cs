using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.Idempotency;

/// <summary>The answer to a request that its client named, kept so that the same request sent again gets it and does nothing.</summary>
public sealed class KeptAnswer
{
    public const int HashLength = 64;

    // For the database.
    private KeptAnswer()
    {
        Id = string.Empty;
        Fingerprint = string.Empty;
        Answer = [];
    }

    /// <summary>A keyed hash of who asked and of the name; neither can be read off it.</summary>
    public string Id { get; private set; }

    public UserId OwnerId { get; private set; }

    /// <summary>A keyed hash of what was asked: operation and content.</summary>
    public string Fingerprint { get; private set; }

    /// <summary>Sealed under the name, which is not kept; empty until the work is done, which nobody outside its transaction sees.</summary>
    public byte[] Answer { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public static KeptAnswer Begin(string id, UserId owner, string fingerprint, DateTimeOffset expiresAt) =>
        new() { Id = id, OwnerId = owner, Fingerprint = fingerprint, ExpiresAt = expiresAt };

    public void Keep(byte[] answer) => Answer = answer;
}
