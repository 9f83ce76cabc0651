using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.Accounts;

/// <summary>An audit entry's id.</summary>
public readonly record struct AuditEventId(string Value)
{
    public static AuditEventId New() => new(NanoId.New());

    public static AuditEventId? Parse(string? text) => NanoId.IsValid(text, NanoId.Long) ? new AuditEventId(text!) : null;

    public static bool operator <(AuditEventId left, AuditEventId right) => string.CompareOrdinal(left.Value, right.Value) < 0;

    public static bool operator >(AuditEventId left, AuditEventId right) => string.CompareOrdinal(left.Value, right.Value) > 0;

    public override string ToString() => Value;
}

/// <summary>Where an audited action came from, as far as it is known.</summary>
/// <param name="Credential">The kind of credential that acted, such as <c>session</c>; null when there was none.</param>
/// <param name="CredentialId">The session's or the key's id.</param>
public sealed record AuditOrigin(Device Device, string? Credential, string? CredentialId);

/// <summary>One entry in the log of what happened to an account's security. Written once, never changed.</summary>
public sealed class AuditEvent
{
    public const int MaxSubjectLength = 200;
    public const int MaxCredentialLength = 16;

    // For the database.
    private AuditEvent()
    {
        Address = string.Empty;
        UserAgent = string.Empty;
    }

    public AuditEventId Id { get; private set; }

    public UserId OwnerId { get; private set; }

    public AuditAction Action { get; private set; }

    /// <summary>What the action was done to, such as a key's id; never a secret.</summary>
    public string? Subject { get; private set; }

    public string Address { get; private set; }

    public string UserAgent { get; private set; }

    public string? Credential { get; private set; }

    public string? CredentialId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public static AuditEvent Create(UserId owner, AuditAction action, string? subject, AuditOrigin origin, DateTimeOffset now) => new()
    {
        Id = AuditEventId.New(),
        OwnerId = owner,
        Action = action,
        Subject = subject is null ? null : Cut(subject, MaxSubjectLength),
        Address = Cut(origin.Device.Address, Session.MaxAddressLength),
        UserAgent = Cut(origin.Device.UserAgent, Session.MaxUserAgentLength),
        Credential = origin.Credential,
        CredentialId = origin.CredentialId,
        CreatedAt = now,
    };

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
