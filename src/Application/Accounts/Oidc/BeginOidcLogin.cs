using MediatR;
using Picora.Application.Pipeline;
using Picora.Domain;

namespace Picora.Application.Accounts.Oidc;

/// <summary>Begins signing in, or up, at a provider.</summary>
[PublicAccess]
public sealed record BeginOidcLogin(string ProviderId) : IRequest<Result<OidcBeginning>>;

internal sealed class BeginOidcLoginHandler(OidcStart start) : IRequestHandler<BeginOidcLogin, Result<OidcBeginning>>
{
    public Task<Result<OidcBeginning>> Handle(BeginOidcLogin request, CancellationToken cancellationToken) =>
        start.BeginAsync(request.ProviderId, linkTo: null, cancellationToken);
}
