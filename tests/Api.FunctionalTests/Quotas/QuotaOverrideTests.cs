using System.Net;
using System.Net.Http.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Quotas;

/// <summary>Plans and limits change under what is stored: nothing is deleted, and who is over may read and delete, not add.</summary>
public class QuotaOverrideTests() : ServerFixture
{
    private const int Size = 20_000;

    private TestUser administrator = null!;

    [OneTimeSetUp]
    public async Task SignUpAsync() => administrator = await Server.SignUpAsync();

    [Test]
    public async Task Who_is_over_a_lowered_limit_reads_and_deletes_and_cannot_add()
    {
        var user = await Server.SignUpAsync();
        var (first, second) = (await user.Http.UploadAsync(Padded.Jpeg(Size)), await user.Http.UploadAsync(Padded.Jpeg(Size)));
        await SetAsync(user, new { type = "img_storage", limit = (long?)Size, note = "Too much" });

        var refused = await (await user.Http.PostImageAsync(Padded.Jpeg(Size))).BodyAsync(HttpStatusCode.Forbidden);
        (refused.GetProperty("meta").GetProperty("used").GetInt64(), refused.GetProperty("meta").GetProperty("limit").GetInt64()).ShouldBe((2 * Size, Size));
        (await user.Http.UsageAsync()).GetProperty("planLimits").GetProperty("imgStorageBytes").GetInt64().ShouldBe(Size);
        (await Server.CreateClient().GetByteArrayAsync(first.PathOf("url"))).Length.ShouldBeGreaterThan(0);
        await user.Http.GetImageAsync(second.Text("id"));
        await (await user.Http.DeleteAsync($"/v1/images/{first.Text("id")}")).BodyAsync();
        (await user.Http.PostImageAsync(Padded.Jpeg(Size))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        await (await user.Http.DeleteAsync($"/v1/images/{second.Text("id")}")).BodyAsync();
        await user.Http.UploadAsync(Padded.Jpeg(Size));
        await SetAsync(user, new { type = "img_storage", limit = (long?)null, note = (string?)null });
        await user.Http.UploadAsync(Padded.Jpeg(Size));
        (await user.Http.StorageHeldAsync()).ShouldBe(2 * Size);
    }

    [Test]
    public async Task A_plan_that_is_taken_away_leaves_what_is_there()
    {
        var user = await Server.SignUpAsync();
        var id = (await user.Http.UploadAsync(Padded.Jpeg(Size))).Text("id");
        await (await administrator.Http.PatchAsJsonAsync($"/v1/admin/users/{user.Id}", new { plan = "none" })).DataAsync();

        (await (await user.Http.PostImageAsync(Padded.Jpeg(Size))).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("PLAN_INACTIVE");
        (await (await user.Http.PostAsJsonAsync("/v1/api-keys", new { name = "k" })).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("QUOTA_EXCEEDED");
        await user.Http.GetImageAsync(id);
        await (await user.Http.DeleteAsync($"/v1/images/{id}")).BodyAsync();
        (await user.Http.StorageHeldAsync()).ShouldBe(0);
    }

    [Test]
    public async Task A_higher_limit_counts_until_it_runs_out()
    {
        await using var server = await PicoraServer.StartAsync("--Picora:Plans:trial:ApiKeyCount=1", "--Picora:Plans:trial:ImgUploadDay=1");
        server.Clock.ToNoon();
        var root = await server.SignUpAsync();
        var user = await server.SignUpAsync();
        var end = server.Clock.GetUtcNow().AddDays(2).ToString("O");
        await (await root.Http.PatchAsJsonAsync($"/v1/admin/users/{user.Id}", new
        {
            quotas = new[] { new { type = "api_key_count", limit = 2, expiresAt = end }, new { type = "uploads_per_day", limit = 2, expiresAt = end } },
        })).DataAsync();

        await user.CreateKeyAsync();
        await user.CreateKeyAsync();
        (await user.Http.PostAsJsonAsync("/v1/api-keys", new { name = "k" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await user.Http.UploadAsync(Padded.Jpeg(Size));
        await user.Http.UploadAsync(Padded.Jpeg(Size));
        (await user.Http.PostImageAsync(Padded.Jpeg(Size))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        server.Clock.Advance(TimeSpan.FromDays(3));
        root = await server.SignUpAsync(root.Email);
        user = await server.SignUpAsync(user.Email);
        await user.Http.UploadAsync(Padded.Jpeg(Size));
        (await user.Http.PostImageAsync(Padded.Jpeg(Size))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var detail = await (await root.Http.GetAsync($"/v1/admin/users/{user.Id}")).DataAsync();
        detail.GetProperty("overrides").EnumerateArray().Select(entry => (entry.Text("type"), entry.Text("setBy")))
            .ShouldBe([("api_key_count", root.Id), ("uploads_per_day", root.Id)]);
        detail.GetProperty("quotas").EnumerateArray().Single(entry => entry.Text("type") == "api_key_count").GetProperty("limit").GetInt64().ShouldBe(1);
    }

    private async Task SetAsync(TestUser user, object quota) =>
        await (await administrator.Http.PatchAsJsonAsync($"/v1/admin/users/{user.Id}", new { quotas = new[] { quota } })).DataAsync();
}
