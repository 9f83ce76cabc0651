using Picora.Api.Documentation;
using Picora.Application.Accounts;
using Picora.Application.Quotas.Contracts;

namespace Picora.Api.Endpoints.Administration;

internal static class AdminUserExamples
{
    private const long Gigabyte = 1024 * 1024 * 1024;
    private const string Note = "A wedding to be put on line";

    private static readonly AdminUser User = new(
        "V1StGXR8Z5jdHi6BmyT01", "person@example.org", "Person", "pro", Samples.Now.AddDays(30), "user", IsActive: true, Samples.Now.AddDays(-90));

    public static readonly UserListResponse List = new([User], NextCursor: null, HasMore: false);

    public static readonly AdminUserDetail Detail = new(
        User,
        [new QuotaUsage("img_storage", 3_481_214, 20 * Gigabyte), new QuotaUsage("uploads_per_month", 12, 50_000)],
        [new QuotaOverrideResponse("img_storage", 20 * Gigabyte, Samples.Now.AddDays(30), Note, "b7Jk2mQ9xW4nR8tY1uZ6c", Samples.Now)]);

    public static readonly UpdateUser Change = new(
        "pro", "2026-02-05T09:00:00.000Z", Role: null, IsActive: null, [new QuotaChange("img_storage", 20 * Gigabyte, "2026-02-05T09:00:00.000Z", Note)]);
}
