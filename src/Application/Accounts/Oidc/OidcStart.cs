using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Factors;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Accounts.Oidc;

namespace Picora.Application.Accounts.Oidc;

/// <summary>A sign-in at a provider that was begun.</summary>
/// <param name="Url">Where the browser goes.</param>
/// <param name="BrowserSecret">For a cookie of the browser, and for nobody else.</param>
public sealed record OidcBeginning(string Url, string BrowserSecret, TimeSpan Lifetime);

/// <summary>Whose account an identity is to be linked to, and in which of their sessions they asked for it.</summary>
internal sealed record OidcLinker(UserId Owner, SessionId Session);

/// <summary>What the beginning of a sign-in at a provider tells its end.</summary>
internal sealed record OidcState(string ProviderId, OidcLinker? LinkTo)
{
    // No provider's id has a space.
    private const char Separator = ' ';

    public string Text => LinkTo is null ? ProviderId : $"{ProviderId}{Separator}{LinkTo.Session.Value}";

    public static OidcState Read(Ticket ticket)
    {
        var parts = (ticket.State ?? string.Empty).Split(Separator);
        return new OidcState(parts[0], ticket.UserId is { } owner ? new OidcLinker(owner, new SessionId(parts[^1])) : null);
    }
}

/// <summary>The configured providers, by their ids.</summary>
internal sealed class OidcDirectory(IOptions<OidcOptions> options)
{
    public IEnumerable<OidcProviderOptions> All => options.Value.Providers;

    public OidcProviderOptions? Find(string id) => All.FirstOrDefault(provider => string.Equals(provider.Id, id, StringComparison.Ordinal));
}

/// <summary>Begins sign-ins at providers.</summary>
internal sealed class OidcStart(OidcDirectory providers, IOidcClient client, IUnitOfWork unitOfWork, Tickets tickets)
{
    /// <param name="linkTo">Whose account the identity is to be linked to; null to sign in.</param>
    public async Task<Result<OidcBeginning>> BeginAsync(string providerId, OidcLinker? linkTo, CancellationToken cancellationToken)
    {
        if (providers.Find(providerId) is not { } provider)
        {
            return OidcErrors.NoProvider;
        }

        var secret = RefreshToken.NewSecret();
        var url = await client.AuthorizeAsync(provider, new OidcHandshake(secret), cancellationToken);
        if (!url.IsSuccess)
        {
            return url.Error;
        }

        return await unitOfWork.ExecuteAsync<OidcBeginning>(
            _ =>
            {
                tickets.Issue(secret, TicketKind.Oidc, linkTo?.Owner, new OidcState(provider.Id, linkTo).Text);
                return Task.FromResult<Result<OidcBeginning>>(new OidcBeginning(url.Value, secret, TimeSpan.FromSeconds(tickets.LifetimeSeconds)));
            },
            cancellationToken);
    }
}
