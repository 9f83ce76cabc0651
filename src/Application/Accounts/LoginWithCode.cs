using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <summary>Signs in with a mailed code, and up when the address has no account yet.</summary>
[PublicAccess]
public sealed record LoginWithCode(string? Email, string? Code) : IRequest<Result<SignedIn>>;

internal sealed class LoginWithCodeValidator : AbstractValidator<LoginWithCode>
{
    public LoginWithCodeValidator()
    {
        RuleFor(request => request.Email).IsEmail();
        RuleFor(request => request.Code).IsCode();
    }
}

internal sealed class LoginWithCodeHandler(
    IAccountsDb db, IUnitOfWork unitOfWork, VerificationCodes codes, NewAccounts accounts, SessionOpener sessions)
    : IRequestHandler<LoginWithCode, Result<SignedIn>>
{
    public async Task<Result<SignedIn>> Handle(LoginWithCode request, CancellationToken cancellationToken)
    {
        var email = EmailAddress.Parse(request.Email)!.Value;
        var proof = await codes.RedeemAsync(email, CodePurpose.Register, request.Code!, cancellationToken);
        if (!proof.IsSuccess)
        {
            return proof.Error;
        }

        var opened = await OpenAsync(email, cancellationToken);
        if (opened.Error == AccountErrors.BadCode && !await db.Users.AnyAsync(user => user.Email == email, cancellationToken))
        {
            opened = await accounts.OpenAsync(email, passwordHash: null, cancellationToken);
        }

        return opened.Map(sessions.Present);
    }

    private Task<Result<OpenedSession>> OpenAsync(EmailAddress email, CancellationToken cancellationToken) => unitOfWork.ExecuteAsync<OpenedSession>(
        async token =>
        {
            var user = await db.Users.SingleOrDefaultAsync(row => row.Email == email && row.IsActive, token);
            if (user is null)
            {
                return AccountErrors.BadCode;
            }

            user.CompleteLogin();
            return sessions.Open(user);
        },
        cancellationToken);
}
