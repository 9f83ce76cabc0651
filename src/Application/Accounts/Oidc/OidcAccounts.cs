using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Factors;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Accounts.Oidc;

namespace Picora.Application.Accounts.Oidc;

/// <summary>Finds the account that belongs to somebody's identity at a provider, or opens one.</summary>
internal sealed class OidcAccounts(
    IAccountsDb db, IUnitOfWork unitOfWork, SignIn signIn, NewAccounts newAccounts, FactorAlarms alarms, TimeProvider time)
{
    public Task<Result<SignedIn>> EnterAsync(OidcProviderOptions provider, OidcPerson person, CancellationToken cancellationToken) =>
        signIn.CompleteAsync(token => ProveAsync(provider, person, token), cancellationToken);

    /// <summary>Links an identity to the account of somebody who is signed in, still in the same session. Linking it again changes nothing.</summary>
    public Task<Result<Success>> LinkAsync(OidcProviderOptions provider, OidcPerson person, OidcLinker linker, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAgainAsync<Success>(
            async token =>
            {
                var (owner, now) = (linker.Owner, time.Now());
                await PasswordChange.LockAsync(db.Users.Where(row => row.Id == owner), token);
                var user = await db.Users.SingleOrDefaultAsync(row => row.Id == owner && row.IsActive, token);
                var live = db.Sessions.Where(row => row.Id == linker.Session && row.UserId == owner && row.RevokedAt == null && row.ExpiresAt > now);
                if (user is null || await live.LockAsync(row => row.ExpiresAt, token) == 0)
                {
                    return OidcErrors.BadState;
                }

                var known = await FindAsync(provider, person, token);
                if (known is null)
                {
                    Link(user, provider, person);
                }

                return known is null || known.UserId == owner ? Success.Value : OidcErrors.Taken;
            },
            cancellationToken);

    private async Task<Result<User>> ProveAsync(OidcProviderOptions provider, OidcPerson person, CancellationToken cancellationToken)
    {
        if (await FindAsync(provider, person, cancellationToken) is { } known)
        {
            return await db.Users.SingleOrDefaultAsync(row => row.Id == known.UserId && row.IsActive, cancellationToken) is { } owner ? owner : OidcErrors.Denied;
        }

        // Only a provider that may speak for every account here says whose an address is. What another says would keep the true owner out, or
        // tell whether the address is known; so it is not even looked up.
        var email = provider.LinkVerifiedEmail ? person.Email : null;
        var namesake = email is null ? null : await db.Users.SingleOrDefaultAsync(row => row.Email == email, cancellationToken);
        var user = namesake is null ? await OpenAsync(provider, email, cancellationToken) : Accept(namesake);
        return user.Map(owner =>
        {
            Link(owner, provider, person);
            return owner;
        });
    }

    private static Result<User> Accept(User namesake) => namesake.IsActive ? namesake : OidcErrors.Denied;

    private async Task<Result<User>> OpenAsync(OidcProviderOptions provider, EmailAddress? email, CancellationToken cancellationToken) =>
        provider.SignUp ? await newAccounts.AddAsync(email, passwordHash: null, cancellationToken) : OidcErrors.NoSignUp;

    private Task<Identity?> FindAsync(OidcProviderOptions provider, OidcPerson person, CancellationToken cancellationToken)
    {
        var (id, subject) = (provider.Id, person.Subject);
        return db.Identities.SingleOrDefaultAsync(row => row.Provider == id && row.Subject == subject, cancellationToken);
    }

    private void Link(User user, OidcProviderOptions provider, OidcPerson person)
    {
        db.Identities.Add(Identity.Link(user.Id, provider.Id, person.Subject, person.Name, time.Now()));
        alarms.IdentityLinked(user, provider.Name);
    }
}
