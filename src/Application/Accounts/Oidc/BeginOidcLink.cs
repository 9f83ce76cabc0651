using FluentValidation;
using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Factors;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts.Oidc;

/// <summary>Begins linking an identity at a provider to the caller's account.</summary>
/// <param name="Password">The account's; absent when it has none.</param>
[RequireSession]
public sealed record BeginOidcLink(string ProviderId, string? Password = null) : IRequest<Result<OidcBeginning>>;

internal sealed class BeginOidcLinkValidator : AbstractValidator<BeginOidcLink>
{
    public BeginOidcLinkValidator() => RuleFor(request => request.Password).IsOldPassword().When(request => request.Password is not null);
}

internal sealed class BeginOidcLinkHandler(OidcStart start, FactorScene scene, ICaller caller) : IRequestHandler<BeginOidcLink, Result<OidcBeginning>>
{
    public async Task<Result<OidcBeginning>> Handle(BeginOidcLink request, CancellationToken cancellationToken)
    {
        var owner = await scene.ProveAsync(request.Password, cancellationToken);
        return owner.IsSuccess
            ? await start.BeginAsync(request.ProviderId, new OidcLinker(owner.Value.Id, new SessionId(caller.Current.CredentialId)), cancellationToken)
            : owner.Error;
    }
}
