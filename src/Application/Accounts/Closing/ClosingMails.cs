using Picora.Application.Abstractions;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts.Closing;

/// <summary>What people who leave are told.</summary>
internal static class ClosingMails
{
    public static MailMessage Code(EmailAddress to, Locale locale, string code, int minutes) => locale == Locale.Chinese
        ? new(to.Value, "确认删除 Picora 账户", $"您正在删除您的账户。验证码是：\n\n{code}\n\n{minutes} 分钟内有效。删除后无法恢复。如果不是您本人操作，请立即修改密码。\n")
        : new(
            to.Value,
            "Delete your Picora account?",
            $"You are about to delete your account. The code to confirm it is\n\n{code}\n\nIt is valid for {minutes} minutes. "
            + "What is deleted cannot be brought back. If it was not you, change your password at once.\n");

    /// <param name="receipt">The id by which operators find what was removed.</param>
    public static MailMessage Closed(EmailAddress to, Locale locale, string receipt) => locale == Locale.Chinese
        ? new(to.Value, "您的 Picora 账户已删除", $"您的账户已删除，所有内容已立即下线，并正在被彻底清除。如需查询，请向运营者提供此回执编号：\n\n{receipt}\n")
        : new(
            to.Value,
            "Your Picora account was deleted",
            "Your account was deleted. Nothing of yours can be opened any more, and all of it is being removed. "
            + $"If you have questions about it, give the operator the number of this receipt:\n\n{receipt}\n");
}
