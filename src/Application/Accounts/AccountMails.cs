using Picora.Application.Abstractions;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <summary>The texts of this module's mails. A code stands on a line of its own, for people and programs to find.</summary>
internal static class AccountMails
{
    public static MailMessage Code(EmailAddress to, Locale locale, string code, int minutes) => locale == Locale.Chinese
        ? new(to.Value, "您的 Picora 验证码", $"您的验证码是：\n\n{code}\n\n{minutes} 分钟内有效，只能使用一次。如果不是您本人请求的，请忽略这封邮件。\n")
        : new(
            to.Value,
            "Your Picora verification code",
            $"Your verification code is\n\n{code}\n\nIt is valid for {minutes} minutes and works once. If you did not ask for it, ignore this mail.\n");

    /// <summary>What somebody without an account gets instead of a reset code: as much work for the server, so that nobody can tell from outside.</summary>
    public static MailMessage NoAccount(EmailAddress to, Locale locale) => locale == Locale.Chinese
        ? new(to.Value, "重置 Picora 密码", "有人请求重置此地址的密码，但该地址没有注册账户。如果不是您本人请求的，请忽略这封邮件。\n")
        : new(
            to.Value,
            "Your Picora password",
            "Somebody asked to reset the password of this address, but no account is registered under it. If it was not you, ignore this mail.\n");

    public static MailMessage SessionStolen(EmailAddress to, Locale locale) => locale == Locale.Chinese
        ? new(to.Value, "Picora 安全提醒", "您的一个登录凭证被重复使用，可能已被他人复制。相关会话已被终止，请重新登录。\n")
        : new(
            to.Value,
            "Picora security notice",
            "A sign-in of yours was used twice, as if somebody had copied it. That session was ended; please sign in again.\n");

    public static MailMessage Locked(EmailAddress to, Locale locale, int minutes) => locale == Locale.Chinese
        ? new(to.Value, "Picora 安全提醒", $"多次输入错误密码，密码登录已暂停 {minutes} 分钟。您仍可用邮件验证码登录。\n")
        : new(
            to.Value,
            "Picora security notice",
            $"Several wrong passwords were tried for your account, so passwords are not accepted for {minutes} minutes. "
            + "You can still sign in with a mailed code.\n");
}
