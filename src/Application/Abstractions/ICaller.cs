using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Abstractions;

/// <summary>How the caller of the current request proved who they are.</summary>
public enum Credential
{
    /// <summary>Nobody: no credential was sent.</summary>
    Anonymous,

    /// <summary>An access token of a session, or an internal job that acts for the system.</summary>
    Session,

    /// <summary>An API key.</summary>
    ApiKey,
}

/// <summary>Who makes the current request. Read afresh for each request, so that a ban, a revocation or a plan change counts at once.</summary>
/// <param name="CredentialId">The session's or the key's id; empty for an anonymous caller.</param>
/// <param name="Scopes">What the credential may do; a session may do everything its user may.</param>
public sealed record Caller(
    Credential Credential,
    UserId UserId,
    string CredentialId,
    Plan Plan,
    bool IsAdministrator,
    Scope Scopes)
{
    public static readonly Caller Anonymous = new(Credential.Anonymous, default, string.Empty, Plan.None, false, Scope.None);

    /// <summary>Since when the key that was used has a successor; null for any other credential.</summary>
    public DateTimeOffset? KeyRotatedAt { get; init; }

    /// <summary>When the key that was used expires; null for never and for any other credential.</summary>
    public DateTimeOffset? KeyExpiresAt { get; init; }

    /// <summary>Whether it is the operator at the server's own console, whom no account stands for.</summary>
    public bool IsOperator { get; init; }

    public bool IsAuthenticated => Credential != Credential.Anonymous;
}

/// <summary>The caller of the current request.</summary>
public interface ICaller
{
    Caller Current { get; }

    /// <summary>Why the credential that was sent does not count; null when it counts or none was sent.</summary>
    Error? Rejection { get; }
}
