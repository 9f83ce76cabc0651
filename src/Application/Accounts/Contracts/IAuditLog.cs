using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts.Contracts;

/// <summary>The log of what happened to an account's security, for its owner to read.</summary>
public interface IAuditLog
{
    /// <summary>
    /// Adds an entry to the unit of work at hand, so that it is written with what it tells or not at all. Address, user agent and credential
    /// are those of the current request; of a request by somebody else than the owner, the entry says only whether it was an administrator.
    /// </summary>
    /// <param name="owner">Whose account it is about, which need not be the caller's.</param>
    /// <param name="subject">What the action was done to, such as a key's id; never a secret. Cut at 200 characters.</param>
    void Record(UserId owner, AuditAction action, string? subject = null);
}
