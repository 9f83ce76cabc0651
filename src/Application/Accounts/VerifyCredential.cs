using System.Text.Json.Serialization;
using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Whether the credential of this request counts, and for whom. Asks nothing beyond what verifying it has already found out.</summary>
[RequireCredential]
public sealed record VerifyCredential : IRequest<Result<VerifiedCredential>>;

/// <param name="AuthType"><c>jwt</c> or <c>apiKey</c>.</param>
/// <param name="ApiKeyId">Absent for an access token.</param>
public sealed record VerifiedCredential(
    bool Valid,
    string UserId,
    string Plan,
    string AuthType,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ApiKeyId);

internal sealed class VerifyCredentialHandler(ICaller caller) : IRequestHandler<VerifyCredential, Result<VerifiedCredential>>
{
    public Task<Result<VerifiedCredential>> Handle(VerifyCredential request, CancellationToken cancellationToken)
    {
        var current = caller.Current;
        var isKey = current.Credential == Credential.ApiKey;
        return Task.FromResult<Result<VerifiedCredential>>(new VerifiedCredential(
            Valid: true, current.UserId.Value, current.Plan.ToName(), isKey ? "apiKey" : "jwt", isKey ? current.CredentialId : null));
    }
}
