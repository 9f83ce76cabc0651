using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas.Contracts;

/// <summary>
/// What one plan allows: settings <c>Picora:Plans:&lt;plan&gt;:&lt;name&gt;</c> with the plan as <c>none</c>, <c>trial</c>, <c>pro</c> or
/// <c>pro_plus</c>. The defaults are the contract's; each number can be changed by itself.
/// </summary>
public sealed class PlanLimits
{
    public const string Section = "Picora:Plans";

    private const long Megabyte = 1024 * 1024;
    private const long Gigabyte = 1024 * Megabyte;

    /// <summary>Bytes of stored images.</summary>
    [Range(0, long.MaxValue)]
    public long ImgStorageBytes { get; set; }

    /// <summary>Image uploads per calendar month (UTC).</summary>
    [Range(0, int.MaxValue)]
    public int ImgUploadMonth { get; set; }

    /// <summary>Documents.</summary>
    [Range(0, int.MaxValue)]
    public int DocCount { get; set; }

    /// <summary>Bytes of stored audio.</summary>
    [Range(0, long.MaxValue)]
    public long AudioStorageBytes { get; set; }

    /// <summary>Bytes of stored video.</summary>
    [Range(0, long.MaxValue)]
    public long VideoStorageBytes { get; set; }

    /// <summary>Collections of documents.</summary>
    [Range(0, int.MaxValue)]
    public int KbCount { get; set; }

    /// <summary>API keys that are not revoked.</summary>
    [Range(0, int.MaxValue)]
    public int ApiKeyCount { get; set; }

    /// <summary>The limit of one quota, in its own unit.</summary>
    public long LimitOf(QuotaType type) => type switch
    {
        QuotaType.ImageStorage => ImgStorageBytes,
        QuotaType.ApiKeyCount => ApiKeyCount,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>Fills in what the contract publishes for a plan.</summary>
    public void UseDefaultsOf(Plan plan) =>
        (ImgStorageBytes, ImgUploadMonth, DocCount, AudioStorageBytes, VideoStorageBytes, KbCount, ApiKeyCount) = plan switch
        {
            Plan.None => (0L, 0, 0, 0L, 0L, 0, 0),
            Plan.Trial => (100 * Megabyte, 1_000, 100, 500 * Megabyte, 0L, 5, 3),
            Plan.Pro => (5 * Gigabyte, 50_000, 1_000, 5 * Gigabyte, 10 * Gigabyte, 50, 3),
            Plan.ProPlus => (50 * Gigabyte, 200_000, 10_000, 50 * Gigabyte, 100 * Gigabyte, 500, 10),
            _ => throw new ArgumentOutOfRangeException(nameof(plan), plan, null),
        };
}

/// <summary>The limits of each plan, as configured.</summary>
public interface IPlanCatalog
{
    PlanLimits For(Plan plan);
}

internal sealed class PlanCatalog(IOptionsMonitor<PlanLimits> limits) : IPlanCatalog
{
    public PlanLimits For(Plan plan) => limits.Get(plan.ToName());
}
