using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Factors;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Accounts.Oidc;

namespace Picora.Application.Accounts.Oidc;

/// <summary>Ends a sign-in at a provider, or a link to it.</summary>
/// <param name="Code">From the provider, by way of the browser.</param>
/// <param name="BrowserSecret">From the browser's cookie; null when it has none.</param>
[PublicAccess]
public sealed record FinishOidc(string ProviderId, string? Code, string? State, string? BrowserSecret) : IRequest<Result<OidcEnd>>;

/// <param name="Session">Null when an identity was linked: whoever did that is signed in already.</param>
public sealed record OidcEnd(SignedIn? Session);

internal sealed class FinishOidcHandler(OidcDirectory providers, IOidcClient client, IUnitOfWork unitOfWork, Tickets tickets, OidcAccounts accounts)
    : IRequestHandler<FinishOidc, Result<OidcEnd>>
{
    // Longer codes than any provider's are noise.
    private const int MaxCodeLength = 4096;

    public async Task<Result<OidcEnd>> Handle(FinishOidc request, CancellationToken cancellationToken)
    {
        if (providers.Find(request.ProviderId) is not { } provider)
        {
            return OidcErrors.NoProvider;
        }

        // The cookie, the state and the row of the ticket belong together, once.
        var handshake = new OidcHandshake(request.BrowserSecret ?? string.Empty);
        if (request.BrowserSecret is not { Length: > 0 } secret || !handshake.Began(request.State))
        {
            return OidcErrors.BadState;
        }

        var begun = await unitOfWork.ExecuteAsync<OidcState>(
            async token => await tickets.TakeAsync(secret, TicketKind.Oidc, token) is { } found && OidcState.Read(found) is { } state
                && string.Equals(state.ProviderId, provider.Id, StringComparison.Ordinal)
                ? state
                : OidcErrors.BadState,
            cancellationToken);
        if (!begun.IsSuccess)
        {
            return begun.Error;
        }

        if (request.Code is not { Length: > 0 and <= MaxCodeLength } code)
        {
            return OidcErrors.Denied;
        }

        var person = await client.RedeemAsync(provider, code, handshake, cancellationToken);
        return person.IsSuccess ? await EndAsync(provider, person.Value, begun.Value.LinkTo, cancellationToken) : person.Error;
    }

    private async Task<Result<OidcEnd>> EndAsync(OidcProviderOptions provider, OidcPerson person, OidcLinker? linkTo, CancellationToken cancellationToken) =>
        linkTo is { } linker
            ? (await accounts.LinkAsync(provider, person, linker, cancellationToken)).Map(_ => new OidcEnd(null))
            : (await accounts.EnterAsync(provider, person, cancellationToken)).Map(session => new OidcEnd(session));
}
