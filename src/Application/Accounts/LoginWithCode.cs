using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
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

internal sealed class LoginWithCodeHandler(IAccountsDb db, CodeProofs codes, NewAccounts accounts, SignIn signIn)
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

        var signedIn = await signIn.CompleteAsync(token => FindAsync(email, token), cancellationToken);
        return signedIn.Error == AccountErrors.BadCode && !await db.Users.AnyAsync(user => user.Email == email, cancellationToken)
            ? await accounts.OpenAsync(email, passwordHash: null, cancellationToken)
            : signedIn;
    }

    private async Task<Result<User>> FindAsync(EmailAddress email, CancellationToken cancellationToken) =>
        await db.Users.SingleOrDefaultAsync(row => row.Email == email && row.IsActive, cancellationToken) is { } user ? user : AccountErrors.BadCode;
}
