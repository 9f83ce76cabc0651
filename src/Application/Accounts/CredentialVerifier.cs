using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.ApiKeys;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>
/// One query per credential that is genuine, none for the others; a key's is spared while nothing at all has changed. Every change counts at
/// once. Not bound to a request: to open a scope and rent a database context costs more than all else that is done for a key.
/// </summary>
internal sealed class CredentialVerifier(
    IServiceScopeFactory scopes, ApiKeyRows keys, IAccessTokens tokens, KeyUsage usage, IClient client, TimeProvider time)
    : ICredentialVerifier
{
    public ValueTask<Result<Caller>> VerifyAsync(string bearer, CancellationToken cancellationToken) =>
        LooksLikeToken(bearer) ? VerifyTokenAsync(bearer, cancellationToken) : VerifyKeyAsync(bearer, cancellationToken);

    private static bool LooksLikeToken(string bearer) => bearer.Contains('.', StringComparison.Ordinal);

    private async ValueTask<Result<Caller>> VerifyTokenAsync(string bearer, CancellationToken cancellationToken)
    {
        var read = await tokens.ReadAsync(bearer);
        if (!read.IsSuccess)
        {
            return read.Error;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IAccountsDb>();
        var (userId, sessionId) = read.Value;
        var found = await (
            from session in db.Sessions.AsNoTracking()
            join user in db.Users on session.UserId equals user.Id
            where session.Id == sessionId && user.Id == userId && session.RevokedAt == null && user.IsActive
            select new { user.Plan, user.IsAdministrator }).SingleOrDefaultAsync(cancellationToken);
        return found is null
            ? AccessErrors.Unauthorized
            : new Caller(Credential.Session, userId, sessionId.Value, found.Plan, found.IsAdministrator, Scope.All);
    }

    private async ValueTask<Result<Caller>> VerifyKeyAsync(string bearer, CancellationToken cancellationToken)
    {
        if (ApiKeySecret.ParseForm(bearer) is not { } secret)
        {
            return AccessErrors.InvalidApiKey;
        }

        var found = await keys.FindAsync(secret, cancellationToken);
        var now = time.Now();
        switch (found)
        {
            case null or { OwnerIsActive: false }:
                return AccessErrors.InvalidApiKey;
            case { RevokedAt: not null }:
                return AccessErrors.ApiKeyRevoked;
            case { ExpiresAt: var expiry } when expiry <= now:
                return AccessErrors.ApiKeyExpired;
            case { AllowedIps: { } allowed } when !allowed.Admit(client.Address):
                return AccessErrors.AddressNotAllowed(client.Address);
            default:
                usage.Note(found.Id, now, client);
                return new Caller(Credential.ApiKey, found.OwnerId, found.Id.Value, found.Plan, found.OwnerIsAdministrator, found.Scopes)
                {
                    KeyRotatedAt = found.RotatedAt,
                    KeyExpiresAt = found.ExpiresAt,
                };
        }
    }
}
