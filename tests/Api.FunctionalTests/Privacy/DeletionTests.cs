using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Privacy;

public sealed partial class DeletionTests() : ServerFixture("--Picora:Privacy:ErasureBatch=2")
{
    private TestUser administrator = null!;

    [OneTimeSetUp]
    public async Task SignUpAsync() => administrator = await Server.SignUpAsync();

    [Test]
    public async Task A_deleted_account_is_gone_at_once_and_its_address_is_free()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync();
        var image = await user.Http.UploadAsync(Pictures.Png(20, 20));
        (await Server.CreateClient().GetAsync(image.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        var deleted = await user.Http.DeleteAsync("/v1/user/me");

        (await deleted.DataAsync()).ValueKind.ShouldBe(JsonValueKind.Null);
        (await user.Http.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await RefreshAsync(user.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await key.Http.GetAsync("/v1/auth/verify")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Server.CreateClient().GetAsync(image.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var again = await Server.SignUpAsync(user.Email);
        again.Id.ShouldNotBe(user.Id);
        (await (await again.Http.GetAsync("/v1/images")).DataAsync()).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task What_is_left_is_removed_and_the_receipt_says_what_it_was()
    {
        var (user, other) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var shared = Pictures.Png(30, 30);
        long bytes = shared.Length;
        await user.Http.UploadAsync(shared);
        var kept = await other.Http.UploadAsync(shared);
        for (var i = 0; i < 4; i++)
        {
            var picture = Pictures.Png(40 + i, 40);
            bytes += picture.Length;
            await user.Http.UploadAsync(picture);
        }

        await (await user.Http.DeleteAsync("/v1/user/me")).DataAsync();

        var receipt = await FinishedAsync(await ReceiptIdAsync(user.Email));
        var images = receipt.GetProperty("removed").EnumerateArray().Single(part => part.Text("name") == "images");
        (images.GetProperty("count").GetInt64(), images.GetProperty("bytes").GetInt64()).ShouldBe((5, bytes));
        receipt.GetProperty("removed").EnumerateArray().Select(part => part.Text("name")).ShouldBe(["account", "images", "journal", "quotas"]);
        foreach (var table in new[] { "images", "audit_events", "api_keys", "quota_accounts", "watermark_templates", "data_exports", "collections", "collection_types", "media_journals", "media_changes", "audio_tracks" })
        {
            (await Server.ExecuteSqlAsync($"UPDATE \"{table}\" SET \"OwnerId\" = \"OwnerId\" WHERE \"OwnerId\" = '{user.Id}'")).ShouldBe(0, table);
        }

        (await Server.ExecuteSqlAsync($"UPDATE \"users\" SET \"Locale\" = \"Locale\" WHERE \"Id\" = '{user.Id}'")).ShouldBe(0);
        (await (await Server.CreateClient().GetAsync(kept.PathOf("url"))).Content.ReadAsByteArrayAsync()).ShouldBe(shared);
        await other.Http.DeleteAsync($"/v1/images/{kept.Text("id")}");
    }

    [Test]
    public async Task Only_a_session_deletes_an_account_and_the_last_administrator_stays()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync();

        (await key.Http.DeleteAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Server.CreateClient().DeleteAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await DeleteAsync(user, new { confirm = "yes" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await (await administrator.Http.DeleteAsync("/v1/user/me")).CodeAsync(HttpStatusCode.Conflict)).ShouldBe("CONFLICT");
        (await user.Http.GetAsync("/v1/admin/erasures/unknown")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await administrator.Http.GetAsync("/v1/admin/erasures/unknown")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await DeleteAsync(user, new { confirm = "删除" })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_mailed_code_can_be_demanded()
    {
        await using var server = await PicoraServer.StartAsync("--Picora:Accounts:Closing:Confirmation=code");
        await server.SignUpAsync();
        var user = await server.SignUpAsync();

        (await user.Http.DeleteAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await DeleteAsync(user, new { confirm = "DELETE", code = "000000" })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await (await user.Http.PostAsync("/v1/user/me/deletion-code", null)).DataAsync();
        (await DeleteAsync(user, new { confirm = "DELETE", code = server.Mail.LatestCode(user.Email) })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await user.Http.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task The_age_is_confirmed_once()
    {
        var user = await Server.SignUpAsync();

        (await user.Http.PostAsJsonAsync("/v1/user/me/confirm-age", new { ageConfirmed = false })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var first = await (await user.Http.PostAsJsonAsync("/v1/user/me/confirm-age", new { ageConfirmed = true })).DataAsync();
        Server.Clock.Advance(TimeSpan.FromSeconds(5));
        var second = await (await user.Http.PostAsJsonAsync("/v1/user/me/confirm-age", new { ageConfirmed = true })).DataAsync();

        (first.GetProperty("minimumAge").GetInt32(), second.Text("confirmedAt")).ShouldBe((16, first.Text("confirmedAt")));
    }

    private static async Task<HttpResponseMessage> DeleteAsync(TestUser user, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/v1/user/me") { Content = JsonContent.Create(body) };
        return await user.Http.SendAsync(request);
    }

    private async Task<string> ReceiptIdAsync(string email)
    {
        await Server.Mail.WaitForAsync(email, "was deleted");
        return Receipt().Match(Server.Mail.To(email).Last(mail => mail.Contains("was deleted", StringComparison.Ordinal))).Groups[1].Value;
    }

    private async Task<JsonElement> FinishedAsync(string id)
    {
        JsonElement receipt = default;
        await Poll.UntilAsync(
            async () =>
            {
                receipt = await (await administrator.Http.GetAsync($"/v1/admin/erasures/{id}")).DataAsync();
                return receipt.GetProperty("finishedAt").ValueKind == JsonValueKind.String;
            },
            "everything to be removed");
        return receipt;
    }

    [GeneratedRegex(@"^([A-Za-z0-9_-]{21})\r?$", RegexOptions.Multiline)]
    private static partial Regex Receipt();
}
