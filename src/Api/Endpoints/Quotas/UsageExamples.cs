using Picora.Api.Documentation;
using Picora.Application.Quotas;

namespace Picora.Api.Endpoints.Quotas;

internal static class UsageExamples
{
    private const long Gigabyte = 1024 * 1024 * 1024;

    public static readonly UsageResponse Usage = new(
        "pro",
        new PlanLimitsResponse(10 * Gigabyte, 2000, 1000, 5 * Gigabyte, 20 * Gigabyte, 10),
        new MediaUsage(3_481_214, 0, 1, 1, 1, 1, 0),
        MediaUsage.None,
        MediaUsage.None,
        new DocumentUsage(0, 0, 0, 0, 0),
        new CollectionUsage(0),
        [new QuotaUsage("img_storage", 3_481_214, 10 * Gigabyte)],
        PlanExpiresAt: null,
        Samples.Now);
}
