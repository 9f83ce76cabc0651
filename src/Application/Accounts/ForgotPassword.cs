using FluentValidation;
using MediatR;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <summary>Mails a code for <see cref="ResetPassword"/>. Nobody learns from the answer who has an account.</summary>
/// <param name="CaptchaToken">Needed when <c>CAPTCHA_REQUIRED</c> was answered.</param>
[PublicAccess]
public sealed record ForgotPassword(string? Email, string? CaptchaToken = null) : IRequest<Result<SentCode>>;

internal sealed class ForgotPasswordValidator : AbstractValidator<ForgotPassword>
{
    public ForgotPasswordValidator()
    {
        RuleFor(request => request.Email).IsEmail();
        RuleFor(request => request.CaptchaToken).IsCaptchaToken();
    }
}

internal sealed class ForgotPasswordHandler(CodeMailing mailing) : IRequestHandler<ForgotPassword, Result<SentCode>>
{
    public async Task<Result<SentCode>> Handle(ForgotPassword request, CancellationToken cancellationToken)
    {
        var email = EmailAddress.Parse(request.Email)!.Value;
        var sent = await mailing.SendAsync(email, CodePurpose.ResetPassword, request.CaptchaToken, cancellationToken);
        return sent.Map(_ => new SentCode("If this email exists, a reset code has been sent"));
    }
}
