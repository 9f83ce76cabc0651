using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <param name="Type"><c>register</c> (also for signing in without a password), <c>reset_password</c> or <c>bind_email</c>.</param>
[PublicAccess]
public sealed record SendCode(string? Email, string? Type) : IRequest<Result<SentCode>>;

public sealed record SentCode(string Message);

internal sealed class SendCodeValidator : AbstractValidator<SendCode>
{
    public SendCodeValidator()
    {
        RuleFor(request => request.Email).IsEmail();
        RuleFor(request => request.Type)
            .Must(type => SendCodeHandler.PurposeOf(type) is not null)
            .WithMessage("The type is register, reset_password or bind_email.");
    }
}

internal sealed class SendCodeHandler(
    IAccountsDb db, VerificationCodes codes, IMailSender mail, IClient client, IOptions<CodeOptions> options)
    : IRequestHandler<SendCode, Result<SentCode>>
{
    public static CodePurpose? PurposeOf(string? type) => type switch
    {
        "register" => CodePurpose.Register,
        "reset_password" => CodePurpose.ResetPassword,
        "bind_email" => CodePurpose.BindEmail,
        _ => null,
    };

    public async Task<Result<SentCode>> Handle(SendCode request, CancellationToken cancellationToken)
    {
        var email = EmailAddress.Parse(request.Email)!.Value;
        var purpose = PurposeOf(request.Type)!.Value;
        var code = await codes.IssueAsync(email, purpose, client.Network, cancellationToken);
        if (!code.IsSuccess)
        {
            return code.Error;
        }

        var owner = await db.Users.AsNoTracking()
            .Where(user => user.Email == email).Select(user => (Locale?)user.Locale).FirstOrDefaultAsync(cancellationToken);
        var locale = owner ?? Locales.FromAcceptLanguage(client.AcceptLanguage);
        var message = purpose == CodePurpose.ResetPassword && owner is null
            ? AccountMails.NoAccount(email, locale)
            : AccountMails.Code(email, locale, code.Value, options.Value.LifetimeMinutes);
        var sent = await mail.SendAsync(message, cancellationToken);
        return sent.Map(_ => new SentCode("Verification code sent"));
    }
}
