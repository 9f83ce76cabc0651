using System.Globalization;
using System.Security.Cryptography;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <summary>Makes a code for <see cref="ResetPassword"/> and tells it, instead of mailing it, so that it can be handed over by other means.</summary>
[RequireAdministrator]
public sealed record IssueResetCode(string? Email) : IRequest<Result<IssuedResetCode>>;

/// <param name="Code">Works once, for whoever has it.</param>
public sealed record IssuedResetCode(string Email, string Code, DateTimeOffset ExpiresAt);

internal sealed class IssueResetCodeValidator : AbstractValidator<IssueResetCode>
{
    public IssueResetCodeValidator() => RuleFor(request => request.Email).IsEmail();
}

internal sealed class IssueResetCodeHandler(
    IAccountsDb db, IUnitOfWork unitOfWork, ICodeHasher hasher, TimeProvider time, IOptions<CodeOptions> options)
    : IRequestHandler<IssueResetCode, Result<IssuedResetCode>>
{
    public Task<Result<IssuedResetCode>> Handle(IssueResetCode request, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAsync(token => IssueAsync(EmailAddress.Parse(request.Email)!.Value, token), cancellationToken);

    private async Task<Result<IssuedResetCode>> IssueAsync(EmailAddress email, CancellationToken cancellationToken)
    {
        if (!await db.Users.AnyAsync(user => user.Email == email && user.IsActive, cancellationToken))
        {
            return AccountErrors.UserNotFound;
        }

        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var (now, hash) = (time.Now(), hasher.Hash(email, CodePurpose.ResetPassword, code));
        var until = now.AddMinutes(options.Value.LifetimeMinutes);
        db.VerificationCodes.Add(VerificationCode.Issue(email, CodePurpose.ResetPassword, hash, network: string.Empty, now, until));
        return new IssuedResetCode(email.Value, code, until);
    }
}
