using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Abstractions;

/// <summary>Signed access tokens (JWT, RS256), short-lived and checked without the database.</summary>
public interface IAccessTokens
{
    string Issue(AccessTokenSubject subject);

    /// <summary>Who a genuine, unexpired token was issued to; the one constant 401 otherwise. Whether the session still lives is not asked here.</summary>
    Task<Result<AccessTokenIdentity>> ReadAsync(string token);
}

public sealed record AccessTokenSubject(UserId UserId, SessionId SessionId, Plan Plan, bool IsAdministrator);

public sealed record AccessTokenIdentity(UserId UserId, SessionId SessionId);
