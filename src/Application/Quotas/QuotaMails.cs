using System.Globalization;
using Picora.Application.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas;

/// <summary>The texts of this module's mails.</summary>
internal static class QuotaMails
{
    private const int All = 100;
    private const double Step = 1024;
    private static readonly string[] Units = ["bytes", "KB", "MB", "GB", "TB", "PB"];

    /// <param name="step">The share that is used, in per cent.</param>
    public static OwnerMessage Alert(QuotaType type, int step, long used, long limit)
    {
        var (english, chinese) = NameOf(type);
        var (amount, most) = (Text(type, used), Text(type, limit));
        return step < All
            ? new OwnerMessage(
                new($"Picora: {step}% of your {english} is used", $"You have used {amount} of {most} of your {english}.\n\n{EnglishOutlook(type)}\n"),
                new($"Picora：您的{chinese}已使用 {step}%", $"您的{chinese}已使用 {amount}，上限为 {most}。\n\n{ChineseOutlook(type)}\n"))
            : new OwnerMessage(
                new($"Picora: your {english} is used up", $"You have used {amount} of {most} of your {english}.\n\n{EnglishOutlook(type)}\n"),
                new($"Picora：您的{chinese}已用完", $"您的{chinese}已使用 {amount}，上限为 {most}。\n\n{ChineseOutlook(type)}\n"));
    }

    private static string EnglishOutlook(QuotaType type) => type switch
    {
        _ when type.IsBandwidth() => "It begins anew with the next month (UTC). When far more goes out than your plan allows, delivery may be limited until then.",
        QuotaType.UploadsPerDay => "It begins anew tomorrow (UTC). Once it is used up, further uploads are refused until then.",
        QuotaType.UploadsPerMonth => "It begins anew with the next month (UTC). Once it is used up, further uploads are refused until then.",
        _ => "Nothing is deleted: what you have stays and can be read. Once it is used up, you cannot add more before you delete something or change your plan.",
    };

    private static string ChineseOutlook(QuotaType type) => type switch
    {
        _ when type.IsBandwidth() => "额度将在下月（UTC）重置。如果流量远超套餐限额，在此之前访问可能会受到限制。",
        QuotaType.UploadsPerDay => "额度将在明天（UTC）重置。用完后，在此之前将无法继续上传。",
        QuotaType.UploadsPerMonth => "额度将在下月（UTC）重置。用完后，在此之前将无法继续上传。",
        _ => "您的内容不会被删除，仍可正常访问。用完后，需要删除部分内容或更换套餐才能继续添加。",
    };

    private static (string English, string Chinese) NameOf(QuotaType type) => type switch
    {
        QuotaType.ImageStorage => ("image storage", "图片存储空间"),
        QuotaType.ImageBandwidth => ("monthly image bandwidth", "每月图片流量"),
        QuotaType.MediaStorage => ("video and audio storage", "音视频存储空间"),
        QuotaType.MediaBandwidth => ("monthly video and audio bandwidth", "每月音视频流量"),
        QuotaType.DocCount => ("number of documents", "文档数量"),
        QuotaType.MemoryDocCount => ("number of memory documents", "记忆文档数量"),
        QuotaType.CollectionCount => ("number of collections", "合集数量"),
        QuotaType.ApiKeyCount => ("number of API keys", "API 密钥数量"),
        QuotaType.UploadsPerDay => ("daily image uploads", "每日图片上传次数"),
        QuotaType.UploadsPerMonth => ("monthly image uploads", "每月图片上传次数"),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    private static string Text(QuotaType type, long amount)
    {
        if (!type.CountsBytes())
        {
            return amount.ToString(CultureInfo.InvariantCulture);
        }

        var (value, unit) = ((double)amount, 0);
        while (value >= Step && unit < Units.Length - 1)
        {
            (value, unit) = (value / Step, unit + 1);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {Units[unit]}");
    }
}
