using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.Accounts;

/// <summary>A key that acts for a person within its scopes. A revoked one stays as a tombstone, so that its use is answered as such.</summary>
public sealed class ApiKey
{
    public const int MaxNewNameLength = 50;
    public const int MaxNameLength = 64;
    public const int MaxDescriptionLength = 200;

    // For the database.
    private ApiKey()
    {
        Name = string.Empty;
        Prefix = string.Empty;
        Last = string.Empty;
    }

    public ApiKeyId Id { get; private set; }

    public UserId OwnerId { get; private set; }

    public SecretHash Hash { get; private set; }

    public string Prefix { get; private set; }

    public string Last { get; private set; }

    public string Name { get; private set; }

    public string? Description { get; private set; }

    public Scope Scopes { get; private set; }

    public DateTimeOffset? ExpiresAt { get; private set; }

    public DateTimeOffset? LastUsedAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Where it may be used from; null for everywhere.</summary>
    public AllowedAddresses? AllowedIps { get; private set; }

    /// <summary>When its owner replaced it. It works until it expires, and nothing of it counts against the plan.</summary>
    public DateTimeOffset? RotatedAt { get; private set; }

    /// <summary>The key that replaced it.</summary>
    public ApiKeyId? SuccessorId { get; private set; }

    /// <summary>Requests that were made with it.</summary>
    public long Calls { get; private set; }

    /// <summary>Bytes of the bodies of these requests, and of their answers' below.</summary>
    public long BytesIn { get; private set; }

    public long BytesOut { get; private set; }

    public string? LastAddress { get; private set; }

    public string? LastUserAgent { get; private set; }

    /// <summary>When its owner was told that it is about to expire.</summary>
    public DateTimeOffset? ExpiryWarnedAt { get; private set; }

    /// <summary>When its owner was told that nobody uses it; forgotten when somebody does.</summary>
    public DateTimeOffset? UnusedWarnedAt { get; private set; }

    /// <summary>Makes the row of a key; the key itself is the caller's to show, once.</summary>
    public static Result<ApiKey> Create(UserId ownerId, ApiKeySecret secret, NewApiKey wanted, DateTimeOffset now)
    {
        var key = new ApiKey
        {
            Id = ApiKeyId.New(),
            OwnerId = ownerId,
            Hash = secret.Hash,
            Prefix = secret.Prefix,
            Last = secret.Last,
            Scopes = wanted.Scopes,
            ExpiresAt = wanted.ExpiresAt,
            AllowedIps = wanted.AllowedIps,
            CreatedAt = now,
        };
        if (wanted.ExpiresAt <= now)
        {
            return Error.Validation("expiresAt", "A key expires in the future.");
        }

        return key.Rename(wanted.Name).Bind(_ => key.Describe(wanted.Description)).Map(_ => key);
    }

    public Result<Success> Rename(string name)
    {
        var trimmed = name.Trim();
        if (trimmed.Length is 0 or > MaxNameLength)
        {
            return Error.Validation("name", $"A name has 1 to {MaxNameLength} characters.");
        }

        Name = trimmed;
        return Success.Value;
    }

    /// <summary>Sets the description; an empty one clears it.</summary>
    public Result<Success> Describe(string? description)
    {
        var trimmed = description?.Trim();
        if (trimmed is { Length: > MaxDescriptionLength })
        {
            return Error.Validation("description", $"A description has at most {MaxDescriptionLength} characters.");
        }

        Description = string.IsNullOrEmpty(trimmed) ? null : trimmed;
        return Success.Value;
    }

    public void Grant(Scope scopes) => Scopes = scopes;

    /// <summary>Sets where the key may be used from; null for everywhere.</summary>
    public void Confine(AllowedAddresses? addresses) => AllowedIps = addresses;

    public void NoteExpiryWarning(DateTimeOffset now) => ExpiryWarnedAt = now;

    public void NoteDisuseWarning(DateTimeOffset now) => UnusedWarnedAt = now;

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    /// <summary>Makes the row of a key that takes this one's place and lets this one end at a chosen moment.</summary>
    /// <param name="expiresAt">When the new one expires; null: when this one would have.</param>
    public Result<ApiKey> Rotate(ApiKeySecret secret, DateTimeOffset graceUntil, DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        if (RotatedAt is not null)
        {
            return AccountErrors.KeyRotated;
        }

        return Create(OwnerId, secret, new NewApiKey(Name, Description, Scopes, expiresAt ?? ExpiresAt, AllowedIps), now).Map(successor =>
        {
            (RotatedAt, SuccessorId) = (now, successor.Id);
            ExpiresAt = ExpiresAt < graceUntil ? ExpiresAt : graceUntil;
            return successor;
        });
    }
}

/// <summary>What the owner of a new key says about it.</summary>
public sealed record NewApiKey(string Name, string? Description, Scope Scopes, DateTimeOffset? ExpiresAt, AllowedAddresses? AllowedIps = null);
