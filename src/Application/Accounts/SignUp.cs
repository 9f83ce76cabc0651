using FluentValidation;
using MediatR;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>
/// Signs up in two steps under one address: without a code, one is mailed; with it, the account is opened. So nobody learns by it whether
/// an address has an account, and nobody opens one for somebody else's.
/// </summary>
/// <param name="Nickname">The name that others see; null for none.</param>
/// <param name="AgeConfirmed">Needed where the installation demands an age (<c>Picora:Accounts:MinimumAge</c>).</param>
[PublicAccess]
public sealed record SignUp(string? Email, string? Password, string? Code, string? Nickname, bool? AgeConfirmed, string? CaptchaToken = null)
    : IRequest<Result<SignUpStep>>;

/// <param name="SignedIn">Null while a mailed code is waited for.</param>
public sealed record SignUpStep(SignedIn? SignedIn);

internal sealed class SignUpValidator : AbstractValidator<SignUp>
{
    public SignUpValidator(IOptions<AccountsOptions> options)
    {
        RuleFor(request => request.Email).IsEmail();
        RuleFor(request => request.Password).IsNewPassword();
        RuleFor(request => request.Code).IsCode().Unless(request => string.IsNullOrEmpty(request.Code));
        RuleFor(request => request.Nickname).MaximumLength(User.MaxNicknameLength);
        RuleFor(request => request.CaptchaToken).IsCaptchaToken();
        RuleFor(request => request.AgeConfirmed).Equal(true).When(_ => options.Value.MinimumAge > 0)
            .WithMessage($"Confirm that you are at least {options.Value.MinimumAge} years old.");
    }
}

internal sealed class SignUpHandler(
    CodeMailing mailing, CodeProofs codes, NewAccounts accounts, IPasswordHasher hasher, IAuditLog audit, TimeProvider time)
    : IRequestHandler<SignUp, Result<SignUpStep>>
{
    public async Task<Result<SignUpStep>> Handle(SignUp request, CancellationToken cancellationToken)
    {
        var email = EmailAddress.Parse(request.Email)!.Value;
        if (string.IsNullOrEmpty(request.Code))
        {
            var sent = await mailing.SendAsync(email, CodePurpose.Register, request.CaptchaToken, cancellationToken);
            return sent.Map(_ => new SignUpStep(null));
        }

        var proof = await codes.RedeemAsync(email, CodePurpose.Register, request.Code, cancellationToken);
        if (!proof.IsSuccess)
        {
            return proof.Error;
        }

        var hash = await hasher.HashAsync(request.Password!, cancellationToken);
        var opened = await accounts.OpenAsync(email, hash, user => Describe(user, request), cancellationToken);
        return opened.Map(signedIn => new SignUpStep(signedIn));
    }

    private void Describe(User user, SignUp request)
    {
        user.Rename(request.Nickname ?? string.Empty);
        if (request.AgeConfirmed == true)
        {
            user.ConfirmAge(time.Now());
            audit.Record(user.Id, AuditAction.AgeConfirmed);
        }
    }
}
