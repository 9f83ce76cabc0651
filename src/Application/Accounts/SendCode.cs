using FluentValidation;
using MediatR;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <param name="Type"><c>register</c> (also for signing in without a password), <c>reset_password</c> or <c>bind_email</c>.</param>
/// <param name="CaptchaToken">Needed when <c>CAPTCHA_REQUIRED</c> was answered.</param>
[PublicAccess]
public sealed record SendCode(string? Email, string? Type, string? CaptchaToken = null) : IRequest<Result<SentCode>>;

public sealed record SentCode(string Message);

internal sealed class SendCodeValidator : AbstractValidator<SendCode>
{
    public SendCodeValidator()
    {
        RuleFor(request => request.Email).IsEmail();
        RuleFor(request => request.Type)
            .Must(type => SendCodeHandler.PurposeOf(type) is not null)
            .WithMessage("The type is register, reset_password or bind_email.");
        RuleFor(request => request.CaptchaToken).IsCaptchaToken();
    }
}

internal sealed class SendCodeHandler(CodeMailing mailing) : IRequestHandler<SendCode, Result<SentCode>>
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
        var sent = await mailing.SendAsync(email, PurposeOf(request.Type)!.Value, request.CaptchaToken, cancellationToken);
        return sent.Map(_ => new SentCode("Verification code sent"));
    }
}
