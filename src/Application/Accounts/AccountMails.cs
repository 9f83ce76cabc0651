using System.Globalization;
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

    public static MailMessage NewDevice(EmailAddress to, Locale locale, SignInPlace place)
    {
        var at = place.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return locale == Locale.Chinese
            ? new(to.Value, "Picora 新设备登录提醒", $"您的账户刚刚在新设备上登录：\n\n{place.Device}\n{place.Address}\n{at} UTC\n\n如果不是您本人，请立即修改密码并结束其他会话。\n")
            : new(
                to.Value,
                "New sign-in to your Picora account",
                $"Somebody signed in to your account from a new device:\n\n{place.Device}\n{place.Address}\n{at} UTC\n\n"
                + "If it was not you, change your password and end the other sessions at once.\n");
    }

    public static MailMessage PasswordChanged(EmailAddress to, Locale locale) => locale == Locale.Chinese
        ? new(to.Value, "Picora 密码已更改", "您的账户密码刚刚被设置或更改。如果不是您本人操作，请立即重置密码。\n")
        : new(
            to.Value,
            "Your Picora password was changed",
            "The password of your account was set or changed just now. If it was not you, reset it at once.\n");

    /// <param name="after">The new address, masked.</param>
    public static MailMessage EmailChanged(EmailAddress to, Locale locale, string after) => locale == Locale.Chinese
        ? new(to.Value, "Picora 邮箱已更改", $"您的账户邮箱已更改为 {after}，此地址不再用于登录。如果不是您本人操作，请立即联系管理员。\n")
        : new(
            to.Value,
            "Your Picora address was changed",
            $"Your account now has the address {after}; this one no longer signs in. If it was not you, tell the operator at once.\n");

    public static MailMessage IdentityUnlinked(EmailAddress to, Locale locale, string provider) => locale == Locale.Chinese
        ? new(to.Value, "Picora 登录方式已移除", $"登录方式 {provider} 已从您的账户移除。如果不是您本人操作，请立即修改密码。\n")
        : new(
            to.Value,
            "A way to sign in to Picora was removed",
            $"The way to sign in \"{provider}\" was removed from your account. If it was not you, change your password at once.\n");
}
