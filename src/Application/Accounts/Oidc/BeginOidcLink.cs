using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;

namespace Picora.Application.Accounts.Oidc;

/// <summary>Begins linking an identity at a provider to the caller's account.</summary>
[RequireSession]
public sealed record BeginOidcLink(string ProviderId) : IRequest<Result<OidcBeginning>>;

internal sealed class BeginOidcLinkHandler(OidcStart start, ICaller caller) : IRequestHandler<BeginOidcLink, Result<OidcBeginning>>
{
    public Task<Result<OidcBeginning>> Handle(BeginOidcLink request, CancellationToken cancellationToken) =>
        start.BeginAsync(request.ProviderId, caller.Current.UserId, cancellationToken);
}
