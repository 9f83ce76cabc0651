using FluentValidation;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <summary>The shapes that several requests of this module share.</summary>
internal static class AccountRules
{
    private const int MaxOldPasswordLength = 1024;

    // What Turnstile names as its longest.
    private const int MaxCaptchaTokenLength = 2048;

    public static IRuleBuilderOptions<T, string?> IsEmail<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => EmailAddress.Parse(text) is not null).WithMessage("An e-mail address is needed.");

    public static IRuleBuilderOptions<T, string?> IsCode<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is { Length: VerificationCode.Digits } && text.All(char.IsAsciiDigit))
            .WithMessage($"A code has {VerificationCode.Digits} digits.");

    public static IRuleBuilderOptions<T, string?> IsCaptchaToken<T>(this IRuleBuilder<T, string?> rule) => rule.MaximumLength(MaxCaptchaTokenLength);

    /// <summary>What a password must be like is not checked here: it would only tell a guesser which ones to leave out.</summary>
    public static IRuleBuilderOptions<T, string?> IsOldPassword<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotEmpty().MaximumLength(MaxOldPasswordLength);

    public static IRuleBuilderOptions<T, string?> IsNewPassword<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(PasswordPolicy.Admits).WithMessage(
            $"A password has {PasswordPolicy.MinLength} to {PasswordPolicy.MaxLength} characters, among them a letter and a digit.");
}
