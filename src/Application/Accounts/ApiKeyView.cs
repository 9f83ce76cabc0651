using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>A key as its owner sees it (contract section 16): the members of all published forms.</summary>
public record ApiKeyView(
    string Id,
    string Name,
    string? Description,
    string KeyPrefix,
    string Last4,
    string Scope,
    IReadOnlyList<string> ScopesV2,
    int ScopeVersion,
    IReadOnlyList<string> Scopes,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt)
{
    private const int Version = 2;

    internal static ApiKeyView From(ApiKey key) => new(
        key.Id.Value,
        key.Name,
        key.Description,
        key.Prefix,
        key.Last,
        ScopeNames.ToTier(key.Scopes),
        ScopeNames.ToDottedList(key.Scopes),
        Version,
        ScopeNames.ToColonList(key.Scopes),
        key.ExpiresAt,
        key.LastUsedAt,
        key.CreatedAt,
        key.RevokedAt);
}

/// <summary>A new key, with the one look at it that there is.</summary>
public sealed record CreatedApiKey : ApiKeyView
{
    public CreatedApiKey(ApiKeyView view, string key)
        : base(view) => Key = key;

    public string Key { get; }
}
