using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Factors;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Passkeys;

namespace Picora.Application.Accounts.Passkeys;

/// <summary>Signs in with a passkey, which is possession and, as the user is always verified, a second factor at once.</summary>
/// <param name="Token">From the beginning.</param>
/// <param name="Credential">What <c>navigator.credentials.get</c> brought back, as JSON.</param>
[PublicAccess]
public sealed record LoginWithPasskey(string? Token, JsonElement? Credential) : IRequest<Result<SignedIn>>;

internal sealed class LoginWithPasskeyValidator : AbstractValidator<LoginWithPasskey>
{
    public LoginWithPasskeyValidator()
    {
        RuleFor(request => request.Token).IsToken();
        RuleFor(request => request.Credential).IsCredential();
    }
}

internal sealed class LoginWithPasskeyHandler(
    IAccountsDb db, IUnitOfWork unitOfWork, IPasskeyCeremonies ceremonies, Tickets tickets, SignIn signIn, TimeProvider time)
    : IRequestHandler<LoginWithPasskey, Result<SignedIn>>
{
    public async Task<Result<SignedIn>> Handle(LoginWithPasskey request, CancellationToken cancellationToken)
    {
        var begun = await unitOfWork.ExecuteAsync<Ticket>(
            async token => await tickets.TakeAsync(request.Token!, TicketKind.PasskeyLogin, token) is { } ticket ? ticket : PasskeyErrors.Refused,
            cancellationToken);
        var credential = request.Credential!.Value.GetRawText();
        if (!begun.IsSuccess || ceremonies.ReadCredentialHash(credential) is not { } hash)
        {
            return PasskeyErrors.Refused;
        }

        var known = await db.Passkeys.AsNoTracking().SingleOrDefaultAsync(row => row.CredentialHash == hash, cancellationToken);
        if (known is null)
        {
            return PasskeyErrors.Refused;
        }

        var used = await ceremonies.FinishLoginAsync(begun.Value.State!, credential, known.UserId, known.Credential);
        return used.IsSuccess
            ? await signIn.CompleteWithBothAsync(token => ProveAsync(known, used.Value, token), cancellationToken)
            : used.Error;
    }

    private async Task<Result<User>> ProveAsync(Passkey known, PasskeyCredential used, CancellationToken cancellationToken)
    {
        // Of two that the authenticator signed with the same count, one is a copy: the row decides which of them is late.
        await db.Passkeys.Where(row => row.Id == known.Id).LockAsync(row => row.SignCount, cancellationToken);
        var passkey = await db.Passkeys.SingleOrDefaultAsync(row => row.Id == known.Id && row.SignCount == known.SignCount, cancellationToken);
        var user = await db.Users.SingleOrDefaultAsync(row => row.Id == known.UserId && row.IsActive, cancellationToken);
        if (passkey is null || user is null)
        {
            return PasskeyErrors.Refused;
        }

        passkey.Use(used, time.Now());
        return user;
    }
}
