using FluentValidation;
using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

[PublicAccess]
public sealed record Register(string? Email, string? Password, string? Code) : IRequest<Result<SignedIn>>;

internal sealed class RegisterValidator : AbstractValidator<Register>
{
    public RegisterValidator()
    {
        RuleFor(request => request.Email).IsEmail();
        RuleFor(request => request.Password).IsNewPassword();
        RuleFor(request => request.Code).IsCode();
    }
}

internal sealed class RegisterHandler(
    CodeProofs codes, NewAccounts accounts, IPasswordHasher hasher)
    : IRequestHandler<Register, Result<SignedIn>>
{
    public async Task<Result<SignedIn>> Handle(Register request, CancellationToken cancellationToken)
    {
        var email = EmailAddress.Parse(request.Email)!.Value;

        // First the proof that the address is theirs: only its owner learns whether it is registered.
        var proof = await codes.RedeemAsync(email, CodePurpose.Register, request.Code!, cancellationToken);
        if (!proof.IsSuccess)
        {
            return proof.Error;
        }

        return await accounts.OpenAsync(email, await hasher.HashAsync(request.Password!, cancellationToken), cancellationToken);
    }
}
