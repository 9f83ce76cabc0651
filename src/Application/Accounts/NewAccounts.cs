using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Media.Contracts;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Makes a person out of what the installation and the request say.</summary>
internal sealed class Newcomers(IAccountsDb db, IClient client, IAuditLog audit, TimeProvider time, IOptions<AccountsOptions> options)
{
    /// <summary>Adds the person to the unit of work at hand.</summary>
    public User Register(EmailAddress? email, string? passwordHash)
    {
        var user = User.Register(email, passwordHash, options.Value.Plan, Locales.FromAcceptLanguage(client.AcceptLanguage), time.Now());
        db.Users.Add(user);
        audit.Record(user.Id, AuditAction.AccountRegistered);
        return user;
    }
}

/// <summary>Opens accounts, each with its quotas and its first session.</summary>
internal sealed partial class NewAccounts(
    IAccountsDb db,
    IQuotaAccounts quotas,
    IMediaJournal journal,
    SignIn signIn,
    Newcomers newcomers,
    ILogger<NewAccounts> logger)
{
    public Task<Result<SignedIn>> OpenAsync(EmailAddress email, string? passwordHash, CancellationToken cancellationToken) =>
        OpenAsync(email, passwordHash, _ => { }, cancellationToken);

    /// <param name="describe">Says more of the person, in the same transaction.</param>
    public Task<Result<SignedIn>> OpenAsync(EmailAddress email, string? passwordHash, Action<User> describe, CancellationToken cancellationToken) =>
        signIn.CompleteAsync(
            async token => (await AddAsync(email, passwordHash, token)).Map(user =>
            {
                describe(user);
                return user;
            }),
            cancellationToken);

    /// <summary>Adds an account to the unit of work at hand.</summary>
    /// <param name="email">An address that is known to be the person's; null without one.</param>
    public async Task<Result<User>> AddAsync(EmailAddress? email, string? passwordHash, CancellationToken cancellationToken)
    {
        if (email is not null && await db.Users.AnyAsync(user => user.Email == email, cancellationToken))
        {
            return AccountErrors.EmailTaken;
        }

        var newcomer = newcomers.Register(email, passwordHash);
        if (await ClaimAsync(newcomer.Id, cancellationToken))
        {
            newcomer.MakeAdministrator();
            LogAdministrator(newcomer.Id.Value);
        }

        await quotas.OpenAsync(newcomer.Id, cancellationToken);
        journal.Open(newcomer.Id);
        return newcomer;
    }

    // One statement on one row: of several who come first at once, the engine lets one win.
    private async Task<bool> ClaimAsync(UserId id, CancellationToken cancellationToken) => await db.Installation
        .Where(row => row.FirstAdministratorId == null)
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.FirstAdministratorId, id), cancellationToken) == 1;

    [LoggerMessage(Level = LogLevel.Warning, Message = "User {UserId} registered first and is the administrator of this installation")]
    private partial void LogAdministrator(string userId);
}
