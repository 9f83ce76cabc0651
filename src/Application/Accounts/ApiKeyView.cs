using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>A key as its owner sees it (contract section 16): the members of all published forms.</summary>
public record ApiKeyView
{
    private const int Version = 2;

    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public required string KeyPrefix { get; init; }

    public required string Last4 { get; init; }

    public required string Scope { get; init; }

    public required IReadOnlyList<string> ScopesV2 { get; init; }

    public int ScopeVersion { get; init; } = Version;

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Addresses and networks that it may be used from; empty for all.</summary>
    public required IReadOnlyList<string> AllowedIps { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was replaced by another key; it works until it expires.</summary>
    public DateTimeOffset? RotatedAt { get; init; }

    /// <summary>The id of the key that replaced it.</summary>
    public string? SuccessorId { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public required ApiKeyUsageView Usage { get; init; }

    internal static ApiKeyView From(ApiKey key) => new()
    {
        Id = key.Id.Value,
        Name = key.Name,
        Description = key.Description,
        KeyPrefix = key.Prefix,
        Last4 = key.Last,
        Scope = ScopeNames.ToTier(key.Scopes),
        ScopesV2 = ScopeNames.ToDottedList(key.Scopes),
        Scopes = ScopeNames.ToColonList(key.Scopes),
        AllowedIps = key.AllowedIps?.Names ?? [],
        ExpiresAt = key.ExpiresAt,
        LastUsedAt = key.LastUsedAt,
        CreatedAt = key.CreatedAt,
        RotatedAt = key.RotatedAt,
        SuccessorId = key.SuccessorId?.Value,
        RevokedAt = key.RevokedAt,
        Usage = new ApiKeyUsageView(key.Calls, key.BytesIn, key.BytesOut, key.LastAddress, key.LastUserAgent),
    };
}

/// <summary>How a key was used, as of about a minute ago.</summary>
/// <param name="BytesIn">Of the requests' bodies.</param>
/// <param name="BytesOut">Of the answers' bodies.</param>
public sealed record ApiKeyUsageView(long Calls, long BytesIn, long BytesOut, string? LastAddress, string? LastUserAgent);

/// <summary>A new key, with the one look at it that there is.</summary>
public sealed record CreatedApiKey : ApiKeyView
{
    [JsonConstructor]
    public CreatedApiKey()
    {
    }

    [SetsRequiredMembers]
    public CreatedApiKey(ApiKeyView view, string key)
        : base(view) => Key = key;

    public required string Key { get; init; }
}
