using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.Accounts.Passkeys;

/// <summary>A passkey's id for its owner; what the authenticator calls it is its credential id.</summary>
public readonly record struct PasskeyId(string Value)
{
    public static PasskeyId New() => new(NanoId.New());

    public override string ToString() => Value;
}

/// <summary>What an authenticator told of a key pair that it made. Binary values are in base64url.</summary>
/// <param name="CredentialId">At most 1,023 bytes (WebAuthn, 4).</param>
/// <param name="PublicKey">A COSE key.</param>
/// <param name="SignCount">How often the authenticator has signed; 0 for ever where it does not count.</param>
/// <param name="Transports">How it can be reached, separated by commas.</param>
public sealed record PasskeyCredential(
    string CredentialId, string PublicKey, long SignCount, string Transports, bool IsBackupEligible, bool IsBackedUp);

/// <summary>A key pair by which a person signs in. It is bound to this server's name and unlocked by their finger, face or PIN.</summary>
public sealed class Passkey
{
    public const int MaxNameLength = 64;
    public const int MaxCredentialIdLength = 1364;
    public const int MaxPublicKeyLength = 2000;
    public const int MaxTransportsLength = 100;

    // For the database.
    private Passkey()
    {
        CredentialId = PublicKey = Transports = Name = string.Empty;
    }

    public PasskeyId Id { get; private set; }

    public UserId UserId { get; private set; }

    /// <summary>Of the credential's id, which is too long for an index.</summary>
    public SecretHash CredentialHash { get; private set; }

    public string CredentialId { get; private set; }

    public string PublicKey { get; private set; }

    public long SignCount { get; private set; }

    public string Transports { get; private set; }

    public bool IsBackupEligible { get; private set; }

    public bool IsBackedUp { get; private set; }

    public string Name { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? LastUsedAt { get; private set; }

    public PasskeyCredential Credential => new(CredentialId, PublicKey, SignCount, Transports, IsBackupEligible, IsBackedUp);

    public static Passkey Add(UserId userId, PasskeyCredential credential, string name, DateTimeOffset now) => new()
    {
        Id = PasskeyId.New(),
        UserId = userId,
        CredentialHash = SecretHash.Of(credential.CredentialId),
        CredentialId = credential.CredentialId,
        PublicKey = credential.PublicKey,
        SignCount = credential.SignCount,
        Transports = credential.Transports,
        IsBackupEligible = credential.IsBackupEligible,
        IsBackedUp = credential.IsBackedUp,
        Name = name.Trim(),
        CreatedAt = now,
    };

    public void Rename(string name) => Name = name.Trim();

    public void Use(PasskeyCredential after, DateTimeOffset now) =>
        (SignCount, IsBackedUp, LastUsedAt) = (after.SignCount, after.IsBackedUp, now);
}
