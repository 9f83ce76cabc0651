using Picora.Application.Abstractions;
using Picora.Domain;

namespace Picora.Application.Accounts.Contracts;

/// <summary>Finds out who a bearer credential belongs to, and whether it still counts at this moment.</summary>
public interface ICredentialVerifier
{
    /// <param name="bearer">An access token or an API key, as it stands behind <c>Bearer</c>.</param>
    /// <returns>The caller, or the 401 that says why the credential does not count (contract section 1.3).</returns>
    ValueTask<Result<Caller>> VerifyAsync(string bearer, CancellationToken cancellationToken);
}
