using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Ends all sessions.</summary>
[PublicAccess]
public sealed record ResetPassword(string? Email, string? Code, string? NewPassword) : IRequest<Result<SentCode>>;

internal sealed class ResetPasswordValidator : AbstractValidator<ResetPassword>
{
    public ResetPasswordValidator()
    {
        RuleFor(request => request.Email).IsEmail();
        RuleFor(request => request.Code).IsCode();
        RuleFor(request => request.NewPassword).IsNewPassword();
    }
}

internal sealed class ResetPasswordHandler(
    IAccountsDb db, IUnitOfWork unitOfWork, CodeProofs codes, IPasswordHasher hasher, PasswordChange change)
    : IRequestHandler<ResetPassword, Result<SentCode>>
{
    public async Task<Result<SentCode>> Handle(ResetPassword request, CancellationToken cancellationToken)
    {
        var email = EmailAddress.Parse(request.Email)!.Value;
        var proof = await codes.RedeemAsync(email, CodePurpose.ResetPassword, request.Code!, cancellationToken);
        if (!proof.IsSuccess)
        {
            return proof.Error == AccountErrors.BadCode ? AccountErrors.BadResetCode : proof.Error;
        }

        var hash = await hasher.HashAsync(request.NewPassword!, cancellationToken);
        return await unitOfWork.ExecuteAsync(token => ResetAsync(email, hash, token), cancellationToken);
    }

    private async Task<Result<SentCode>> ResetAsync(EmailAddress email, string hash, CancellationToken cancellationToken)
    {
        await PasswordChange.LockAsync(db.Users.Where(user => user.Email == email), cancellationToken);
        if (await db.Users.SingleOrDefaultAsync(user => user.Email == email && user.IsActive, cancellationToken) is not { } user)
        {
            return AccountErrors.BadResetCode;
        }

        await change.ApplyAsync(user, hash, AuditAction.PasswordReset, cancellationToken);
        return new SentCode("Password reset successfully");
    }
}
