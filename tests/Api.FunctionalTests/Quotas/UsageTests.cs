using System.Net;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Quotas;

public class UsageTests() : ServerFixture
{
    [Test]
    public async Task All_three_readers_find_what_they_need()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync("usage:read");
        var (open, hidden) = (Pictures.Png(8, 8), Pictures.Png(9, 9));
        await user.Http.UploadAsync(open);
        await user.Http.UploadAsync(hidden, "b.png", ("isPublic", "false"));

        var usage = await key.Http.UsageAsync();

        usage.Text("plan").ShouldBe("trial");
        var limits = usage.GetProperty("planLimits");
        Integers(limits).ShouldBe(new Dictionary<string, long>
        {
            ["imgStorageBytes"] = 104_857_600,
            ["imgUploadMonth"] = 1000,
            ["docCount"] = 100,
            ["audioStorageBytes"] = 524_288_000,
            ["videoStorageBytes"] = 0,
            ["kbCount"] = 5,
        });
        Integers(usage.GetProperty("images")).ShouldBe(new Dictionary<string, long>
        {
            ["storageUsed"] = open.Length + hidden.Length,
            ["bandwidthUsed"] = 0,
            ["uploadCountToday"] = 2,
            ["uploadCountMonth"] = 2,
            ["totalCount"] = 2,
            ["publicCount"] = 1,
            ["privateCount"] = 1,
        });
        foreach (var block in new[] { "videos", "audio", "docs", "kbs" })
        {
            Integers(usage.GetProperty(block)).Values.ShouldAllBe(number => number == 0);
        }

        usage.GetProperty("planExpiresAt").ValueKind.ShouldBe(JsonValueKind.Null);
        usage.Text("updatedAt").ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
    }

    [Test]
    public async Task Every_quota_is_named_as_its_refusal_would_name_it()
    {
        var user = await Server.SignUpAsync();
        await user.CreateKeyAsync();
        var picture = Pictures.Png(8, 8);
        await user.Http.UploadAsync(picture);

        (await user.Http.UsageAsync()).GetProperty("quotas").EnumerateArray().ToDictionary(quota => quota.Text("type"), quota => (quota.GetProperty("used").GetInt64(), Limit(quota))).ShouldBe(
            new Dictionary<string, (long, long?)>
            {
                ["img_storage"] = (picture.Length, 104_857_600),
                ["img_bandwidth"] = (0, 50L << 30),
                ["media_storage"] = (0, 524_288_000),
                ["media_bandwidth"] = (0, 50L << 30),
                ["doc_count"] = (0, 100),
                ["memory_doc_count"] = (0, 100),
                ["kb_count"] = (0, 5),
                ["api_key_count"] = (1, 3),
                ["uploads_per_day"] = (1, null),
                ["uploads_per_month"] = (1, 1000),
            },
            ignoreOrder: true);
    }

    [Test]
    public async Task Counts_of_a_day_and_a_month_end_with_them_and_deleting_does_not_lower_them()
    {
        var user = await Server.SignUpAsync();
        var id = (await user.Http.UploadAsync(Pictures.Png(8, 8))).Text("id");
        await (await user.Http.DeleteAsync($"/v1/images/{id}")).BodyAsync();
        var images = (await user.Http.UsageAsync()).GetProperty("images");
        (images.GetProperty("uploadCountToday").GetInt32(), images.GetProperty("totalCount").GetInt32(), images.GetProperty("storageUsed").GetInt64())
            .ShouldBe((1, 0, 0));
    }

    [Test]
    public async Task Usage_needs_a_credential_with_its_scope()
    {
        (await (await Server.CreateClient().GetAsync("/v1/user/me/usage")).CodeAsync(HttpStatusCode.Unauthorized)).ShouldBe("UNAUTHORIZED");
        var key = await (await Server.SignUpAsync()).CreateKeyAsync("images:read");
        (await (await key.Http.GetAsync("/v1/user/me/usage")).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("INSUFFICIENT_SCOPE");
    }

    private static long? Limit(JsonElement quota) => quota.GetProperty("limit") is { ValueKind: JsonValueKind.Number } limit ? limit.GetInt64() : null;

    // Whole numbers only: a reader that wants an integer takes no 1.0.
    private static Dictionary<string, long> Integers(JsonElement block) =>
        block.EnumerateObject().ToDictionary(member => member.Name, member => long.Parse(member.Value.GetRawText(), null));
}
