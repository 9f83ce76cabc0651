using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Finds a key by its hash: the one question that every request with a key asks, so each engine may answer it in its quickest way.</summary>
public interface IApiKeyLookup
{
    /// <summary>Null when there is no such key. A revoked or expired one is found.</summary>
    ValueTask<KnownApiKey?> FindAsync(SecretHash hash, CancellationToken cancellationToken);
}

/// <summary>A key and whoever it acts for, as they are at this moment.</summary>
public sealed record KnownApiKey(
    ApiKeyId Id,
    UserId OwnerId,
    Scope Scopes,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    Plan Plan,
    bool OwnerIsAdministrator,
    bool OwnerIsActive,
    AllowedAddresses? AllowedIps,
    DateTimeOffset? RotatedAt);
