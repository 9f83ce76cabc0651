using Picora.Api.Documentation;
using Picora.Application.Quotas;
using Picora.Application.Quotas.Contracts;

namespace Picora.Api.Endpoints.Quotas;

internal static class UsageExamples
{
    private const long Gigabyte = 1024 * 1024 * 1024;

    public static readonly UsageResponse Usage = new(
        "pro",
        new PlanLimitsResponse(10 * Gigabyte, 50_000, 1000, 5 * Gigabyte, 10 * Gigabyte, 50),
        new MediaUsage(3_481_214, 0, 1, 1, 1, 1, 0),
        MediaUsage.None,
        MediaUsage.None,
        new DocumentUsage(0, 0, 0, 0, 0),
        new CollectionUsage(0),
        [
            new QuotaUsage("img_storage", 3_481_214, 10 * Gigabyte), new QuotaUsage("img_bandwidth", 0, 1024 * Gigabyte),
            new QuotaUsage("media_storage", 0, 15 * Gigabyte), new QuotaUsage("media_bandwidth", 0, 1024 * Gigabyte),
            new QuotaUsage("doc_count", 0, 1000), new QuotaUsage("memory_doc_count", 0, 1000), new QuotaUsage("kb_count", 0, 50),
            new QuotaUsage("api_key_count", 1, 3), new QuotaUsage("uploads_per_day", 1, Limit: null), new QuotaUsage("uploads_per_month", 1, 50_000),
        ],
        PlanExpiresAt: null,
        Samples.Now);
}
