using Picora.Application.Abstractions;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts.Factors;

/// <summary>The texts of the mails about ways to sign in.</summary>
internal static class FactorMails
{
    private const string EnglishEnd = "If it was not you, sign in, end all sessions and change your password.\n";
    private const string ChineseEnd = "如果不是您本人操作，请立即登录、终止所有会话并修改密码。\n";

    public static MailMessage TotpEnabled(EmailAddress to, Locale locale) => Notice(
        to, locale, "An authenticator app was added to your account. From now on, signing in asks for its code.", "您的账户已添加身份验证器，今后登录时需要输入其验证码。");

    public static MailMessage TotpDisabled(EmailAddress to, Locale locale) => Notice(
        to, locale, "The authenticator app was removed from your account. Signing in no longer asks for its code.", "您的账户已移除身份验证器，今后登录时不再需要其验证码。");

    public static MailMessage TotpLocked(EmailAddress to, Locale locale, int minutes) => Notice(
        to,
        locale,
        $"Several wrong codes of your authenticator app were tried by somebody who knows your password or reads your mail. "
        + $"Its codes are not accepted for {minutes} minutes; recovery codes and passkeys still are.",
        $"有人在知道您的密码或能读取您邮件的情况下多次输入错误的身份验证器验证码。{minutes} 分钟内不接受其验证码；恢复码和通行密钥仍可使用。");

    public static MailMessage RecoveryCodeUsed(EmailAddress to, Locale locale, int left) => Notice(
        to, locale, $"A recovery code of your account was used. {left} are left.", $"您的一个恢复码已被使用，还剩 {left} 个。");

    public static MailMessage RecoveryCodesRenewed(EmailAddress to, Locale locale) => Notice(
        to, locale, "Your account has new recovery codes. The earlier ones no longer work.", "您的账户已生成新的恢复码，旧的恢复码已失效。");

    public static MailMessage PasskeyAdded(EmailAddress to, Locale locale, string name) => Notice(
        to, locale, $"A passkey was added to your account: {name}", $"您的账户已添加通行密钥：{name}");

    public static MailMessage PasskeyRemoved(EmailAddress to, Locale locale, string name) => Notice(
        to, locale, $"A passkey was removed from your account: {name}", $"您的账户已移除通行密钥：{name}");

    public static MailMessage IdentityLinked(EmailAddress to, Locale locale, string provider) => Notice(
        to, locale, $"Your account can now be signed in to with {provider}.", $"您的账户现在可以使用 {provider} 登录。");

    private static MailMessage Notice(EmailAddress to, Locale locale, string english, string chinese) => locale == Locale.Chinese
        ? new(to.Value, "Picora 安全提醒", $"{chinese}\n\n{ChineseEnd}")
        : new(to.Value, "Picora security notice", $"{english}\n\n{EnglishEnd}");
}
