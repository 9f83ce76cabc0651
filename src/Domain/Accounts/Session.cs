using System.Buffers.Text;
using System.Security.Cryptography;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.Accounts;

/// <summary>Why a session ended before its time.</summary>
public enum SessionEnd
{
    SignedOut,
    TokenReused,

    /// <summary>Its owner ended it from another one.</summary>
    EndedByOwner,
    PasswordChanged,
}

/// <summary>Where a session was opened from, for its owner to recognise it.</summary>
public sealed record Device(string Address, string UserAgent);

/// <summary>A signed-in browser or tool: the family of all refresh tokens that descend from one sign-in.</summary>
public sealed class Session
{
    public const int MaxUserAgentLength = 256;
    public const int MaxAddressLength = 45;

    // For the database.
    private Session()
    {
        UserAgent = string.Empty;
        Address = string.Empty;
    }

    public SessionId Id { get; private set; }

    public UserId UserId { get; private set; }

    public string UserAgent { get; private set; }

    public string Address { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>When the youngest refresh token of the family runs out.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public SessionEnd? RevokedFor { get; private set; }

    public static Session Open(UserId userId, Device device, DateTimeOffset now, DateTimeOffset expiresAt) => new()
    {
        Id = SessionId.New(),
        UserId = userId,
        UserAgent = Cut(device.UserAgent, MaxUserAgentLength),
        Address = Cut(device.Address, MaxAddressLength),
        CreatedAt = now,
        LastSeenAt = now,
        ExpiresAt = expiresAt,
    };

    public bool IsLive(DateTimeOffset now) => RevokedAt is null && ExpiresAt > now;

    public void Continue(DateTimeOffset now, DateTimeOffset expiresAt) => (LastSeenAt, ExpiresAt) = (now, expiresAt);

    /// <summary>Ends the session; the first reason stays.</summary>
    public void Revoke(SessionEnd reason, DateTimeOffset now)
    {
        if (RevokedAt is null)
        {
            (RevokedAt, RevokedFor) = (now, reason);
        }
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}

/// <summary>One refresh token of a session. Used once; its successor takes over.</summary>
public sealed class RefreshToken
{
    // For the database.
    private RefreshToken()
    {
    }

    public SecretHash Hash { get; private set; }

    public SessionId SessionId { get; private set; }

    public DateTimeOffset IssuedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>What the client gets: 256 random bits.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static RefreshToken Issue(SecretHash hash, SessionId sessionId, DateTimeOffset now, DateTimeOffset expiresAt) =>
        new() { Hash = hash, SessionId = sessionId, IssuedAt = now, ExpiresAt = expiresAt };

    /// <summary>
    /// Whether the token may be exchanged for a successor: unused, or used so recently that another tab of the same browser must have been
    /// faster.
    /// </summary>
    public bool MayRotate(DateTimeOffset now, TimeSpan grace) => UsedAt is null || now - UsedAt <= grace;

    /// <summary>Marks the token as exchanged; the first time stays.</summary>
    public void Use(DateTimeOffset now) => UsedAt ??= now;
}
