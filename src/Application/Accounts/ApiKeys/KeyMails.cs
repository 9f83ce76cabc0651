using System.Globalization;
using Picora.Application.Abstractions;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts.ApiKeys;

/// <summary>The texts of the mails about API keys. None holds a key: what is shown of it is what lists show.</summary>
internal static class KeyMails
{
    /// <summary>A key as its owner knows it.</summary>
    public static string NameOf(ApiKey key) => $"{key.Name} ({key.Prefix}…{key.Last})";

    public static MailMessage Leaked(EmailAddress to, Locale locale, string key) => locale == Locale.Chinese
        ? new(to.Value, "Picora 安全提醒：API 密钥已泄露", $"有人在不应出现的地方发现了您的 API 密钥：\n\n{key}\n\n该密钥已被吊销，不能再使用。请创建新的密钥，并检查旧密钥是如何泄露的。\n")
        : new(
            to.Value,
            "Picora security notice: an API key of yours was found",
            $"Somebody found this API key of yours where it does not belong and reported it:\n\n{key}\n\n"
            + "It has been revoked and no longer works. Please create a new one, and find out how the old one got there.\n");

    public static MailMessage Expires(EmailAddress to, Locale locale, string key, DateTimeOffset at) => locale == Locale.Chinese
        ? new(to.Value, "您的 Picora API 密钥即将过期", $"此 API 密钥将于 {Day(at)} (UTC) 过期：\n\n{key}\n\n如仍需使用，请在此之前轮换密钥。\n")
        : new(
            to.Value,
            "An API key of yours expires soon",
            $"This API key expires on {Day(at)} (UTC):\n\n{key}\n\nIf you still need it, rotate it before then.\n");

    /// <param name="revokedOn">When it will be revoked; null when it will not be.</param>
    public static MailMessage Unused(EmailAddress to, Locale locale, string key, DateTimeOffset since, DateTimeOffset? revokedOn) => locale == Locale.Chinese
        ? new(
            to.Value,
            "您的 Picora API 密钥长期未使用",
            $"此 API 密钥自 {Day(since)} (UTC) 起未被使用：\n\n{key}\n\n"
            + (revokedOn is { } day ? $"如果在 {Day(day)} 之前仍未使用，它将被吊销。\n" : "如果不再需要，请将其吊销。\n"))
        : new(
            to.Value,
            "Nobody uses an API key of yours",
            $"This API key has not been used since {Day(since)} (UTC):\n\n{key}\n\n"
            + (revokedOn is { } last ? $"It will be revoked on {Day(last)} unless it is used before.\n" : "If you no longer need it, revoke it.\n"));

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
