using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Quotas.Contracts;

/// <summary>What the contract publishes for each plan (sections 4, 5.3 and 6.2).</summary>
public static class PlanDefaults
{
    private const int Megabyte = 1024 * 1024;
    private const long Gigabyte = 1024L * Megabyte;
    private const long Terabyte = 1024 * Gigabyte;
    private const int Minute = 60;
    private const int Hour = 60 * Minute;

    public static void UseDefaultsOf(this PlanLimits limits, Plan plan)
    {
        limits.UseStorageOf(plan);
        limits.UseFilesOf(plan);
        limits.UseCountsOf(plan);
        // Whoever has lost a plan still has what was uploaded under it, and it is still seen.
        limits.ImgBandwidthBytes = limits.MediaBandwidthBytes = plan switch
        {
            Plan.Pro => Terabyte,
            Plan.ProPlus => 10 * Terabyte,
            _ => 50 * Gigabyte,
        };
    }

    private static void UseStorageOf(this PlanLimits limits, Plan plan) =>
        (limits.ImgStorageBytes, limits.AudioStorageBytes, limits.VideoStorageBytes) = plan switch
        {
            Plan.None => (0L, 0L, 0L),
            Plan.Trial => (100L * Megabyte, 500L * Megabyte, 0L),
            Plan.Pro => (5 * Gigabyte, 5 * Gigabyte, 10 * Gigabyte),
            Plan.ProPlus => (50 * Gigabyte, 50 * Gigabyte, 100 * Gigabyte),
            _ => throw new ArgumentOutOfRangeException(nameof(plan), plan, null),
        };

    private static void UseFilesOf(this PlanLimits limits, Plan plan) =>
        (limits.AudioFileBytes, limits.AudioFileSeconds, limits.VideoFileBytes, limits.VideoFileSeconds, limits.DocBytes, limits.DocImages) = plan switch
        {
            Plan.Trial => (50L * Megabyte, 10 * Minute, 0L, 0, Megabyte, 30),
            Plan.Pro => (100L * Megabyte, Hour, 500L * Megabyte, 30 * Minute, 5 * Megabyte, 100),
            Plan.ProPlus => (500L * Megabyte, 4 * Hour, 2 * Gigabyte, 2 * Hour, 5 * Megabyte, 300),
            _ => (0L, 0, 0L, 0, 0, 0),
        };

    // What is published for documents goes for those in assistants' memories too, as two counts.
    private static void UseCountsOf(this PlanLimits limits, Plan plan)
    {
        (limits.ImgUploadMonth, limits.DocCount, limits.KbCount, limits.ApiKeyCount) = plan switch
        {
            Plan.Trial => (1_000, 100, 5, 3),
            Plan.Pro => (50_000, 1_000, 50, 3),
            Plan.ProPlus => (200_000, 10_000, 500, 10),
            _ => (0, 0, 0, 0),
        };
        limits.MemoryDocCount = limits.DocCount;
    }
}
