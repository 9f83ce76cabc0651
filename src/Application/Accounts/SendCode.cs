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

internal sealed class SendCodeHandler(IAccountsDb db, VerificationCodes codes, IClient client, IOptions<CodeOptions> options)
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
        var wanted = new CodeRequest(EmailAddress.Parse(request.Email)!.Value, PurposeOf(request.Type)!.Value, client.Network);
        var sent = await codes.MailAsync(wanted, (code, token) => ComposeAsync(wanted, code, token), cancellationToken);
        return sent.Map(_ => new SentCode("Verification code sent"));
    }

    private async Task<MailMessage> ComposeAsync(CodeRequest wanted, string code, CancellationToken cancellationToken)
    {
        var owner = await db.Users.AsNoTracking()
            .Where(user => user.Email == wanted.Email).Select(user => (Locale?)user.Locale).FirstOrDefaultAsync(cancellationToken);
        var locale = owner ?? Locales.FromAcceptLanguage(client.AcceptLanguage);
        return wanted.Purpose == CodePurpose.ResetPassword && owner is null
            ? AccountMails.NoAccount(wanted.Email, locale)
            : AccountMails.Code(wanted.Email, locale, code, options.Value.LifetimeMinutes);
    }
}
